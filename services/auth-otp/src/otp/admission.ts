// admission.ts — who has proved a number is let in with the device in hand: asked whose account it is, registered, enrolled.
import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@saring/contracts';
import { newId, toInstant, type Clock, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { Enrolment, isOutOfReach, type DeviceInHand, type Enrolled } from '../devices/enrolment';
import { PhoneNumbers } from '../subscribers/phone-numbers';
import { Subscribers, type SubscriberChange } from '../subscribers/subscribers';
import { findSubscriberByPhone, savePhoneProof, type SubscriberRow } from '../subscribers/subscribers.rows';
import type { ChallengeRow } from './challenges.rows';
import { isNumberSilent } from './domain/silent-number';

/** Answers to the questions that letting somebody in may ask, as of VerifyOtpRequest. */
export type Answered = {
  readonly moveDevice: boolean;
  readonly evictDeviceId: string;
  readonly accountAnswer: string;
};

/** Data read before the transaction; a conflict on any of it reads all again. */
export type Arrival = {
  readonly challenge: ChallengeRow;
  readonly change: SubscriberChange;
  readonly isNew: boolean;
  /** Of a number that was long silent, from a device that is not this account's. */
  readonly silent: SubscriberRow | null;
  /** The account that is left without the number, where its new holder starts afresh. */
  readonly former: SubscriberChange | null;
  readonly device: DeviceInHand | null;
  readonly answered: Answered;
};

export type Admitted = { readonly enrolled: Enrolled | null; readonly deviceOfAnother: boolean };

@Injectable()
export class Admission {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly enrolment: Enrolment,
    private readonly numbers: PhoneNumbers,
    private readonly subscribers: Subscribers,
  ) {}

  async prepare(challenge: ChallengeRow, client: Client | undefined, answered: Answered): Promise<Arrival> {
    const row = await findSubscriberByPhone(this.pool, challenge.phone);
    const change = row ? await this.subscribers.load(row.id) : this.subscribers.fresh(newId());
    const device = await this.enrolment.look(client, change);
    const isKnownDevice = device?.known?.subscriber_id === row?.id;
    const silent = row && !isKnownDevice && this.isSilent(row) ? row : null;
    if (!silent || answered.accountAnswer !== 'afresh')
      return { challenge, change, isNew: !row, silent, former: null, device, answered };
    const fresh = this.subscribers.fresh(newId());
    const asNew = await this.enrolment.look(client, fresh);
    return { challenge, change: fresh, isNew: true, silent, former: change, device: asNew, answered };
  }

  /** No code of a stranger is right where strangers cannot register; none was sent. */
  mayEnter({ isNew, former }: Arrival): boolean {
    return this.config.SELF_REGISTRATION !== 'off' || !isNew || former !== null;
  }

  /**
   * Behind the lock of the phone. Without a device in hand nothing is enrolled.
   * @throws RefusalError of a question (enrolment.ts, AUTH.NUMBER_SILENT), which leaves everything as it was.
   */
  async admit(client: PoolClient, arrival: Arrival, at: Date): Promise<Admitted> {
    const { challenge, change, device, answered } = arrival;
    await this.settleOwner(client, arrival, at);
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    if (arrival.isNew) await this.register(client, arrival, at);
    const deviceOfAnother = device !== null && isOutOfReach(device);
    const enrolled =
      device && !deviceOfAnother
        ? await this.enrolment.enrol(client, change, device, {
            consented: answered.moveDevice,
            evictDeviceId: answered.evictDeviceId,
            ...{ cause, at },
          })
        : null;
    await this.subscribers.append(client, change, cause);
    // The row of a registration says the same already.
    if (!arrival.isNew) await savePhoneProof(client, change.id, at);
    return { enrolled, deviceOfAnother };
  }

  private isSilent({ phone_proved_at }: SubscriberRow): boolean {
    return isNumberSilent(phone_proved_at, this.clock.now(), this.config.NUMBER_SILENT_DAYS);
  }

  /**
   * A number that was long silent may have another holder by now, so it is asked whose account it is.
   * @throws RefusalError AUTH.NUMBER_SILENT until it is answered.
   */
  private async settleOwner(
    client: PoolClient,
    { silent, former, answered, challenge }: Arrival,
    at: Date,
  ): Promise<void> {
    if (!silent) {
      // Another login came between the question and this answer: whose number it is, an operator has to say.
      if (answered.accountAnswer === 'afresh') throw new RefusalError('AUTH.NUMBER_ASK_OPERATOR');
      return;
    }
    if (former) {
      if (this.config.SELF_REGISTRATION === 'off') throw new RefusalError('AUTH.NUMBER_ASK_OPERATOR');
      const cause = { commandId: `release-${challenge.id}`, actor: 'subscriber' };
      await this.numbers.release(client, former, {
        cause,
        at,
        reason: 'recycled',
        challengeId: challenge.id,
      });
    } else if (answered.accountAnswer !== 'mine') {
      throw new RefusalError('AUTH.NUMBER_SILENT', {
        since: silent.created_at.toISOString(),
        lastAt: silent.phone_proved_at.toISOString(),
      });
    }
  }

  private async register(client: PoolClient, { change, challenge }: Arrival, at: Date): Promise<void> {
    const approval = this.config.SELF_REGISTRATION === 'approved' ? 'approved' : 'pending';
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    const command = { type: 'RegisterSubscriber', at: toInstant(at), role: 'subscriber', approval } as const;
    this.subscribers.decide(change, command, cause);
    const { locale, site } = challenge;
    await this.subscribers.insert(
      client,
      change,
      { phone: challenge.phone as PhoneNumber, name: '', locale, site, fields: {} },
      at,
    );
  }
}
