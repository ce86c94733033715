// broadcaster.ts — finds whom messages to many are for, and hands them to the outbox at their pace, on one replica at a time.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { parsePhoneNumber, sleep, toInstant, type Clock } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import { CLOCK, inTransaction, LOGGER, PG_POOL, type LeaderWork, type Logger } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { OutboxNotices } from '../messages/outbox-notices';
import { Audience } from './audience';
import { commandOf, textFor } from './broadcast-text';
import {
  dropUnnamed,
  findBroadcast,
  keepRecipients,
  leaveOut,
  nextBroadcast,
  saveBroadcastState,
  savePace,
  saveStage,
  settleRecipient,
  waitingRecipients,
  type StoredBroadcast,
} from './broadcasts.rows';
import { newestOptOuts, optedOut } from './opt-outs.rows';
import { paceAt, stagesOf } from './domain/broadcast';

const LOOK_MILLISECONDS = 500;
const KIND = 'broadcast.text';
/** In the outbox: receipts wait behind no more than these, and while no channel works nothing more is put there. */
const MOST_WAITING = 20;
/** How long it waits for a service that gives no answer. */
const AWAY_MILLISECONDS = 5_000;

type Person = {
  readonly phone: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly locale: string;
  readonly site: string;
};

@Injectable()
export class Broadcaster implements LeaderWork {
  readonly leads = 'notification broadcaster';

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
    private readonly audience: Audience,
    private readonly notices: OutboxNotices,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wait = await this.step();
      if (wait > 0) await sleep(wait, signal);
    }
  }

  /** @returns milliseconds until it is worth looking again; 0: at once. */
  private async step(): Promise<number> {
    const broadcast = await nextBroadcast(this.pool, this.clock.now());
    if (!broadcast) return LOOK_MILLISECONDS;
    try {
      if (broadcast.state === 'resolving') await this.resolve(broadcast);
      else await this.hand(broadcast);
      return 0;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      this.logger.warn(
        { broadcastId: broadcast.id, error: error.message },
        'a broadcast waits for a service',
      );
      return AWAY_MILLISECONDS;
    }
  }

  /** One page: it and how far it goes are stored together, so that a crash asks for it once more and no more. */
  private async resolve({ id, filter, stage, stage_cursor }: StoredBroadcast): Promise<void> {
    const stages = stagesOf(filter);
    const name = stages[stage] ?? 'people';
    const { subscriberIds, next } = await this.audience.page(name, filter, stage_cursor);
    const isWhole = next === null && stage + 1 >= stages.length;
    const unwilling = isWhole ? await this.audience.holdersOf(await newestOptOuts(this.pool)) : [];
    await inTransaction(this.pool, async (client) => {
      const now = await findBroadcast(client, id, true);
      if (now?.state !== 'resolving' || now.stage !== stage || now.stage_cursor !== stage_cursor) return;
      await keepRecipients(client, id, stage, subscriberIds);
      if (next !== null) return saveStage(client, id, stage, next);
      await dropUnnamed(client, id, stage);
      if (!isWhole) return saveStage(client, id, stage + 1, '');
      await leaveOut(client, id, unwilling);
      await saveBroadcastState(client, id, 'ready', this.clock.now());
    });
  }

  /** The next few at their pace; each is settled in the transaction that puts their message into the outbox. */
  private async hand(broadcast: StoredBroadcast): Promise<void> {
    const { id, per_minute: perMinute } = broadcast;
    if ((await this.notices.waiting(KIND)) >= MOST_WAITING) return this.wait(id);
    const { count, nextAt } = paceAt(perMinute, toInstant(this.clock.now()));
    const subscriberIds = [...(await waitingRecipients(this.pool, id, count))];
    const { items } =
      subscriberIds.length === 0
        ? { items: [] }
        : await this.messenger.request(AuthOtp.method.describeSubscribers, { subscriberIds });
    await inTransaction(this.pool, async (client) => {
      const now = await findBroadcast(client, id, true);
      if (now?.state !== 'running') return;
      if (subscriberIds.length === 0) return saveBroadcastState(client, id, 'done', this.clock.now());
      const out = await optedOut(
        client,
        items.map(({ phone }) => phone),
      );
      for (const subscriberId of subscriberIds) {
        const person = items.find((one) => one.subscriberId === subscriberId);
        await this.settle(client, broadcast, subscriberId, person && !out.has(person.phone) ? person : null);
      }
      await savePace(client, id, nextAt);
    });
    this.notices.wake();
  }

  private async wait(id: string): Promise<void> {
    await savePace(this.pool, id, new Date(this.clock.now().getTime() + LOOK_MILLISECONDS).toISOString());
  }

  /** @param person null: who does not want it, or is not there any more. */
  private async settle(
    client: PoolClient,
    broadcast: StoredBroadcast,
    subscriberId: string,
    person: Person | null,
  ): Promise<void> {
    const phone = parsePhoneNumber(person?.phone ?? '');
    const isLeftOut = !person || person.disabled || !phone.ok;
    const commandId = commandOf(broadcast.id, subscriberId);
    const waited = await settleRecipient(client, broadcast.id, subscriberId, isLeftOut ? null : commandId);
    if (!waited || isLeftOut) return;
    const { text, locale } = textFor(broadcast, person, commandId);
    await this.notices.put(client, {
      ...{ commandId, toPhone: phone.value, template: KIND, params: { text } },
      ...{ locale, site: person.site },
    });
  }
}
