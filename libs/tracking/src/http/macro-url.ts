import { registerDecorator } from 'class-validator';
import { compileLandingUrl } from '../domain/compile-landing-url';

/** A field that holds an address which the redirect can follow: http or https, macros anywhere but in the host. Its code is `macro_url`. */
export function MacroUrl(): PropertyDecorator {
  return (target, propertyKey) => registerDecorator({
    name: 'macroUrl', target: target.constructor, propertyName: String(propertyKey),
    options: { message: 'must be an http or https address of at most 2000 characters; macros may stand anywhere but in the host' },
    validator: { validate: (value: unknown) => typeof value === 'string' && isFollowable(value) },
  });
}

function isFollowable(text: string): boolean {
  if (text.length > 2_000 || /[\p{Cc}\s\\]/u.test(text) || !/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(text)) return false;
  return compileLandingUrl(text, null) !== null;
}
