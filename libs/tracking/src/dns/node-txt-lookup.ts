import { promises as dns } from 'node:dns';
import { Injectable } from '@nestjs/common';
import { TxtLookup } from '../application/txt-lookup';

const TIMEOUT_MS = 3_000;
const TRIES = 2;
/** What a name server says of a name that is not there, or has no such record. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the name servers that the machine is set up with. */
@Injectable()
export class NodeTxtLookup extends TxtLookup {
  private readonly resolver = new dns.Resolver({ timeout: TIMEOUT_MS, tries: TRIES });

  async find(name: string): Promise<string[]> {
    try {
      return (await this.resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      if (error instanceof Error && 'code' in error && typeof error.code === 'string' && NOTHING.has(error.code)) return [];
      throw error;
    }
  }
}
