// otp-codes.ts — a code is made, counted, stored and sent: to log in, or to change a number.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Notification, type Client, type ReplyOf } from '@saring/contracts';
import { type Clock, type CodeDelivery, newId, type PhoneNumber, toInstant } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  codesSent,
  deleteChallenge,
  insertChallenge,
  lockPhone,
  openChallenges,
  saveDelivery,
  type Asker,
} from './challenges.rows';
import { findDeviceByMac } from '../devices/devices.rows';
import { findSubscriberByPhone } from '../subscribers/subscribers.rows';
import { KeyedDigests, newOtpCode } from '../secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { mayRequestCode, OTP_LIFETIME_SECONDS } from './domain/otp-challenge';
import { localeOf } from '../subscribers/locale';
import { OtpDelivery, type OrderedCode } from './otp-delivery';
import { sourceOf, type Source } from './otp-source';

type OtpReply = ReplyOf<typeof AuthOtp.method.requestOtp>;
type Opened = { readonly isNew: boolean; readonly reply: OtpReply };

type WantedCode = {
  readonly phone: PhoneNumber;
  readonly locale: string;
  readonly client: Client | undefined;
  /** The account whose number it is to change; null: it logs in. */
  readonly changeOf: string | null;
};

@Injectable()
export class OtpCodes {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
    private readonly digests: KeyedDigests,
    private readonly delivery: OtpDelivery,
  ) {}

  /** @throws RefusalError of the limits in otp-challenge.ts, or AUTH.OTP_UNDELIVERABLE. */
  async issue({ phone, locale, client, changeOf }: WantedCode): Promise<OtpReply> {
    const source = sourceOf(this.digests, client);
    const subscriber = await findSubscriberByPhone(this.pool, phone);
    const device = source.mac === null ? null : await findDeviceByMac(this.pool, source.mac);
    const isOwn = subscriber !== null && device?.subscriber_id === subscriber.id;
    const code: OrderedCode = {
      challengeId: newId(),
      code: newOtpCode(),
      phone,
      locale: localeOf(locale),
      site: client?.site ?? '',
      lane: laneOf(isOwn, subscriber !== null, source.kind),
      sources: source.sources,
      changeOf,
    };
    const asker = { phone, sourceKey: source.key, isOwn };
    await this.delivery.settleFor(asker);
    const { isNew, reply } = await this.open(code, asker, source.kind);
    if (!isNew) return reply;
    return { ...reply, delivery: await this.send(code, subscriber !== null || changeOf !== null) };
  }

  /**
   * Counts the limits and stores the challenge in one step, so that two requests at once cannot both pass. Where no
   * further code may go out yet, a code of the same source that can still be typed is the answer.
   */
  private open(code: OrderedCode, asker: Asker, kind: Source['kind']): Promise<Opened> {
    const { challengeId, phone, site, locale, changeOf } = code;
    return inTransaction(this.pool, async (client) => {
      await lockPhone(client, asker.sourceKey);
      await lockPhone(client, phone);
      const at = this.clock.now();
      const sent = { ...(await codesSent(client, asker, at)), source: kind };
      const allowed = mayRequestCode(sent, toInstant(at));
      if (!allowed.ok) {
        const [open] = await openChallenges(
          client,
          { phone, source_key: asker.sourceKey, change_of: changeOf },
          at,
        );
        if (!open) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
        const reply = {
          challengeId: open.id,
          expiresInSeconds: secondsUntil(open.expires_at, at),
          resendInSeconds: Number(allowed.refusal.details?.['retryInSeconds'] ?? 0),
          delivery: open.delivery,
        };
        return { isNew: false, reply };
      }
      await insertChallenge(client, {
        id: challengeId,
        phone,
        code_hmac: this.digests.ofCode(challengeId, phone, code.code),
        locale,
        site,
        source_key: asker.sourceKey,
        own_device: asker.isOwn,
        change_of: changeOf,
        reverse: false,
        createdAt: at,
        expiresAt: new Date(at.getTime() + OTP_LIFETIME_SECONDS * 1000),
      });
      const { resendInSeconds } = allowed.value;
      return {
        isNew: true,
        reply: { challengeId, expiresInSeconds: OTP_LIFETIME_SECONDS, resendInSeconds },
      };
    });
  }

  private async send(code: OrderedCode, isKnown: boolean): Promise<CodeDelivery> {
    // Where strangers cannot register none gets a code; a question of the same cost keeps the reply's time the same,
    // and no one learns from it how the code fared.
    const isClosed = this.config.SELF_REGISTRATION === 'off';
    try {
      if (isClosed && !isKnown) await this.messenger.request(Notification.method.getChannelState, {});
      else await this.delivery.order(code);
    } catch (error) {
      // No one has this challenge yet: without its code it counts against no one.
      await deleteChallenge(this.pool, code.challengeId);
      if (error instanceof UnavailableError) throw new RefusalError('NOTIFICATION.UNAVAILABLE');
      throw error;
    }
    if (!isClosed) return this.delivery.outcomeOf(code.challengeId);
    await saveDelivery(this.pool, code.challengeId, 'sent');
    return 'sent';
  }
}

export const secondsUntil = (instant: Date, at: Date): number =>
  Math.max(0, Math.ceil((instant.getTime() - at.getTime()) / 1000));

/** How urgent it is (notification, lanes.ts): a device that a router sees means a person on the spot. */
const laneOf = (isOwn: boolean, isKnown: boolean, kind: Source['kind']): OrderedCode['lane'] => {
  if (isOwn) return 'own';
  if (isKnown) return 'known';
  return kind === 'device' ? 'newcomer' : 'stranger';
};
