import { BullModule, getQueueToken } from '@nestjs/bull';
import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bull';
import { assertNoEviction } from './assert-no-eviction';
import { BullQueue } from './bull-queue';
import { InProcessQueue } from './in-process-queue';
import { QueuePort } from './queue-port';

/** Chooses the adapter: Bull when a Redis is configured, else in-process. Only the worker imports it. */
@Global()
@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(private readonly queue: QueuePort) {}

  static forRoot(redisUrl: string | null, queueNames: readonly string[]): DynamicModule {
    if (!redisUrl) {
      return { module: QueueModule, providers: [{ provide: QueuePort, useClass: InProcessQueue }], exports: [QueuePort] };
    }
    return {
      module: QueueModule,
      imports: [
        BullModule.forRoot({ url: redisUrl, prefix: 'fairlead', redis: { maxRetriesPerRequest: null, enableReadyCheck: false } }),
        BullModule.registerQueue(...queueNames.map((name) => ({ name }))),
      ],
      providers: [
        {
          provide: QueuePort,
          inject: queueNames.map((name) => getQueueToken(name)),
          useFactory: async (...queues: Queue[]) => {
            await assertNoEviction(redisUrl);
            return new BullQueue(new Map(queues.map((queue) => [queue.name, queue])));
          },
        },
      ],
      exports: [QueuePort],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
