import { crc32 } from 'node:zlib';
import { type Uuid } from '@fairlead/kernel';

/**
 * A segment is a header and frames. A frame is one group of records, written and made durable at once, or the seal that ends the segment.
 *
 *   header  magic 8 · version u32 · segment u32 · spool id 16 · created f64 ms · stream 16 · zero u32 · crc u32
 *   frame   crc u32 · kind u32 · body bytes u32 · records u32 · written f64 ms · body: (length u32 · payload) per record
 *
 * All little-endian. The CRC of a frame covers all that follows it, and starts from a value made of spool, segment and offset: bytes of
 * another place, or a frame that a sender forged inside a payload, are never taken for a frame.
 */
export const FORMAT_VERSION = 1;
export const HEADER_BYTES = 64;
export const FRAME_BYTES = 24;
export const RECORD_OVERHEAD_BYTES = 4;
/** No writer makes a larger frame, so a reader need not believe a length above it. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;

const MAGIC = Buffer.from('FLSPOOL1', 'ascii');
const STREAM_BYTES = 16;
const KIND_GROUP = 0x5247_4c46; // FLGR
const KIND_SEAL = 0x4e45_4c46; // FLEN
/** How the kinds begin, for a search of frames. */
export const MARK = Buffer.from('FL', 'ascii');
/** Where a mark stands in its frame. */
export const MARK_OFFSET = 4;
/** Where the time stands in its frame. */
export const WRITTEN_OFFSET = 16;

/** Which segment of which spool. */
export interface SegmentIdentity {
  readonly spoolId: Uuid;
  readonly stream: string;
  /** Counts from 1. */
  readonly segment: number;
}

/** A whole and unharmed frame. `end` is the offset after it, in the same bytes. */
export interface Frame {
  readonly kind: 'group' | 'seal';
  readonly end: number;
  readonly records: number;
  /** Unix time in ms when the group was handed to the disk. */
  readonly writtenMs: number;
}

export function encodeHeader(identity: SegmentIdentity, createdMs: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header, 0);
  header.writeUInt32LE(FORMAT_VERSION, 8);
  header.writeUInt32LE(identity.segment, 12);
  spoolIdBytes(identity.spoolId).copy(header, 16);
  header.writeDoubleLE(createdMs, 32);
  header.write(identity.stream, 40, STREAM_BYTES, 'ascii');
  header.writeUInt32LE(crc32(header.subarray(0, 60)), 60);
  return header;
}

/** Whether these bytes are the header of that segment. @throws Error for a version that this release cannot read. */
export function isHeaderOf(bytes: Buffer, identity: SegmentIdentity): boolean {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, 8).equals(MAGIC) || crc32(bytes.subarray(0, 60)) !== bytes.readUInt32LE(60)) return false;
  const version = bytes.readUInt32LE(8);
  if (version !== FORMAT_VERSION) throw new Error(`spool ${identity.spoolId} has format ${version}, this release reads ${FORMAT_VERSION}`);
  return bytes.readUInt32LE(12) === identity.segment && bytes.subarray(16, 32).equals(spoolIdBytes(identity.spoolId));
}

/** What the CRCs of a segment start from; nobody outside can know it. */
export function segmentSeed(identity: SegmentIdentity): number {
  return crc32(spoolIdBytes(identity.spoolId), identity.segment);
}

/** Completes the frame in bytes[0, end): its first FRAME_BYTES are room that was left for this. `offset` is its place in the segment. */
export function completeFrame(bytes: Buffer, end: number, frame: { records: number; writtenMs: number; seed: number; offset: number }): void {
  bytes.writeUInt32LE(frame.records === 0 ? KIND_SEAL : KIND_GROUP, MARK_OFFSET);
  bytes.writeUInt32LE(end - FRAME_BYTES, 8);
  bytes.writeUInt32LE(frame.records, 12);
  bytes.writeDoubleLE(frame.writtenMs, 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(4, end), startOf(frame.seed, frame.offset)), 0);
}

/** How long the frame at bytes[at] says it is, or null when that cannot be true or cannot be read yet. */
export function claimedFrameBytes(bytes: Buffer, at: number, end: number): number | null {
  if (at + FRAME_BYTES > end) return null;
  const kind = bytes.readUInt32LE(at + MARK_OFFSET);
  const length = FRAME_BYTES + bytes.readUInt32LE(at + 8);
  return (kind === KIND_GROUP || kind === KIND_SEAL) && length <= MAX_FRAME_BYTES ? length : null;
}

/** The frame at bytes[at], which is at `offset` of its segment; null unless it is all there and unharmed. */
export function readFrame(bytes: Buffer, at: number, end: number, place: { seed: number; offset: number }): Frame | null {
  const length = claimedFrameBytes(bytes, at, end);
  if (length === null || at + length > end) return null;
  if (crc32(bytes.subarray(at + 4, at + length), startOf(place.seed, place.offset)) !== bytes.readUInt32LE(at)) return null;
  const sealed = bytes.readUInt32LE(at + MARK_OFFSET) === KIND_SEAL;
  return { kind: sealed ? 'seal' : 'group', end: at + length, records: bytes.readUInt32LE(at + 12), writtenMs: bytes.readDoubleLE(at + 16) };
}

/** Adds the payloads of a frame that `readFrame` found at bytes[at]: views, no copies. */
export function collectRecords(bytes: Buffer, at: number, frame: Frame, into: Buffer[]): void {
  let position = at + FRAME_BYTES;
  for (let index = 0; index < frame.records; index += 1) {
    const start = position + RECORD_OVERHEAD_BYTES;
    position = start + bytes.readUInt32LE(position);
    into.push(bytes.subarray(start, position));
  }
  if (position !== frame.end) throw new Error('a frame of the spool disagrees with its own length');
}

function startOf(seed: number, offset: number): number {
  return (seed ^ Math.imul(offset, 0x9e37_79b1)) >>> 0;
}

function spoolIdBytes(spoolId: Uuid): Buffer {
  return Buffer.from(spoolId.replaceAll('-', ''), 'hex');
}
