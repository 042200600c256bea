import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { canonicalParameters, isSignedBy, signParameters } from '../../libs/conversions/src/domain/postback-signature';

const SECRET = 'fls_example_secret_do_not_use';
const guide = readFileSync(resolve(__dirname, '../../docs/guides/integrate-postbacks.md'), 'utf8');

/** The code block under `<!-- example: name -->`. */
function example(name: string): string {
  const block = new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\\n\`\`\``).exec(guide)?.[1];
  if (block === undefined) throw new Error(`the guide has no example ${name}`);
  return block;
}

describe('the worked example of the postback guide', () => {
  const parameters = JSON.parse(example('parameters')) as Record<string, string>;

  it('has the text and the signature that the tracker computes', () => {
    expect(guide).toContain(SECRET);
    expect(canonicalParameters(parameters)).toBe(example('canonical'));
    expect(signParameters(parameters, SECRET)).toBe(example('signature'));
    expect(parameters['click_id']).toMatch(/^clk_[0-9a-hjkmnp-tv-z]{60}$/);
  });

  it('shows code for Node whose signatures the tracker takes, also where the order of names and strings differs', () => {
    const tricky = { ...parameters, adv1: 'a b+c', adv10: "it's (50%) *", coupon: '' };
    const sig = runInNewContext(`${example('node')}\nsign(parameters, secret)`, { require, parameters: tricky, secret: SECRET }) as string;

    expect(isSignedBy({ ...tricky, sig }, [SECRET])).toBe(true);
    expect(canonicalParameters(tricky)).toMatch(/^adv10=.*&adv1=/);
  });
});
