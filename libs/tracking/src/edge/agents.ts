import { createHash } from 'node:crypto';
import { isbot } from 'isbot';
import { UAParser } from 'my-ua-parser';
import type { Device } from '../contracts';
import { longBytes } from '../domain/click-record';
import { flat, RecentMap } from '../domain/recent-map';

const LONGEST_AGENT = 500;
const REMEMBERED = 20_000;

/** What a user agent says, found out once. Parsing one costs more than the rest of a click. */
export interface Agent {
  readonly text: string;
  readonly bytes: Buffer;
  /** 32 bits of a hash of the text. */
  readonly hash: number;
  /** A declared bot, scanner or link preview, or no browser at all. */
  readonly bot: boolean;
  readonly device: Device;
  readonly os: string | null;
  readonly browser: string | null;
}

/** The user agents seen last. */
export class Agents {
  private readonly known = new RecentMap<string, Agent>(REMEMBERED);

  of(header: string | undefined): Agent {
    const key = header ?? '';
    const known = this.known.get(key);
    if (known) return known;
    const agent = readAgent(key);
    this.known.set(flat(key), agent);
    return agent;
  }
}

/** Reads a user agent. One without a text is no browser. */
export function readAgent(header: string): Agent {
  const text = header.replace(/\p{Cc}/gu, '').slice(0, LONGEST_AGENT);
  const { device, os, browser } = new UAParser(text).getResult();
  return {
    text, bytes: longBytes(text), hash: createHash('sha1').update(text).digest().readUInt32BE(0), bot: text === '' || isbot(text),
    device: deviceOf(text, device.type), os: os.name ?? null, browser: browser.name ?? null,
  };
}

function deviceOf(text: string, type: string | undefined): Device {
  if (type === 'tablet') return 'tablet';
  if (type === 'mobile') return 'mobile';
  if (type !== undefined) return 'other';
  return /Windows NT|Macintosh|X11|CrOS/i.test(text) ? 'desktop' : 'other';
}
