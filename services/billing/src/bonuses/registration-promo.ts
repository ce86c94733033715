// registration-promo.ts — quota for people who register while a registration promo runs, given once they are approved.
import { Inject, Injectable } from '@nestjs/common';
import { SubscriberTermsChangedSchema, type SubscriberTermsChanged } from '@saring/contracts';
import type { Process } from '@saring/event-sourcing';
import { toInstant, type Clock } from '@saring/kernel';
import { bySubscriber, onFact } from '@saring/messaging';
import {
  addDueWork,
  CLOCK,
  inTransaction,
  PG_POOL,
  WorkQueue,
  type FactReader,
  type LeaderWork,
} from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { Ledger } from '../ledger';
import { Catalogue } from '../catalogue/catalogue';
import { addBonus, approveBonus, bonusGiven, findBonus, type Bonus } from './registration-bonuses.rows';
import { registrationBonus } from '../catalogue/domain/promo';
import { retrySeconds } from '../sales/domain/sale.process';

const TOPIC = 'registration-bonus';
/** Each waits for the ledger's projection: side by side many wait no longer than one. */
const SIDE_BY_SIDE = 64;

const bonusProcess: Omit<Process<Bonus, never, 'give'>, 'after'> = {
  lanes: [['give']],
  isStillDue: (_kind, { given }) => !given,
  retryInSeconds: (_kind, _bonus, attempts) => retrySeconds(attempts),
  repeatAt: () => null,
};

/** The bonus is written down with the fact; the ledger is asked under one key a subscriber until it has given it. */
@Injectable()
export class RegistrationPromo implements FactReader, LeaderWork {
  readonly leads = 'billing registration-promo';
  readonly facts = {
    from: 'auth_otp',
    durable: 'billing-registrations',
    waiting: 'a registration waits',
    // Many new people at a time: their facts are taken side by side.
    keyOf: bySubscriber,
    handlers: [onFact(SubscriberTermsChangedSchema, (fact) => this.onTermsChanged(fact))],
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly queue: WorkQueue,
  ) {}

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: TOPIC,
        process: bonusProcess,
        find: (subscriberId) => findBonus(this.pool, subscriberId),
        stateOf: (bonus) => bonus,
        do: { give: (bonus) => this.give(bonus) },
        sideBySide: SIDE_BY_SIDE,
      },
      signal,
    );
  }

  private async onTermsChanged({
    subscriberId,
    at,
    approval,
    selfRegistered,
  }: SubscriberTermsChanged): Promise<void> {
    const isApproved = approval === 'approved';
    const promo = selfRegistered ? registrationBonus(await this.catalogue.promos(), at) : null;
    if (!promo && !isApproved) return;
    const isDue = await inTransaction(this.pool, async (client) => {
      if (promo) {
        const { promoId, bonusBytes: bytes, bonusDays: days } = promo;
        await addBonus(client, { subscriberId, promoId, bytes, days });
      }
      return isApproved && (await this.approve(client, subscriberId));
    });
    if (isDue) this.queue.wake();
  }

  /** @returns whether there is a bonus that was not approved before. */
  private async approve(client: PoolClient, subscriberId: string): Promise<boolean> {
    if (!(await approveBonus(client, subscriberId))) return false;
    const now = toInstant(this.clock.now());
    await addDueWork(client, TOPIC, subscriberId, [{ kind: 'give', notBefore: now }], now);
    return true;
  }

  private async give({ subscriberId, bytes, days }: Bonus): Promise<void> {
    await this.ledger.giveBonus({ subscriberId, bytes, days });
    await bonusGiven(this.pool, subscriberId, this.clock.now());
  }
}
