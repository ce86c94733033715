// reverse-codes.requests.ts — a code that the person sends to us proves the number that it comes from. Once it has come it
// is a code like any other, which its browser types: limits, questions and consents are those of every login.
import { randomInt } from 'node:crypto';
import { create } from '@bufbuild/protobuf';
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, ClientSchema, type Client, type ReplyOf, type RequestOf } from '@saring/contracts';
import {
  isUuid,
  newId,
  newReverseCode,
  parseMacAddress,
  type PhoneNumber,
  reverseCodeMessage,
  type Clock,
  type ReverseCodeOutcome,
} from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { KeyedDigests } from '../secrets';
import { localeOf } from '../subscribers/locale';
import { readPhone } from '../subscribers/phone';
import { findSubscriberByPhone } from '../subscribers/subscribers.rows';
import { inboxPhone } from './inbox-phone';
import { insertChallenge, isChallengeOver, lockPhone } from './challenges.rows';
import { OTP_LIFETIME_SECONDS, REVERSE_TYPING_SECONDS } from './domain/otp-challenge';
import { secondsUntil } from './otp-codes';
import { sourceOf } from './otp-source';
import {
  findReverseCode,
  insertReverseCode,
  settleReverseCode,
  takeReverseCode,
  type ReverseCodeRow,
} from './reverse-codes.rows';
import { ReverseAccess } from './reverse-access';

type Methods = typeof AuthOtp.method;

@Controller()
export class ReverseCodeRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
    private readonly digests: KeyedDigests,
    private readonly access: ReverseAccess,
  ) {}

  @Answers(AuthOtp.method.openReverseCode)
  async open({
    locale,
    client,
  }: RequestOf<Methods['openReverseCode']>): Promise<ReplyOf<Methods['openReverseCode']>> {
    const toPhone = await inboxPhone(this.messenger);
    if (toPhone === '') throw new RefusalError('AUTH.REVERSE_UNAVAILABLE');
    const at = this.clock.now();
    const [id, code] = [newId(), newReverseCode((below) => randomInt(below))];
    const row = {
      ...{ id, source_key: sourceOf(this.digests, client).key, locale: localeOf(locale) },
      ...{ site: client?.site ?? '', expires_at: new Date(at.getTime() + OTP_LIFETIME_SECONDS * 1000) },
      ...shownBy(client),
    };
    await insertReverseCode(this.pool, row, this.digests.ofReverse(code), at);
    return {
      ...{ challengeId: id, code: this.digests.digitsOf(id), message: reverseCodeMessage(code), toPhone },
      ...{ expiresInSeconds: OTP_LIFETIME_SECONDS, opensDevice: row.mac !== null },
    };
  }

  @Answers(AuthOtp.method.getReverseCode)
  async standing({
    challengeId,
  }: RequestOf<Methods['getReverseCode']>): Promise<ReplyOf<Methods['getReverseCode']>> {
    const at = this.clock.now();
    const row = isUuid(challengeId) ? await findReverseCode(this.pool, challengeId) : null;
    if (!row || (row.state === 'waiting' && row.expires_at <= at)) throw new RefusalError('AUTH.OTP_EXPIRED');
    return { state: row.state, expiresInSeconds: secondsUntil(row.expires_at, at) };
  }

  @Answers(AuthOtp.method.findReverseCode)
  async find({
    client,
  }: RequestOf<Methods['findReverseCode']>): Promise<ReplyOf<Methods['findReverseCode']>> {
    const code = await this.access.shownBy(client);
    const opened = code !== null && (await this.access.isOpen(client, code));
    // A device that was let in and has been put out since begins like any other.
    if (!code || (code.access !== null && !opened)) throw new RefusalError('AUTH.OTP_EXPIRED');
    const expiresInSeconds = secondsUntil(code.expires_at, this.clock.now());
    return { state: code.state, opened, expiresInSeconds };
  }

  @Answers(AuthOtp.method.openReverseAccess)
  async openAccess(
    request: RequestOf<Methods['openReverseAccess']>,
  ): Promise<ReplyOf<Methods['openReverseAccess']>> {
    await this.access.openFor(request);
    return {};
  }

  @Answers(AuthOtp.method.proveReverseCode)
  async prove(
    request: RequestOf<Methods['proveReverseCode']>,
  ): Promise<ReplyOf<Methods['proveReverseCode']>> {
    const phone = request.phone === '' ? null : readPhone(request.phone);
    const { row, outcome } = await inTransaction(this.pool, async (client) => {
      const row = await takeReverseCode(client, this.digests.ofReverse(request.code));
      if (!row) return { row, outcome: 'unknown' as const };
      const outcome = phone === null ? await this.refuse(client, row) : await this.settle(client, row, phone);
      return { row, outcome };
    });
    if (!row) return { outcome };
    const { locale, site } = row;
    return { outcome, locale, site, opened: outcome === 'proved' && (await this.letIn(row)) };
  }

  /**
   * The device that showed the code, where a router named it. The proof stands whatever becomes of this.
   * @returns whether it is connected now: the same message may come again when it has been put out.
   */
  private async letIn(row: ReverseCodeRow): Promise<boolean> {
    const { id, site, mac, address, mac_known_by, access } = row;
    if (access === null) {
      if (mac === null) return false;
      const device = { site, mac, address: address ?? '', macKnownBy: mac_known_by ?? '' };
      if (!(await this.access.openUnasked(id, create(ClientSchema, device)))) return false;
    }
    return this.access.isConnected(id);
  }

  private async settle(
    client: PoolClient,
    row: ReverseCodeRow,
    phone: PhoneNumber,
  ): Promise<ReverseCodeOutcome> {
    if (row.phone !== null && row.phone !== phone) return 'taken';
    const at = this.clock.now();
    // The code goes no further than its page does.
    if (row.state === 'proved' && (await isChallengeOver(client, row.id, at))) return 'expired';
    // A number that comes after all is as good as one that came at once.
    if (row.state !== 'waiting' && row.state !== 'numberless') return row.state;
    if (row.expires_at <= at) return 'expired';
    await lockPhone(client, phone);
    const subscriber = await findSubscriberByPhone(client, phone);
    const state = subscriber === null && this.config.SELF_REGISTRATION === 'off' ? 'closed' : 'proved';
    await settleReverseCode(client, row.id, state, phone);
    if (state === 'closed') return state;
    await insertChallenge(client, {
      ...{ id: row.id, phone, locale: row.locale, site: row.site, source_key: row.source_key },
      code_hmac: this.digests.ofCode(row.id, phone, this.digests.digitsOf(row.id)),
      ...{ own_device: false, change_of: null, reverse: true, createdAt: at },
      expiresAt: new Date(Math.max(row.expires_at.getTime(), at.getTime() + REVERSE_TYPING_SECONDS * 1000)),
    });
    return state;
  }

  /** A vendor may keep a person's number to itself: the page then asks for it, and a code is sent. */
  private async refuse(client: PoolClient, row: ReverseCodeRow): Promise<ReverseCodeOutcome> {
    if (row.state !== 'waiting') return row.state === 'numberless' ? 'numberless' : 'taken';
    await settleReverseCode(client, row.id, 'numberless', null);
    return 'numberless';
  }
}

/** What is kept of the device, as far as a router named it. */
const shownBy = (client: Client | undefined): Pick<ReverseCodeRow, 'mac' | 'address' | 'mac_known_by'> => {
  const mac = parseMacAddress(client?.mac ?? '');
  if (!client || !mac.ok) return { mac: null, address: null, mac_known_by: null };
  return { mac: mac.value, address: client.address, mac_known_by: client.macKnownBy };
};
