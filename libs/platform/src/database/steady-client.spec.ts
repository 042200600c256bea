import { Pool } from 'pg';
import { applicationDataSourceOptions } from './data-sources';
import { SteadyClient } from './steady-client';

describe('a connection of the application', () => {
  it('may be lost when nobody else listens', () => {
    const client = new SteadyClient('postgres://nobody@127.0.0.1:1/none');
    expect(() => client.emit('error', new Error('terminating connection due to administrator command'))).not.toThrow();
  });

  it('is what the pool makes', () => {
    const { extra } = applicationDataSourceOptions('postgres://nobody@127.0.0.1:1/none') as { extra: { Client: unknown } };
    expect((new Pool(extra as object) as unknown as { Client: unknown }).Client).toBe(SteadyClient);
  });
});
