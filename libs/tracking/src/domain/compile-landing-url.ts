import type { UtmName } from '@fairlead/offers/contracts';
import { UTM_NAMES } from '@fairlead/offers/contracts';
import type { AdPlatformIds } from './ad-platform-ids';
import { findMacros, type Macro, type UrlValues, valueOf } from './url-macros';

/** A URL with macros, taken apart once so that a click only joins pieces. */
export interface CompiledUrl {
  /** The URL for one click. Values are percent-encoded, absent ones empty; ids of ad platforms are added where the URL has no such parameter. */
  expand(values: UrlValues, adPlatformIds?: AdPlatformIds | null): string;
}

/** What stands in for a macro while the URL is parsed: letters and digits, which no parser changes outside the host. */
const MARK = 'Zq7fl';
const MARK_PATTERN = /Zq7fl([0-9]+)x/;

/**
 * Takes a landing URL apart. `clickParameter` gets the click id, in place of a parameter of that name; null adds none (fallback URLs).
 * `utm` gives parameters, with macros, that are added where the URL has none of that name.
 * Null when the template is not an http or https URL, or has a macro where it could change the host.
 */
export function compileLandingUrl(template: string, clickParameter: string | null, utm: Readonly<Partial<Record<UtmName, string>>> = {}): CompiledUrl | null {
  const macros: Macro[] = [];
  const mark = (macro: Macro): string => `${MARK}${macros.push(macro) - 1}x`;
  const url = parseMarked(template, mark);
  if (!url) return null;
  const pairs = url.search.slice(1).split('&').filter((pair) => pair !== '' && (clickParameter === null || nameOf(pair) !== clickParameter));
  const names = new Set(pairs.map(nameOf));
  for (const name of UTM_NAMES) {
    const value = utm[name];
    if (value !== undefined && !names.has(name)) pairs.push(`${name}=${encodeAround(value, mark)}`);
  }
  if (clickParameter !== null) pairs.push(`${clickParameter}=${mark('click_id')}`);
  // Written by hand: URLSearchParams would re-encode the advertiser's own parameters.
  url.search = pairs.join('&');
  const hash = url.hash;
  url.hash = '';
  const [path = '', query] = splitOnce(url.href, '?');
  return new JoinedUrl(
    toPieces(path, macros), query === undefined ? null : toPieces(query, macros), toPieces(hash, macros), new Set([...names, ...pairs.map(nameOf)]));
}

function parseMarked(template: string, mark: (macro: Macro) => string): URL | null {
  const marked = template.includes(MARK) ? '' : findMacros(template, mark);
  const url = URL.canParse(marked) ? new URL(marked) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return `${url.username}${url.password}${url.host}`.toLowerCase().includes(MARK.toLowerCase()) ? null : url;
}

/** Text with the values of macros in between: `texts` has one more item than `macros`. */
interface Pieces {
  readonly texts: readonly string[];
  readonly macros: readonly Macro[];
}

class JoinedUrl implements CompiledUrl {
  constructor(private readonly path: Pieces, private readonly query: Pieces | null, private readonly hash: Pieces, private readonly names: ReadonlySet<string>) {}

  expand(values: UrlValues, adPlatformIds?: AdPlatformIds | null): string {
    let url = join(this.path, values, encodeInPath);
    if (this.query) url += `?${join(this.query, values, encodeInQuery)}`;
    if (adPlatformIds) url += this.added(adPlatformIds);
    return this.hash.texts.length === 1 && this.hash.texts[0] === '' ? url : url + join(this.hash, values, encode);
  }

  private added(ids: AdPlatformIds): string {
    let text = '';
    for (const [name, value] of Object.entries(ids)) {
      if (!this.names.has(name)) text += `${text === '' && !this.query ? '?' : '&'}${name}=${encodeInQuery(value)}`;
    }
    return text;
  }
}

function join(pieces: Pieces, values: UrlValues, encode: (value: string) => string): string {
  let text = pieces.texts[0] ?? '';
  for (let index = 0; index < pieces.macros.length; index += 1) {
    const macro = pieces.macros[index];
    if (macro !== undefined) text += encode(valueOf(macro, values));
    text += pieces.texts[index + 1] ?? '';
  }
  return text;
}

const NEEDS_NO_ENCODING = /^[\w.~-]*$/;
/** Half of a character: no URL can carry it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The URL parser escapes the apostrophe in a query, so that what is sent is what a parser would make of it. */
function encodeInQuery(value: string): string {
  return NEEDS_NO_ENCODING.test(value) ? value : encode(value).replaceAll("'", '%27');
}

/** A segment of dots would climb out of the advertiser's path. */
function encodeInPath(value: string): string {
  if (!NEEDS_NO_ENCODING.test(value)) return encode(value);
  return value === '.' || value === '..' ? '' : value;
}

function encode(value: string): string {
  return encodeURIComponent(value.replace(LONE_SURROGATE, '\uFFFD'));
}

/** Encodes what is between the macros of a UTM value. */
function encodeAround(value: string, mark: (macro: Macro) => string): string {
  const macros: string[] = [];
  const held = findMacros(value, (macro) => `${MARK}${macros.push(mark(macro)) - 1}h`);
  return encodeInQuery(held).replaceAll(/Zq7fl([0-9]+)h/g, (_match, index: string) => macros[Number(index)] ?? '');
}

function toPieces(text: string, all: readonly Macro[]): Pieces {
  const parts = text.split(MARK_PATTERN);
  const macros = parts.filter((_part, index) => index % 2 === 1).map((index) => all[Number(index)]).filter((macro) => macro !== undefined);
  return { texts: parts.filter((_part, index) => index % 2 === 0), macros };
}

function nameOf(pair: string): string {
  return pair.split('=')[0] ?? '';
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
