import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@fairlead/kernel';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/eventually';
import { append, makeSpoolRoot, readFolder, segmentsIn } from '../../../../test/support/spool-folder';
import { makeDirectory } from './spool-files';
import { ownerFile, parseSegmentFile } from './spool-names';
import { closeDeadSpool, OWNER_STALE_MS, SpoolOwner } from './spool-owner';
import { SpoolWriter } from './spool-writer';

describe('the owner of a spool', () => {
  let place: ReturnType<typeof makeSpoolRoot>;
  const name = { spoolId: newId(), stream: 'clicks' };
  let path: string;

  beforeAll(() => Logger.overrideLogger(false)); // planned failures
  beforeEach(async () => {
    place = makeSpoolRoot();
    await makeDirectory(place.directory);
    path = join(place.directory, ownerFile(name, 'owner'));
  });
  afterEach(() => place.remove());

  /** As another process would have written it. */
  const ownedBy = async (change: (fields: string[]) => string[]): Promise<void> => {
    await SpoolOwner.create(place.directory, name);
    writeFileSync(path, `${change(readFileSync(path, 'utf8').trim().split(' ')).join(' ')}\n`);
  };
  const age = (ms: number): void => {
    const at = new Date(Date.now() - ms);
    utimesSync(path, at, at);
  };

  it('is alive while its process is, however old its heartbeat', async () => {
    await SpoolOwner.create(place.directory, name);
    age(10 * OWNER_STALE_MS);
    expect(await closeDeadSpool(place.directory, name)).toBe(false);
    expect(existsSync(path)).toBe(true);
  });

  it('is dead when its process has ended, however young its heartbeat', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await ownedBy(([, ...rest]) => [String(child.pid), ...rest]);
    expect(await closeDeadSpool(place.directory, name)).toBe(true);
    expect(readdirSync(place.directory)).toEqual([ownerFile(name, 'closed')]);
  });

  it('is dead when another process has got its number', async () => {
    await ownedBy(([pid, , ...rest]) => [pid!, '1', ...rest]);
    expect(await closeDeadSpool(place.directory, name)).toBe(true);
  });

  it.each<[string, (fields: string[]) => string[]]>([
    ['in another container', ([pid, ticks, boot]) => [pid!, ticks!, boot!, 'pid:[1]']],
    ['before the machine started again', ([pid, ticks, , namespace]) => [pid!, ticks!, newId(), namespace!]],
    ['who died while making the file', () => ['12']],
  ])('is judged by its heartbeat when it is one %s', async (_who, change) => {
    await ownedBy(change);
    expect(await closeDeadSpool(place.directory, name)).toBe(false);
    age(OWNER_STALE_MS + 1_000);
    expect(await closeDeadSpool(place.directory, name)).toBe(true);
  });

  it('counts as gone without its file', async () => {
    expect(await closeDeadSpool(place.directory, name)).toBe(true);
  });

  it('acknowledges nothing into a spool that was taken from it, and goes on with a new one', async () => {
    const writer = await SpoolWriter.open({ directory: place.directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'fdatasync' });
    await append(writer, 'first');
    const [before] = segmentsIn(place.directory) as [string];
    const { spoolId } = parseSegmentFile(before)!;
    const own = { spoolId, stream: 'clicks' };
    writeFileSync(join(place.directory, ownerFile(own, 'owner')), 'elsewhere');
    expect(await closeDeadSpool(place.directory, own, Date.now() + OWNER_STALE_MS + 5_000)).toBe(true);

    await eventually(async () => {
      await append(writer, 'next');
      return segmentsIn(place.directory).length === 2;
    });
    await append(writer, 'last');
    await writer.close();

    expect((await readFolder(place.directory)).at(-1)).toBe('last');
    expect(readdirSync(place.directory).filter((file) => file.endsWith('.closed'))).toHaveLength(2);
  });
});
