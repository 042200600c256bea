import { Logger } from '@nestjs/common';
import { Client, type ClientConfig } from 'pg';

/**
 * A connection whose end is no end of the process. Pool and query runner listen for errors while they have it; between the two, as it is
 * handed over, nobody does, and a connection that is cut at that moment would be an unhandled error. Its next query fails and says so.
 */
export class SteadyClient extends Client {
  private static readonly logger = new Logger(SteadyClient.name);

  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', (error) => SteadyClient.logger.debug({ event: 'database.connection_lost', message: error.message }));
  }
}
