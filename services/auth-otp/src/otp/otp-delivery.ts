// otp-delivery.ts — orders a code at notification, and learns what became of it.
import { Inject, Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import { type Clock, type CodeDelivery, toInstant } from '@saring/kernel';
import { Messenger, RefusalError, REQUEST_TIMEOUT_MILLISECONDS, UnavailableError } from '@saring/messaging';
import { CLOCK, PG_POOL, TravellingParams } from '@saring/service-kit';
import type { Pool } from 'pg';
import { giveUpUnordered, saveDelivery, unsettledChallenges, type Asker } from './challenges.rows';
import { OTP_LIFETIME_SECONDS } from './domain/otp-challenge';

/** A page waits so long for what the channel says at once, e.g. that a number has no WhatsApp. */
const OUTCOME_MILLISECONDS = 1_500;
/**
 * An order is on its way for at most a request's time. A code that notification does not know after this was never
 * ordered (its process ended in between): it reached no one, and counts against no one.
 */
const ORDERED_WITHIN_MILLISECONDS = 2 * REQUEST_TIMEOUT_MILLISECONDS;

export type OrderedCode = {
  readonly challengeId: string;
  readonly code: string;
  readonly phone: string;
  readonly locale: string;
  readonly site: string;
  readonly lane: 'own' | 'known' | 'newcomer' | 'stranger';
  /** Digests of the device and of the address. */
  readonly sources: readonly string[];
  /** The account whose number it is to change; null: it logs in. */
  readonly changeOf: string | null;
};

const DELIVERY_OF_STATE: Readonly<Record<string, CodeDelivery>> = {
  sent: 'sent',
  // It may have arrived: it counts, and it can be typed.
  unknown: 'sent',
  failed: 'failed',
  expired: 'failed',
};

@Injectable()
export class OtpDelivery {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly travelling: TravellingParams,
  ) {}

  async order({
    challengeId,
    code,
    phone,
    locale,
    site,
    lane,
    sources,
    changeOf,
  }: OrderedCode): Promise<void> {
    await this.messenger.request(Notification.method.sendMessage, {
      commandId: challengeId,
      toPhone: phone,
      template: changeOf === null ? 'otp.code' : 'otp.change',
      sealedParams: this.travelling.seal(challengeId, { code, minutes: String(OTP_LIFETIME_SECONDS / 60) }),
      locale,
      purpose: 'otp',
      site,
      lane,
      sources: [...sources],
      expiresAt: toInstant(new Date(this.clock.now().getTime() + OTP_LIFETIME_SECONDS * 1000)),
    });
  }

  /** @throws RefusalError AUTH.OTP_UNDELIVERABLE for a number that the channel refuses; such a code counts for nothing. */
  async outcomeOf(challengeId: string): Promise<CodeDelivery> {
    const delivery = (await this.settle([challengeId], OUTCOME_MILLISECONDS)).get(challengeId) ?? 'queued';
    if (delivery === 'failed') throw new RefusalError('AUTH.OTP_UNDELIVERABLE');
    return delivery;
  }

  /** The delivery of one code so far. */
  async deliveryOf(challengeId: string, known: CodeDelivery): Promise<CodeDelivery> {
    return known === 'queued' ? ((await this.settle([challengeId], 0)).get(challengeId) ?? known) : known;
  }

  /** Before limits are counted: earlier codes that never left are known as such. */
  async settleFor(asker: Asker): Promise<void> {
    const ids = await unsettledChallenges(this.pool, asker, this.clock.now());
    if (ids.length > 0) await this.settle(ids, 0);
  }

  private async settle(
    challengeIds: readonly string[],
    waitMilliseconds: number,
  ): Promise<ReadonlyMap<string, CodeDelivery>> {
    const settled = new Map<string, CodeDelivery>();
    const states = await this.statesOf(challengeIds, waitMilliseconds);
    if (!states) return settled;
    for (const { commandId, state } of states) {
      const delivery = DELIVERY_OF_STATE[state];
      if (!delivery) continue;
      await saveDelivery(this.pool, commandId, delivery);
      settled.set(commandId, delivery);
    }
    const known = new Set(states.map(({ commandId }) => commandId));
    const unknown = challengeIds.filter((id) => !known.has(id));
    const before = new Date(this.clock.now().getTime() - ORDERED_WITHIN_MILLISECONDS);
    for (const id of await giveUpUnordered(this.pool, unknown, before)) settled.set(id, 'failed');
    return settled;
  }

  /** Codes are given and typed though notification does not answer a question about them. */
  private async statesOf(commandIds: readonly string[], waitMilliseconds: number) {
    try {
      const question = { commandIds: [...commandIds], waitMilliseconds };
      return (await this.messenger.request(Notification.method.getMessageStates, question)).items;
    } catch (error) {
      if (error instanceof UnavailableError) return null;
      throw error;
    }
  }
}
