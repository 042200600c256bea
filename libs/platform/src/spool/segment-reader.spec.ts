import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@fairlead/kernel';
import { append, makeSpoolRoot, readTexts, segmentsIn } from '../../../../test/support/spool-folder';
import { completeFrame, FRAME_BYTES, HEADER_BYTES } from './spool-format';
import { SpoolWriter } from './spool-writer';

const TEXTS = ['one', 'a second record', 'x'.repeat(40), '4', 'the last of five'];
const FRAMES = TEXTS.map((text) => FRAME_BYTES + 4 + text.length);
/** Where each group begins, and where the last one ends. */
const STARTS = FRAMES.reduce((starts, bytes) => [...starts, (starts.at(-1) ?? 0) + bytes], [HEADER_BYTES]);
const END = STARTS[TEXTS.length]!;

describe('reading a segment', () => {
  const { root, directory, remove } = makeSpoolRoot();
  let name: string;
  let sealed: Buffer;
  let path: string;

  beforeAll(async () => {
    const writer = await SpoolWriter.open({ directory, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'fdatasync' });
    for (const text of TEXTS) await append(writer, text);
    await writer.close();
    [name] = segmentsIn(directory) as [string];
    sealed = readFileSync(join(directory, name));
    await mkdir(join(root, 'copy'));
    path = join(root, 'copy', name);
  });

  afterAll(remove);

  const readBytes = (bytes: Buffer): ReturnType<typeof readTexts> => {
    writeFileSync(path, bytes);
    return readTexts(path);
  };

  it('gives every record, then the seal', async () => {
    expect(sealed.length).toBe(END + FRAME_BYTES);
    expect(await readBytes(sealed)).toEqual({ texts: TEXTS, end: 'sealed', damaged: 0 });
  });

  it('gives exactly the whole groups of a file cut at any byte, and is not alarmed', async () => {
    for (let length = 0; length < sealed.length; length += 1) {
      const whole = TEXTS.filter((_, index) => STARTS[index + 1]! <= length);
      expect([length, await readBytes(sealed.subarray(0, length))]).toEqual([length, { texts: whole, end: 'open', damaged: 0 }]);
    }
  });

  it.each([0x01, 0x80, 0xff])('gives all groups but the harmed one, whichever byte is changed by %p, and says so', async (mask) => {
    for (let at = 0; at < sealed.length; at += 1) {
      const bytes = Buffer.from(sealed);
      bytes[at]! ^= mask;
      const harmed = at < HEADER_BYTES ? -1 : STARTS.findIndex((start, index) => at >= start && at < (STARTS[index + 1] ?? Infinity));
      const texts = TEXTS.filter((_, index) => index !== harmed);
      // A seal that cannot be read is like one that was not written.
      const expected = harmed === TEXTS.length ? { texts, end: 'open', damaged: 0 } : { texts, end: 'sealed', damaged: 1 };
      expect([at, await readBytes(bytes)]).toEqual([at, expected]);
    }
  });

  it.each([0x01, 0xff])('takes a changed last group of a writer that died for torn, whichever byte is changed by %p', async (mask) => {
    for (let at = STARTS.at(-2)!; at < END; at += 1) {
      const bytes = Buffer.from(sealed.subarray(0, END));
      bytes[at]! ^= mask;
      expect(await readBytes(bytes)).toEqual({ texts: TEXTS.slice(0, -1), end: 'open', damaged: 0 });
    }
  });

  it('steps over damage of several groups once', async () => {
    const bytes = Buffer.from(sealed);
    bytes.fill(0, STARTS[1]! + 3, STARTS[3]! + FRAME_BYTES);
    expect(await readBytes(bytes)).toEqual({ texts: [TEXTS[0], TEXTS[4]], end: 'sealed', damaged: 1 });
  });

  it('goes on where more was written meanwhile', async () => {
    writeFileSync(path, sealed.subarray(0, STARTS[2]! + 7));
    expect((await readTexts(path)).texts).toEqual(TEXTS.slice(0, 2));

    truncateSync(path, STARTS[2]);
    appendFileSync(path, sealed.subarray(STARTS[2]));

    expect((await readTexts(path)).texts).toEqual(TEXTS);
  });

  it('gives at least one group, however small the batches are', async () => {
    writeFileSync(path, sealed);
    expect(await readTexts(path, { maxRecords: 1, maxBytes: 1 })).toEqual({ texts: TEXTS, end: 'sealed', damaged: 0 });
  });

  it('never takes bytes inside a harmed record for a frame, though a sender gave them the shape of one', async () => {
    const forged = Buffer.alloc(FRAME_BYTES + 4 + 6);
    forged.writeUInt32LE(6, FRAME_BYTES);
    forged.write('forged', FRAME_BYTES + 4);
    completeFrame(forged, forged.length, { records: 1, writtenMs: 0, seed: 0, offset: HEADER_BYTES + FRAME_BYTES + 4 });
    const folder = join(root, 'forged');
    const writer = await SpoolWriter.open({ directory: folder, stream: 'clicks', maxBacklogBytes: 1e9, sync: 'write' });
    await append(writer, forged);
    await append(writer, 'honest');
    await writer.close();
    const file = join(folder, segmentsIn(folder)[0]!);
    const bytes = readFileSync(file);
    bytes.fill(0, HEADER_BYTES, HEADER_BYTES + 4);
    writeFileSync(file, bytes);

    expect(await readTexts(file)).toEqual({ texts: ['honest'], end: 'sealed', damaged: 1 });
  });

  it('does not take frames of another spool or another segment', async () => {
    const other = name.replace(/^[^.]+/, newId());
    writeFileSync(join(root, 'copy', other), sealed);
    expect((await readTexts(join(root, 'copy', other))).texts).toEqual([]);
    const later = name.replace('.00000001.', '.00000002.');
    writeFileSync(join(root, 'copy', later), sealed);
    expect((await readTexts(join(root, 'copy', later))).texts).toEqual([]);
  });

  it('refuses a format that it does not know', async () => {
    const bytes = Buffer.from(sealed);
    bytes.writeUInt32LE(2, 8);
    const { crc32 } = await import('node:zlib');
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60);
    await expect(readBytes(bytes)).rejects.toThrow('has format 2');
  });

  it('is damage when the header is lost but records follow, and torn when nothing does', async () => {
    expect(await readBytes(Buffer.concat([Buffer.alloc(HEADER_BYTES), sealed.subarray(HEADER_BYTES)]))).toEqual({ texts: TEXTS, end: 'sealed', damaged: 1 });
    expect(await readBytes(Buffer.alloc(HEADER_BYTES + 500))).toEqual({ texts: [], end: 'open', damaged: 0 });
  });
});
