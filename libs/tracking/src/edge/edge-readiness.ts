import { DomainError } from '@fairlead/kernel';
import { Spools } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { EdgeRuntime } from './edge-runtime';

/** Whether this process can redirect: it knows the links, and clicks and postbacks can be kept on disk. The database may be away. */
@Injectable()
export class EdgeReadiness {
  constructor(private readonly runtime: EdgeRuntime, private readonly spools: Spools) {}

  /** @throws DomainError `service.not_ready`. */
  check(): Promise<void> {
    if (!this.runtime.keeper.loaded) return refuse('No routing was loaded yet');
    return this.spools.accepting ? Promise.resolve() : refuse('Clicks and postbacks cannot be kept on this machine’s disk');
  }
}

function refuse(why: string): Promise<never> {
  return Promise.reject(new DomainError('service.not_ready', 'unavailable', `This process cannot redirect: ${why}`));
}
