// voucher-sessions.requests.ts — a device logs in to the account of a voucher: no number, no code by WhatsApp.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { Enrolment, isOutOfReach, type DeviceInHand } from '../devices/enrolment';
import { localeOf } from '../subscribers/locale';
import { Subscribers, termsOf, type SubscriberChange } from '../subscribers/subscribers';
import { SessionTokens } from './session-tokens';
import { newFamily } from './sessions.rows';

type Open = typeof AuthOtp.method.openVoucherSession;
type Session = ReplyOf<Open>;
/** No one who registered: a voucher brings no bonus for newcomers. */
const ACTOR = 'voucher';

@Controller()
export class VoucherSessionRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly enrolment: Enrolment,
    private readonly tokens: SessionTokens,
    private readonly subscribers: Subscribers,
  ) {}

  /**
   * Billing has said before that the voucher is good and that this is its own account.
   * @throws RefusalError AUTH.SUBSCRIBER_UNKNOWN for the account of a person, and those of a device (enrolment.ts)
   */
  @Answers(AuthOtp.method.openVoucherSession)
  async openVoucherSession(request: RequestOf<Open>): Promise<Session> {
    const { subscriberId } = request;
    if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    const session = await retryStale(async () => {
      const change = await this.subscribers.load(subscriberId);
      if (!change.isNew && !(await this.subscribers.isWithoutPhone(this.pool, subscriberId)))
        throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
      const device = await this.enrolment.look(request.client, change);
      return inTransaction(this.pool, (client) => this.logIn(client, change, device, request));
    });
    this.subscribers.wake();
    return session;
  }

  private async logIn(
    client: PoolClient,
    change: SubscriberChange,
    device: DeviceInHand | null,
    request: RequestOf<Open>,
  ): Promise<Session> {
    const at = this.clock.now();
    const cause = { actor: ACTOR };
    const newSubscriber = change.isNew;
    if (newSubscriber) await this.register(client, change, request, at);
    const deviceOfAnother = device !== null && isOutOfReach(device);
    const enrolled =
      device && !deviceOfAnother
        ? await this.enrolment.enrol(client, change, device, {
            // A phone comes with a ticket a day: the account of the last one does not keep it.
            consented: request.moveDevice || (await this.isHeldByVoucher(client, device)),
            evictDeviceId: request.evictDeviceId,
            ...{ cause, at },
          })
        : null;
    await this.subscribers.append(client, change, cause);
    const family = newFamily(change.id, enrolled?.deviceId ?? null);
    const tokens = await this.tokens.issue(client, family, termsOf(change), at, null);
    const putOut = [...(enrolled?.putOut ?? [])];
    return { ...tokens, newSubscriber, newDevice: enrolled?.isNew ?? false, deviceOfAnother, putOut };
  }

  private async register(
    client: PoolClient,
    change: SubscriberChange,
    { label, site, locale }: RequestOf<Open>,
    at: Date,
  ): Promise<void> {
    const command = {
      type: 'RegisterSubscriber',
      at: toInstant(at),
      role: 'subscriber',
      approval: 'approved',
    } as const;
    this.subscribers.decide(change, command, { actor: ACTOR });
    const data = { phone: null, name: label, locale: localeOf(locale), site, fields: {} };
    await this.subscribers.insert(client, change, data, at);
  }

  private async isHeldByVoucher(client: PoolClient, { holder }: DeviceInHand): Promise<boolean> {
    return holder !== null && (await this.subscribers.isWithoutPhone(client, holder.id));
  }
}
