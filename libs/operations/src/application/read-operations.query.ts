import { MINUTE_MS, type TenantContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { type DeadDelivery, type EventTraffic, OperationsRepository, type TaskView, type TrackerView } from '../persistence/operations.repository';

/** More than these are a fire, not a list. */
const MOST_DEAD = 100;

/** A network at one moment. */
export interface OperationsView {
  readonly asOf: Date;
  readonly traffic: EventTraffic;
  readonly tasks: readonly (TaskView & { readonly late: boolean })[];
  readonly trackers: readonly TrackerView[];
  readonly rejectedRecords: number;
}

/** What runs, what waits and what was given up. */
@Injectable()
export class ReadOperations {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly operations: OperationsRepository) {}

  now(context: TenantContext): Promise<OperationsView> {
    return this.unitOfWork.run(context, async (tx) => ({
      asOf: tx.now,
      traffic: await this.operations.traffic(tx, context),
      tasks: (await this.operations.tasks(tx, context)).map((task) => ({ ...task, late: isLate(task, tx.now) })),
      trackers: await this.operations.trackers(tx, context),
      rejectedRecords: await this.operations.rejectedRecords(tx, context),
    }));
  }

  /** The newest hundred. */
  dead(context: TenantContext): Promise<DeadDelivery[]> {
    return this.unitOfWork.run(context, (tx) => this.operations.deadDeliveries(tx, context, MOST_DEAD));
  }
}

/** A worker that was just restarted is not late yet. */
function isLate(task: TaskView, now: Date): boolean {
  return now.getTime() - task.nextRunAt.getTime() > MINUTE_MS + 2 * task.everyMs;
}
