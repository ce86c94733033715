import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, newId, toInstant, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { devicesOf, type DeviceRow } from '../devices/devices.rows';
import { endedFamilies, findRefreshToken, markUsed, revokeFamily, type SessionFamily } from './sessions.rows';
import { ACCESS_LIFETIME_SECONDS, mayRefresh } from './domain/session';
import { Subscribers, termsOf, type SubscriberChange } from '../subscribers/subscribers';
import { Enrolment, type DeviceInHand, type Enrolled, type EnrolOptions } from '../devices/enrolment';
import { SessionTokens } from './session-tokens';

type Methods = typeof AuthOtp.method;
type RefreshSession = typeof AuthOtp.method.refreshSession;
type EndSession = typeof AuthOtp.method.endSession;
type Outcome = { readonly session: ReplyOf<RefreshSession> } | { readonly refusal: Refusal };
type Subject = {
  readonly change: SubscriberChange;
  readonly device: DeviceInHand | null;
  /** To let the device take the place of the session's. */
  readonly consented: boolean;
};

const MOST_ENDED = 5_000;
/** Clocks of two hosts may differ by so much. */
const ENDED_MARGIN_SECONDS = 300;

@Controller()
export class SessionRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly enrolment: Enrolment,
    private readonly tokens: SessionTokens,
    private readonly subscribers: Subscribers,
  ) {}

  @Answers(AuthOtp.method.refreshSession)
  async refreshSession(request: RequestOf<RefreshSession>): Promise<ReplyOf<RefreshSession>> {
    const outcome = await retryStale(async () => {
      const held = await findRefreshToken(this.pool, request.refreshToken, false);
      if (!held) throw new RefusalError('AUTH.SESSION_EXPIRED');
      const change = await this.subscribers.load(held.family.subscriberId);
      const device = await this.enrolment.look(request.client, change);
      return inTransaction(this.pool, (client) =>
        this.passOn(client, request.refreshToken, { change, device, consented: request.replaceDevice }),
      );
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    this.subscribers.wake();
    return outcome.session;
  }

  @Answers(AuthOtp.method.endSession)
  async endSession(request: RequestOf<EndSession>): Promise<ReplyOf<EndSession>> {
    const { refreshToken, familyId } = request;
    const held = await findRefreshToken(this.pool, refreshToken, false);
    const families = new Set([held?.family.id, isUuid(familyId) ? familyId : undefined]);
    for (const id of families) if (id !== undefined) await revokeFamily(this.pool, id, this.clock.now());
    return {};
  }

  /** For edge, which keeps in memory whose access tokens no longer open anything. */
  @Answers(AuthOtp.method.listEndedSessions)
  async listEndedSessions({
    since,
  }: RequestOf<Methods['listEndedSessions']>): Promise<ReplyOf<Methods['listEndedSessions']>> {
    const oldest = this.clock.now().getTime() - (ACCESS_LIFETIME_SECONDS + ENDED_MARGIN_SECONDS) * 1000;
    const asked = Date.parse(since);
    const from = new Date(Number.isNaN(asked) ? oldest : Math.max(oldest, asked));
    const rows = await endedFamilies(this.pool, from, MOST_ENDED);
    return { items: rows.map((row) => ({ familyId: row.id, endedAt: row.revoked_at.toISOString() })) };
  }

  private async passOn(client: PoolClient, token: string, subject: Subject): Promise<Outcome> {
    const at = this.clock.now();
    const held = await findRefreshToken(client, token, true);
    if (!held) return { refusal: { code: 'AUTH.SESSION_EXPIRED' } };
    const allowed = mayRefresh(held.token, toInstant(at));
    if (!allowed.ok) {
      // Thief or owner: one of the two holds a token of this family that the other has used.
      if (allowed.refusal.code === 'AUTH.SESSION_REUSED') await revokeFamily(client, held.family.id, at);
      return { refusal: allowed.refusal };
    }
    await markUsed(client, token, at);
    const { family, isNew } = await this.withDevice(client, held.family, subject, at);
    const tokens = await this.tokens.issue(client, family, termsOf(subject.change), at, token);
    return { session: { ...tokens, newSubscriber: false, newDevice: isNew } };
  }

  /**
   * A session that was opened before any router knew the device gets it now: its own OTP proves it. On another MAC
   * it is a phone whose private MAC changed, which comes back (domain.md, "Subscribers and devices"); a MAC of another
   * subscriber needs an OTP on it.
   */
  private async withDevice(
    client: PoolClient,
    family: SessionFamily,
    subject: Subject,
    at: Date,
  ): Promise<{ family: SessionFamily; isNew: boolean }> {
    const { change, device } = subject;
    if (!device || device.holder) return { family, isNew: false };
    const cause = { commandId: newId(), actor: 'subscriber' };
    const former = device.known ? null : await this.formerOf(client, family);
    if (former && !mayReplace(former, subject)) return { family, isNew: false };
    const { deviceId, isNew } = former
      ? { deviceId: await this.enrolment.replace(client, change, device, { former, cause, at }), isNew: true }
      : await this.enrolIfRoom(client, change, device, { consented: false, cause, at });
    if (deviceId === null) return { family, isNew: false };
    await this.subscribers.append(client, change, cause);
    return { family: { ...family, deviceId }, isNew };
  }

  /** A session goes on where no room is for its device: whom to put out is asked with a code, not here. */
  private async enrolIfRoom(
    client: PoolClient,
    change: SubscriberChange,
    device: DeviceInHand,
    options: EnrolOptions,
  ): Promise<Pick<Enrolled, 'deviceId' | 'isNew'> | { readonly deviceId: null; readonly isNew: false }> {
    try {
      return await this.enrolment.enrol(client, change, device, options);
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.DEVICES_ONLINE')
        return { deviceId: null, isNew: false };
      throw error;
    }
  }

  /** The device that the session was opened on. */
  private async formerOf(client: PoolClient, family: SessionFamily): Promise<DeviceRow | null> {
    const devices = family.deviceId ? await devicesOf(client, family.subscriberId) : [];
    return devices.find(({ id }) => id === family.deviceId) ?? null;
  }
}

/**
 * Silently only where routers saw the old MAC at this very site and no longer do: a session copied to a second phone
 * never takes the first one's place unasked.
 */
const mayReplace = (former: DeviceRow, { device, consented }: Subject): boolean => {
  const seen = device?.presence?.get(former.mac);
  return consented || (seen !== undefined && !seen.online && seen.site === device?.site);
};
