// goodwill.ts — goodwill for everybody of a site or of a router: each gets it once, and one message.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, RouterGateway } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { durationText, type Locale } from '@saring/i18n';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import {
  addDueWork,
  CLOCK,
  inTransaction,
  PG_POOL,
  WorkQueue,
  type LeaderWork,
  type Queryable,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { LivePeople } from '../messages/live-people';
import { People } from '../messages/people';
import { bytesText } from '../receipts/format';
import { goodwillProcess } from './goodwill.process';
import {
  findGoodwill,
  findUntold,
  findWaiting,
  insertGoodwill,
  listRecentGoodwill,
  lockGoodwillPlace,
  saveReceiver,
  saveTold,
  type GoodwillRow,
  type GoodwillTerms,
} from './goodwill.rows';

const TOPIC = 'goodwill';
/** More is given in parts, by site. */
const RECEIVERS_MOST = 20_000;
const PAGE_SUBSCRIBERS = 5_000;
/** Everybody of a router: whose device it saw last, within this time. */
const SEEN_DAYS = 30;
/** Within this time another one for the same place is rather a mistake. */
const RECENT_HOURS = 24;
const RECENT_MOST = 5;
/** In one go, so that a stop waits for few. */
const BATCH = 100;
const SIDE_BY_SIDE = 8;

type GoodwillCommand = {
  readonly commandId: string;
  readonly actor: string;
  readonly terms: GoodwillTerms;
  /** More receivers than the preview said are refused; 0: any number. */
  readonly mostSubscribers: number;
  /** Though the place got something lately. */
  readonly again: boolean;
};

@Injectable()
export class Goodwills implements LeaderWork {
  readonly leads = 'billing goodwill';

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly people: People,
    private readonly queue: WorkQueue,
    private readonly live: LivePeople,
  ) {}

  /** @throws RefusalError BILLING.GOODWILL_TOO_MANY, UnavailableError */
  async receiversOf({
    site,
    routerId,
  }: Pick<GoodwillTerms, 'site' | 'routerId'>): Promise<readonly string[]> {
    if (routerId !== null) {
      const since = toInstant(new Date(this.clock.now().getTime() - SEEN_DAYS * 86_400_000));
      const request = { routerId, since, limit: RECEIVERS_MOST + 1 };
      const { subscriberIds } = await this.messenger.request(RouterGateway.method.listSubscribersAt, request);
      return checked(subscriberIds);
    }
    const ids: string[] = [];
    let afterId = '';
    do {
      const request = { site: site ?? '', afterId, limit: PAGE_SUBSCRIBERS };
      const { subscriberIds } = await this.messenger.request(AuthOtp.method.listSubscriberIds, request);
      ids.push(...subscriberIds);
      afterId = subscriberIds.length === PAGE_SUBSCRIBERS ? (subscriberIds.at(-1) ?? '') : '';
      checked(ids);
    } while (afterId !== '');
    return ids;
  }

  /** What the place got in the last 24 hours, newest first. */
  recent(
    place: Pick<GoodwillTerms, 'site' | 'routerId'>,
    on: Queryable = this.pool,
  ): Promise<readonly GoodwillRow[]> {
    const since = new Date(this.clock.now().getTime() - RECENT_HOURS * 3_600_000);
    return listRecentGoodwill(on, place, { since, limit: RECENT_MOST });
  }

  /**
   * The receivers are fixed now; the same command again gives nothing more.
   * @throws RefusalError COMMAND.ID_REUSED, BILLING.GOODWILL_FOR_NOBODY, BILLING.GOODWILL_TOO_MANY,
   * BILLING.GOODWILL_REPEATED
   */
  async give({ commandId, actor, terms, mostSubscribers, again }: GoodwillCommand): Promise<GoodwillRow> {
    const id = idFrom('goodwill', commandId);
    const hash = contentHash(terms);
    const earlier = await findGoodwill(this.pool, id);
    if (earlier) return same(earlier, hash, commandId);
    const receivers = await this.receiversOf(terms);
    if (receivers.length === 0) throw new RefusalError('BILLING.GOODWILL_FOR_NOBODY');
    if (mostSubscribers > 0 && receivers.length > mostSubscribers)
      throw new RefusalError('BILLING.GOODWILL_TOO_MANY', {
        subscribers: receivers.length,
        most: mostSubscribers,
      });
    const givenAt = this.clock.now();
    const row = { ...terms, id, actor, contentHash: hash, givenAt };
    await inTransaction(this.pool, async (client) => {
      await lockGoodwillPlace(client, terms);
      const [last] = again ? [] : await this.recent(terms, client);
      if (last && last.id !== id)
        throw new RefusalError('BILLING.GOODWILL_REPEATED', {
          ...{ goodwillId: last.id, actor: last.actor, givenAt: toInstant(last.givenAt) },
          ...{ extendSeconds: last.extendSeconds, bytes: last.bytes },
        });
      if (!(await insertGoodwill(client, row, receivers))) return;
      const notBefore = toInstant(givenAt);
      const work = [
        { kind: 'give', notBefore },
        { kind: 'tell', notBefore },
      ];
      await addDueWork(client, TOPIC, id, work, givenAt);
    });
    this.queue.wake();
    const stored = await findGoodwill(this.pool, id);
    if (!stored) throw new Error('goodwill that was stored is not there');
    return same(stored, hash, commandId);
  }

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: TOPIC,
        process: goodwillProcess,
        find: (id) => findGoodwill(this.pool, id),
        stateOf: (goodwill) => goodwill,
        do: { give: (goodwill) => this.giveSome(goodwill), tell: (goodwill) => this.tellSome(goodwill) },
      },
      signal,
    );
  }

  /** A refusal is of one account alone and stays one: it is noted, and the next one gets theirs. */
  private async giveSome(goodwill: GoodwillRow): Promise<GoodwillRow | void> {
    await inParts(await findWaiting(this.pool, goodwill.id, BATCH), async (subscriberId) => {
      const refusal = await this.giveTo(goodwill, subscriberId);
      await saveReceiver(this.pool, goodwill.id, subscriberId, refusal);
    });
    this.live.changed();
    return (await findGoodwill(this.pool, goodwill.id)) ?? undefined;
  }

  /** Under one key each: however often it is asked. @returns the code of a refusal. */
  private async giveTo(goodwill: GoodwillRow, subscriberId: string): Promise<string | null> {
    const { extendSeconds, bytes, lastsSeconds, reason, actor } = goodwill;
    const head = { commandId: idFrom('goodwill', goodwill.id, subscriberId), subscriberId, reason, actor };
    try {
      if (extendSeconds > 0)
        await this.messenger.request(QuotaLedger.method.extendGrants, { ...head, seconds: extendSeconds });
      else
        await this.messenger.request(QuotaLedger.method.grantQuota, {
          ...{ ...head, bytes, lastsSeconds, source: 'bonus' },
        });
      return null;
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      return error.code;
    }
  }

  private async tellSome(goodwill: GoodwillRow): Promise<GoodwillRow | void> {
    await inParts(await findUntold(this.pool, goodwill.id, BATCH), async (subscriberId) => {
      const person = await this.people.find(subscriberId).catch(unlessRefused);
      if (person)
        await this.people.notify(person, {
          commandId: idFrom('goodwill-message', goodwill.id, subscriberId),
          ...messageOf(goodwill, person.locale),
          site: person.site,
        });
      await saveTold(this.pool, goodwill.id, subscriberId);
    });
    return (await findGoodwill(this.pool, goodwill.id)) ?? undefined;
  }
}

/** Who is not known any more gets no message, and delays no one after them. */
const unlessRefused = (error: unknown): null => {
  if (error instanceof RefusalError) return null;
  throw error;
};

const checked = (ids: readonly string[]): readonly string[] => {
  if (ids.length > RECEIVERS_MOST)
    throw new RefusalError('BILLING.GOODWILL_TOO_MANY', { subscribers: ids.length, most: RECEIVERS_MOST });
  return ids;
};

const same = (stored: GoodwillRow, hash: string, commandId: string): GoodwillRow => {
  if (stored.contentHash !== hash) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
  return stored;
};

type Message = { readonly template: string; readonly params: Readonly<Record<string, string>> };

const messageOf = (goodwill: GoodwillRow, locale: Locale): Message => {
  const { extendSeconds, bytes, lastsSeconds, reason } = goodwill;
  if (extendSeconds > 0)
    return { template: 'quota.extended', params: { time: durationText(extendSeconds, locale), reason } };
  // Quota that ends must not be taken for one that lasts.
  const lasts = lastsSeconds > 0 ? durationText(lastsSeconds, locale) : '';
  return { template: 'quota.goodwill', params: { amount: bytesText(bytes, locale), reason, lasts } };
};

const inParts = async (ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> => {
  for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {
    const outcomes = await Promise.allSettled(ids.slice(start, start + SIDE_BY_SIDE).map(work));
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
};
