import { createServer } from 'node:net';
import { backoffMs } from './backoff';
import { errorCode, expectCode } from './error-code';
import { findFreePort, isPortFree } from './free-port';
import { identifyProcess, isStillAlive, parseProcStat } from './process-identity';

describe('backoffMs', () => {
  it('doubles from one second and stops growing at thirty', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 100].map(backoffMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });
});

describe('process identity', () => {
  it('reads state and start out of a stat line whatever the program is called', () => {
    const stat = '42 (evil) R 1 (x) S 1 42 42 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 987654 1000 10';

    expect(parseProcStat(stat)).toEqual({ state: 'S', startTicks: '987654' });
  });

  it('has no start in a line that is cut off', () => {
    expect(parseProcStat('42 (node) S 1')).toBeUndefined();
  });

  it('recognises this process, and not another start with the same number', () => {
    const me = identifyProcess(process.pid);

    expect(me && isStillAlive(me)).toBe(true);
    expect(isStillAlive({ pid: process.pid, startedAt: 'earlier' })).toBe(false);
  });
});

describe('isPortFree', () => {
  it('tells a port with a listener on loopback from a free one', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const taken = typeof address === 'object' && address ? address.port : 0;

    expect(await isPortFree(taken)).toBe(false);

    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(await findFreePort())).toBe(true);
  });
});

describe('expectCode', () => {
  const failure = Object.assign(new Error('gone'), { code: 'ENOENT' });

  it('lets an expected code pass and throws any other again', () => {
    expect(() => expectCode(failure, 'ENOENT', 'ESRCH')).not.toThrow();
    expect(() => expectCode(failure, 'EACCES')).toThrow(failure);
    expect(() => expectCode('text', 'EACCES')).toThrow('text');
    expect(errorCode(failure)).toBe('ENOENT');
  });
});
