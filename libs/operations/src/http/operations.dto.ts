import { encodeId } from '@fairlead/kernel';
import { TASK_PROCESSES, type TaskProcess } from '@fairlead/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { OperationsView } from '../application/read-operations.query';
import type { DeadDelivery } from '../persistence/operations.repository';

class EventTrafficResponse {
  @ApiProperty({ type: 'integer', description: 'Written, and not yet given to the consumers' }) unpublished: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) oldest_unpublished_at: string | null;
  @ApiProperty({ type: 'integer', description: 'Deliveries that wait' }) due: number;
  @ApiProperty({ type: 'integer', description: 'Of those, how many have failed before' }) retrying: number;
  @ApiProperty({ type: 'integer', description: 'Given up after twelve attempts' }) dead: number;
}

class TaskResponse {
  @ApiProperty({ example: 'payouts.send-due' }) name: string;
  @ApiProperty({ enum: TASK_PROCESSES, description: 'Which process runs it' }) process: TaskProcess;
  @ApiProperty({ type: 'integer', description: 'Milliseconds between runs' }) every_ms: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_run_at: string | null;
  @ApiProperty({ format: 'date-time' }) next_run_at: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the last run; null when it went well' }) last_error: string | null;
  @ApiProperty({ description: 'More than a minute and two intervals behind: no process runs it, or one run takes that long' }) late: boolean;
}

class TrackerResponse {
  @ApiProperty({ description: '`TRACKER_ID`' }) tracker: string;
  @ApiProperty({ example: 'clicks' }) stream: string;
  @ApiProperty({ type: 'integer', description: 'Spools that may still grow, or are not loaded whole' }) open_spools: number;
  @ApiProperty({ format: 'date-time', description: 'When the loader last brought something of it in' }) last_loaded_at: string;
}

/** A network at one moment. */
export class OperationsResponse {
  @ApiProperty({ format: 'date-time' }) as_of: string;
  @ApiProperty({ type: EventTrafficResponse }) events: EventTrafficResponse;
  @ApiProperty({ type: [TaskResponse] }) tasks: TaskResponse[];
  @ApiProperty({ type: [TrackerResponse] }) trackers: TrackerResponse[];
  @ApiProperty({ type: 'integer', description: 'Records of trackers that can never be loaded as they are; kept in `spool_reject`' }) rejected_records: number;
}

class DeadDeliveryResponse {
  @ApiProperty({ example: 'evt_01jd0000000000000000000000' }) event_id: string;
  @ApiProperty({ example: 'commissions.settle-conversion' }) consumer: string;
  @ApiProperty({ example: 'conversion.approved.v1' }) type: string;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty({ type: 'integer' }) attempts: number;
  @ApiProperty({ type: String, nullable: true }) last_error: string | null;
}

export class DeadDeliveriesResponse {
  @ApiProperty({ type: [DeadDeliveryResponse] }) data: DeadDeliveryResponse[];
}

export class RetryDeliveryRequest {
  @ApiProperty({ description: 'Whose delivery of the event' }) @IsString() @Length(1, 100) consumer: string;
}

export function presentOperations({ asOf, traffic, tasks, trackers, rejectedRecords }: OperationsView): OperationsResponse {
  return {
    as_of: asOf.toISOString(),
    events: { unpublished: traffic.unpublished, oldest_unpublished_at: traffic.oldestUnpublishedAt?.toISOString() ?? null, due: traffic.due, retrying: traffic.retrying, dead: traffic.dead },
    tasks: tasks.map((task) => ({
      name: task.name, process: task.process, every_ms: task.everyMs, last_run_at: task.lastRunAt?.toISOString() ?? null, next_run_at: task.nextRunAt.toISOString(), last_error: task.lastError, late: task.late,
    })),
    trackers: trackers.map(({ tracker, stream, openSpools, lastLoadedAt }) => ({ tracker, stream, open_spools: openSpools, last_loaded_at: lastLoadedAt.toISOString() })),
    rejected_records: rejectedRecords,
  };
}

export function presentDead({ eventId, consumer, type, occurredAt, attempts, lastError }: DeadDelivery): DeadDeliveryResponse {
  return { event_id: encodeId('event', eventId), consumer, type, occurred_at: occurredAt.toISOString(), attempts, last_error: lastError };
}
