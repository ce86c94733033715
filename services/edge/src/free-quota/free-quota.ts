// free-quota.ts — the free allowance of a day, for the device that asks: is there one, had it, and taking it.
import { Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { ClientLookup } from '../captive/client-lookup';
import { SiteProfiles } from '../sites/site-profiles';

/** free: this device may take it. taken: it has, or its account's devices have had theirs. elsewhere: no device of the account asks. */
export const FREE_STATES = ['free', 'taken', 'elsewhere'] as const;
export type FreeOffer = {
  readonly state: (typeof FREE_STATES)[number];
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly onlineSeconds: number | null;
  readonly speedKilobitsPerSecond: number;
};

@Injectable()
export class FreeQuota {
  constructor(
    private readonly messenger: Messenger,
    private readonly clients: ClientLookup,
    private readonly profiles: SiteProfiles,
  ) {}

  /** Null: nothing is free here, or the account has quota left. */
  async offerOf(request: FastifyRequest, subscriberId: string): Promise<FreeOffer | null> {
    const { deviceId, limit } = await this.deviceOf(request, subscriberId);
    const asked = { subscriberId, deviceId: deviceId ?? '' };
    const free = await this.messenger.request(QuotaLedger.method.getFreeQuota, asked);
    if (!free.offered) return null;
    const { takenDeviceIds, bytes, unlimited, onlineSeconds = null, speedKilobitsPerSecond } = free;
    const isTaken = takenDeviceIds.length >= limit || takenDeviceIds.includes(deviceId ?? '');
    const state = isTaken ? 'taken' : deviceId === null ? 'elsewhere' : 'free';
    return { state, bytes, unlimited, onlineSeconds, speedKilobitsPerSecond };
  }

  /**
   * Takes it for the device in hand; what look-ups say holds it by then, as far as a second is enough.
   * @throws RefusalError QUOTA.FREE_DEVICE_UNKNOWN, and the ledger's
   */
  async take(request: FastifyRequest, subscriberId: string, key: string): Promise<void> {
    const [{ deviceId, limit }, { site }] = await Promise.all([
      this.deviceOf(request, subscriberId),
      this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId }),
    ]);
    if (deviceId === null) throw new RefusalError('QUOTA.FREE_DEVICE_UNKNOWN');
    const { version } = await this.messenger.request(QuotaLedger.method.takeFreeQuota, {
      ...{ commandId: `${subscriberId}/${key}`, subscriberId, deviceId, mostPerDay: limit },
      ...{ timeZone: this.profiles.timeZoneOf(site), actor: 'subscriber' },
    });
    await this.messenger.request(QuotaLedger.method.getFreeQuota, { subscriberId, atLeast: version });
  }

  /**
   * `deviceId` null: none of the account's devices asks, as far as a router or a proof shows. It is one id of the MAC,
   * whatever account that is in, and however often it is removed and comes back.
   */
  private async deviceOf(request: FastifyRequest, subscriberId: string) {
    const [{ items, limit }, { mac }] = await Promise.all([
      this.messenger.request(AuthOtp.method.listDevices, { subscriberId }),
      this.clients.of(request),
    ]);
    const isOwn = mac !== '' && items.some((one) => one.mac === mac);
    return { deviceId: isOwn ? idFrom('free-quota', mac) : null, limit: Math.max(1, limit) };
  }
}
