// reverse-access.ts — the device that showed a code gets in by the message alone: the window that showed it may be gone, and
// its cookies with it (docs/adr/0049). Access is all that it gets; a session is for the browser that has the digits.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, type Client, type RequestOf } from '@saring/contracts';
import { type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL, retryStale } from '@saring/service-kit';
import type { Pool } from 'pg';
import { devicesOf, findDeviceByMac } from '../devices/devices.rows';
import { KeyedDigests } from '../secrets';
import { Subscribers } from '../subscribers/subscribers';
import { findSubscriberByPhone } from '../subscribers/subscribers.rows';
import { Admission, type Answered } from './admission';
import { findOpenChallenge, lockPhone } from './challenges.rows';
import { sourceOf } from './otp-source';
import {
  findReverseCode,
  findShownCode,
  forgetShownBy,
  lockReverseCode,
  saveReverseAccess,
  type ShownCode,
} from './reverse-codes.rows';

const UNANSWERED: Answered = { moveDevice: false, evictDeviceId: '', accountAnswer: '' };

@Injectable()
export class ReverseAccess {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly digests: KeyedDigests,
    private readonly admission: Admission,
    private readonly subscribers: Subscribers,
  ) {}

  /**
   * Once the message has come. Where something has to be asked, nothing is opened: the page asks on return.
   * @returns whether the device is in.
   */
  async openUnasked(id: string, shownBy: Client): Promise<boolean> {
    try {
      return await this.open(id, shownBy, UNANSWERED);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      // Whoever answers the question comes with the MAC again.
      await forgetShownBy(this.pool, id);
      return false;
    }
  }

  /** @throws RefusalError AUTH.OTP_EXPIRED without a proved code of this device, or of a question. */
  async openFor({ client, ...answered }: RequestOf<typeof AuthOtp.method.openReverseAccess>): Promise<void> {
    const code = await this.shownBy(client);
    if (!client || code?.state !== 'proved') throw new RefusalError('AUTH.OTP_EXPIRED');
    if (code.access !== null && !(await this.isOpen(client, code)))
      throw new RefusalError('AUTH.OTP_EXPIRED');
    if (!(await this.open(code.id, client, answered))) throw new RefusalError('AUTH.OTP_EXPIRED');
  }

  /** The code that a device showed, proved or not over; null where no router names the device. */
  async shownBy(client: Client | undefined): Promise<ShownCode | null> {
    const { kind, key } = sourceOf(this.digests, client);
    return kind === 'device' ? findShownCode(this.pool, key, this.clock.now()) : null;
  }

  /** Whether the device that asks is the account's whose number was proved. */
  async isOpen(client: Client | undefined, { phone, access }: ShownCode): Promise<boolean> {
    if (access === null || phone === null) return false;
    const { mac } = sourceOf(this.digests, client);
    const device = mac === null ? null : await findDeviceByMac(this.pool, mac);
    const subscriber = await findSubscriberByPhone(this.pool, phone);
    return device !== null && device.subscriber_id === subscriber?.id;
  }

  /** Whether the device that got in by this code is still its account's, and nothing but quota keeps that one offline. */
  async isConnected(id: string): Promise<boolean> {
    const code = await findReverseCode(this.pool, id);
    if (!code?.access || code.phone === null) return false;
    const { deviceId } = code.access;
    const subscriber = await findSubscriberByPhone(this.pool, code.phone);
    if (subscriber?.approval !== 'approved' || subscriber.disabled || subscriber.blocked) return false;
    const devices = await devicesOf(this.pool, subscriber.id);
    return devices.some((device) => device.id === deviceId);
  }

  private async open(id: string, device: Client, answered: Answered): Promise<boolean> {
    const isOpen = await retryStale(async () => {
      const challenge = await findOpenChallenge(this.pool, id, this.clock.now());
      if (challenge === null) return false;
      const arrival = await this.admission.prepare(challenge, device, answered);
      return inTransaction(this.pool, async (client) => {
        // The order of locks is that of a proof.
        const access = await lockReverseCode(client, id);
        await lockPhone(client, challenge.phone);
        if (access !== null) return true;
        const at = this.clock.now();
        // Its browser may have come in between, or the time may be over.
        if (!(await findOpenChallenge(client, id, at)) || !this.admission.mayEnter(arrival)) return false;
        const { enrolled } = await this.admission.admit(client, arrival, at);
        // Behind NAT a MAC never takes a device from its owner, who has to remove it first.
        if (enrolled === null) throw new RefusalError('AUTH.DEVICE_NEEDS_OWNER');
        const { deviceId, isNew: newDevice, putOut } = enrolled;
        await saveReverseAccess(client, id, { deviceId, newSubscriber: arrival.isNew, newDevice, putOut });
        return true;
      });
    });
    if (isOpen) this.subscribers.wake();
    return isOpen;
  }
}
