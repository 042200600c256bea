import { type Uuid } from '@fairlead/kernel';
import { type SegmentIdentity } from './spool-format';

const SEGMENT = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.([a-z][a-z0-9_-]{0,15})\.(\d{8,10})\.spool$/;
const OWNER = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.([a-z][a-z0-9_-]{0,15})\.(owner|closed)$/;
const STREAM = /^[a-z][a-z0-9_-]{0,15}$/;

/** One writer's life: a spool. Its id is a UUIDv7, so names sort by when it was opened. */
export interface SpoolName {
  readonly spoolId: Uuid;
  readonly stream: string;
}

export function checkStreamName(stream: string): void {
  if (!STREAM.test(stream)) throw new Error(`"${stream}" cannot name a stream of the spool`);
}

export function segmentFile({ spoolId, stream, segment }: SegmentIdentity): string {
  return `${spoolId}.${stream}.${String(segment).padStart(8, '0')}.spool`;
}

export function parseSegmentFile(name: string): SegmentIdentity | null {
  const [, spoolId, stream, segment] = SEGMENT.exec(name) ?? [];
  return spoolId === undefined || stream === undefined ? null : { spoolId, stream, segment: Number(segment) };
}

/** The stream of a segment or an owner file; null for other names. Called at every write, so it only looks at the middle. */
export function streamOfFile(name: string): string | null {
  return name.split('.', 2)[1] ?? null;
}

/** `owner` while its writer lives; renamed to `closed` when nothing more will be acknowledged into the spool. */
export function ownerFile({ spoolId, stream }: SpoolName, state: 'owner' | 'closed'): string {
  return `${spoolId}.${stream}.${state}`;
}

export function parseOwnerFile(name: string): (SpoolName & { readonly state: 'owner' | 'closed' }) | null {
  const [, spoolId, stream, state] = OWNER.exec(name) ?? [];
  return spoolId === undefined || stream === undefined ? null : { spoolId, stream, state: state === 'owner' ? 'owner' : 'closed' };
}
