import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { expectCode } from '../processes/error-code';

const PROGRAMS = ['redis-server', 'valkey-server'];

/** The first Redis server program on PATH, or undefined. */
export function findRedisServer(path = process.env['PATH'] ?? ''): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Configuration for standard input, which keeps the password out of the process list. */
export function redisConfig(options: { port: number; dir: string; password: string; isDurable: boolean }): string {
  return [
    `port ${options.port}`,
    'bind 127.0.0.1',
    `dir "${options.dir.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    `requirepass ${options.password}`,
    // Bull loses jobs silently under any eviction policy.
    'maxmemory-policy noeviction',
    `appendonly ${options.isDurable ? 'yes' : 'no'}`,
    'save ""',
    'daemonize no',
    '',
  ].join('\n');
}

/** What a Redis server prints when it takes connections. */
export const REDIS_READY = /Ready to accept connections/;

/** Whether something takes connections at the address of a Redis URL. */
export function isReachable(redisUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(redisUrl);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 5_000 });
    const answer = (yes: boolean) => (): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    expectCode(error, 'ENOENT', 'EACCES', 'ENOTDIR');
    return false;
  }
}
