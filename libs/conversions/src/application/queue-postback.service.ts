import { Clock, newId, systemContext, type Uuid } from '@fairlead/kernel';
import { SecretBox, type SpoolHandler, Spools, type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PostbackQueueRepository } from '../persistence/postback-queue.repository';
import { sealedPlace } from './deliver-queued-postbacks.service';

const STREAM = 'postbacks';
/** Parameters are at most 500 characters each, the body at most a megabyte; what is larger is refused before. */
const MAX_RECORD_BYTES = 256 * 1024;

interface Record {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly receivedAt: string;
  /** Base64. */
  readonly sealed: string;
}

/** Takes a postback that cannot get its outcome now: into the database, or where that is away into the spool of this machine. */
@Injectable()
export class QueuePostback implements SpoolHandler, OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly spools: Spools,
    private readonly unitOfWork: UnitOfWork,
    private readonly secretBox: SecretBox,
    private readonly queue: PostbackQueueRepository,
  ) {
    spools.handle(STREAM, this);
  }

  async onModuleInit(): Promise<void> {
    await this.spools.writer(STREAM, MAX_RECORD_BYTES);
  }

  /** The click of the report is not loaded yet: the worker tries again until it is. */
  async inDatabase(advertiserId: Uuid, parameters: Readonly<globalThis.Record<string, string>>): Promise<void> {
    const record = this.sealed(advertiserId, parameters);
    await this.unitOfWork.run(systemContext('postback'), (tx) => this.queue.add(tx, [toRow(record)]));
  }

  /** Resolves when the postback is on disk. @throws SpoolUnavailable when this machine cannot keep it either. */
  async onDisk(advertiserId: Uuid, parameters: Readonly<globalThis.Record<string, string>>): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(this.sealed(advertiserId, parameters)));
    const writer = await this.spools.writer(STREAM, MAX_RECORD_BYTES);
    await new Promise<void>((resolve, reject) => {
      writer.append((target, offset) => offset + bytes.copy(target, offset), (error) => (error ? reject(error) : resolve()));
    });
  }

  async load(tx: Tx, records: readonly Buffer[]): Promise<void> {
    await this.queue.add(tx, records.map((record) => toRow(JSON.parse(record.toString('utf8')) as Record)));
  }

  private sealed(advertiserId: Uuid, parameters: Readonly<globalThis.Record<string, string>>): Record {
    const now = this.clock.now();
    const id = newId(now.getTime());
    return { id, advertiserId, receivedAt: now.toISOString(), sealed: this.secretBox.seal(JSON.stringify(parameters), sealedPlace(id)).toString('base64') };
  }
}

function toRow(record: Record): { id: Uuid; advertiserId: Uuid; sealedParameters: Buffer; receivedAt: Date } {
  return { id: record.id, advertiserId: record.advertiserId, sealedParameters: Buffer.from(record.sealed, 'base64'), receivedAt: new Date(record.receivedAt) };
}
