// deletion-process.ts — has every service forget a person, one by one, until all have: those that are away later.
import { Inject, Injectable } from '@nestjs/common';
import { Billing, Notification, Payment, QuotaLedger, RouterGateway, type ReplyOf } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type JobSource, type Logger, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { finishDeletion, listUnfinished, noteForgotten, type DeletionRow } from './deletions.rows';
import { forgetActs } from './known-person.rows';

const EVERY_SECONDS = 30;
const MOST_AT_A_TIME = 50;
const ASK_MILLISECONDS = 10_000;

const FORGETTING = {
  notification: Notification.method.forgetPerson,
  'quota-ledger': QuotaLedger.method.forgetPerson,
  payment: Payment.method.forgetPerson,
  billing: Billing.method.forgetPerson,
  'router-gateway': RouterGateway.method.forgetPerson,
} as const;
type Forgetful = keyof typeof FORGETTING;
/** Services that keep something of persons beside this one. */
export const FORGETFUL: readonly string[] = Object.keys(FORGETTING);

const HINDERING = [
  QuotaLedger.method.findHindrances,
  Billing.method.findHindrances,
  Payment.method.findHindrances,
  RouterGateway.method.findHindrances,
] as const;
type FoundHindrances = NonNullable<ReplyOf<typeof QuotaLedger.method.findHindrances>['items']>;

@Injectable()
export class DeletionProcess implements JobSource {
  readonly jobs: readonly ScheduledJob[] = [
    { name: 'finish-deletions', everySeconds: EVERY_SECONDS, run: () => this.runAll() },
  ];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  /** @throws UnavailableError where a service does not answer: nobody is deleted with a debt that nobody saw. */
  async hindrances(subscriberId: string): Promise<FoundHindrances> {
    const replies = await Promise.all(
      HINDERING.map((method) => this.messenger.request(method, { subscriberId })),
    );
    return replies.flatMap(({ items = [] }) => items);
  }

  /** Asks those that have not forgotten yet. Any of them may be away, and is asked again by the clock. */
  async run(deletion: DeletionRow): Promise<void> {
    for (const service of deletion.waiting as readonly Forgetful[]) {
      try {
        await this.forgetIn(service, deletion);
      } catch (error) {
        this.logger.warn(
          { service, subscriberId: deletion.subscriber_id, error },
          'a deletion waits for a service',
        );
      }
    }
    await finishDeletion(this.pool, deletion.subscriber_id, this.clock.now());
  }

  private async forgetIn(
    service: Forgetful,
    { subscriber_id: subscriberId, phones, macs }: DeletionRow,
  ): Promise<void> {
    const person = { subscriberId, phones: [...phones], macs: [...macs] };
    const { relatedIds = [], unfinished } = await this.messenger.request(
      FORGETTING[service],
      person,
      ASK_MILLISECONDS,
    );
    await forgetActs(this.pool, relatedIds);
    if (!unfinished) await noteForgotten(this.pool, subscriberId, service);
  }

  private async runAll(): Promise<void> {
    for (const deletion of await listUnfinished(this.pool, MOST_AT_A_TIME)) await this.run(deletion);
  }
}
