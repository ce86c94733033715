import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SubscriberTermsChangedSchema, type SubscriberTermsChanged } from '@saring/contracts';
import { type Clock } from '@saring/kernel';
import { consumeFacts, onFact, type Consumption } from '@saring/messaging';
import { CLOCK, lead, LOGGER, NATS, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { Ledger } from '../adapters/ledger';
import { listPromos } from '../adapters/postgres/catalogue';
import {
  addBonus,
  approveBonus,
  bonusGiven,
  dueBonuses,
  postponeBonus,
  type DueBonus,
} from '../adapters/postgres/registration-bonuses';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { registrationBonus } from '../domain/promo';
import { retrySeconds } from '../domain/sale-work';
import { WorkSignal } from '../work-signal';

const LOOK_MILLISECONDS = 500;
const BATCH = 50;

/**
 * Who registers themselves while a registration promo runs gets its quota, as soon as they are approved: written down
 * with the fact, asked of the ledger under one key a subscriber until it has given it.
 */
@Injectable()
export class RegistrationPromo implements OnApplicationBootstrap, OnApplicationShutdown {
  private consumption: Consumption | null = null;
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly ledger: Ledger,
    private readonly signal: WorkSignal,
  ) {}

  onApplicationBootstrap(): void {
    this.consumption = consumeFacts(this.nats, {
      from: 'auth_otp',
      durable: 'billing-registrations',
      handlers: [onFact(SubscriberTermsChangedSchema, (fact) => this.heard(fact))],
      onError: (error, subject) =>
        this.logger.warn({ subject, error: (error as Error).message }, 'a registration waits'),
    });
    this.leadership = lead({
      databaseUrl: this.config.DATABASE_URL,
      name: 'billing registration-promo',
      logger: this.logger,
      run: (signal) => this.giveDue(signal),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.consumption?.stop();
    await this.leadership?.stop();
  }

  private async heard(fact: SubscriberTermsChanged): Promise<void> {
    const { subscriberId, at } = fact;
    const approved = fact.approval === 'approved';
    if (fact.selfRegistered) {
      const promo = registrationBonus(await listPromos(this.pool), at);
      if (!promo) return;
      const { promoId, bonusBytes: bytes, bonusDays: days } = promo;
      await addBonus(this.pool, { subscriberId, promoId, bytes, days, approved }, this.clock.now());
    } else if (approved) await approveBonus(this.pool, subscriberId);
    this.signal.notify();
  }

  private async giveDue(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for (const bonus of await dueBonuses(this.pool, this.clock.now(), BATCH)) await this.give(bonus);
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'registration bonuses wait');
      }
      await this.signal.next(LOOK_MILLISECONDS, signal);
    }
  }

  private async give({ subscriberId, bytes, days, attempts }: DueBonus): Promise<void> {
    try {
      await this.ledger.giveBonus({ subscriberId, bytes, days });
      await bonusGiven(this.pool, subscriberId, this.clock.now());
    } catch (error) {
      const until = this.clock.now().getTime() + retrySeconds(attempts + 1) * 1_000;
      await postponeBonus(this.pool, subscriberId, new Date(until));
      this.logger.warn({ subscriberId, error: (error as Error).message }, 'a registration bonus waits');
    }
  }
}
