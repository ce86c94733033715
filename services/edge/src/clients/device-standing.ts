import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { QuotaViews, type QuotaReply } from '../requests/quota-views';
import { ClientLookup } from './client-lookup';

/** What a device may be told without any cookie: captive mini-browsers drop them (domain.md, "OTP and sessions"). */
export type DeviceStanding = {
  /** A router knows the device behind this address. */
  readonly isKnown: boolean;
  /** Of the subscriber whose device it is; null: nobody's. */
  readonly quota: QuotaReply | null;
};

const ONLINE_STATUSES: ReadonlySet<string> = new Set(['active', 'fup', 'unlimited']);

/** domain.md, "Access status": these three let a device through. */
export const isOnline = (status: string | undefined): boolean => ONLINE_STATUSES.has(status ?? '');

@Injectable()
export class DeviceStandings {
  constructor(
    private readonly messenger: Messenger,
    private readonly clients: ClientLookup,
    private readonly views: QuotaViews,
  ) {}

  async of(request: FastifyRequest): Promise<DeviceStanding> {
    const { mac } = await this.clients.of(request);
    if (!mac) return { isKnown: false, quota: null };
    try {
      const { subscriberId } = await this.messenger.request(AuthOtp.method.findDevice, { mac });
      return { isKnown: true, quota: await this.views.quota(subscriberId) };
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.DEVICE_UNKNOWN')
        return { isKnown: true, quota: null };
      throw error;
    }
  }
}
