import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { FairleadConfig } from '../config/fairlead-config';
import { isPrivateAddress } from './private-addresses';

const MOST_REDIRECTS = 5;
const WHOLE_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Why somebody else's address could not be read. */
export const GUARDED_GET_PROBLEMS = ['url_refused', 'host_not_found', 'address_refused', 'connection_failed', 'timed_out', 'too_many_redirects'] as const;
export type GuardedGetProblem = (typeof GUARDED_GET_PROBLEMS)[number];

/** What came of it: the answer that ended the redirects, or why there is none and at which address. */
export type GuardedGetOutcome =
  | { readonly ok: true; readonly url: string; readonly status: number; readonly redirects: number }
  | { readonly ok: false; readonly url: string; readonly problem: GuardedGetProblem };

/** A step that ends here, or leads on. */
type Step = { readonly status: number; readonly location: string | null } | GuardedGetProblem;

/**
 * GETs a URL that a stranger chose, without letting it reach what is not public: each hop is http or https without user info, its host is looked up once and the
 * connection goes to that very address. Redirects are followed by hand, at most 5; all of it takes 10 seconds at most and reads 64 KiB of no body.
 * Never within a transaction.
 */
@Injectable()
export class GuardedGet {
  constructor(private readonly config: FairleadConfig) {}

  async run(start: string, headers: Readonly<Record<string, string>>): Promise<GuardedGetOutcome> {
    const signal = AbortSignal.timeout(WHOLE_MS);
    let url = start;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const step = await this.step(url, headers, signal);
      if (typeof step === 'string') return { ok: false, url, problem: step };
      if (step.location === null) return { ok: true, url, status: step.status, redirects };
      if (!URL.canParse(step.location, url)) return { ok: false, url: step.location, problem: 'url_refused' };
      url = new URL(step.location, url).href;
    }
    return { ok: false, url, problem: 'too_many_redirects' };
  }

  private async step(text: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Step> {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return 'url_refused';
    const address = await this.addressOf(url.hostname.replace(/^\[|\]$/g, ''));
    if (typeof address === 'string') return address;
    try {
      return await answerOf(url, address, headers, signal);
    } catch (error) {
      if (signal.aborted) return 'timed_out';
      if (hasCode(error)) return 'connection_failed';
      throw error;
    }
  }

  private async addressOf(host: string): Promise<Address | GuardedGetProblem> {
    const literal = isIP(host);
    const found = literal === 0 ? await resolved(host) : { address: host, family: literal };
    if (found === null) return 'host_not_found';
    return this.config.outboundPrivateAddresses === 'refused' && isPrivateAddress(found.address) ? 'address_refused' : found;
  }
}

interface Address {
  readonly address: string;
  readonly family: number;
}

async function resolved(host: string): Promise<Address | null> {
  try {
    return await lookup(host);
  } catch (error) {
    if (hasCode(error)) return null; // no such host, or no name server: the caller cannot mend either
    throw error;
  }
}

/** Whether it is an error of the system or of Node's network layer, rather than of our code. */
function hasCode(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}

function answerOf(url: URL, { address, family }: Address, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Exclude<Step, string>> {
  const options: RequestOptions = {
    method: 'GET', headers: { accept: 'text/html,*/*;q=0.8', ...headers }, signal, agent: false,
    // The address that was looked at, whatever the name says by now.
    lookup: (_host, wanted, done) => { if (wanted.all === true) done(null, [{ address, family }]); else done(null, address, family); },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      readAway(response);
      const { statusCode: status = 0, headers: { location } } = response;
      resolve({ status, location: status >= 300 && status < 400 && location !== undefined ? location : null });
    });
    request.on('error', reject);
    request.end();
  });
}

/** Lets a short body go by, and ends a long one. */
function readAway(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) response.destroy();
  });
  response.on('error', () => response.destroy()); // what we ended, or what ended with it: the status is known already
}
