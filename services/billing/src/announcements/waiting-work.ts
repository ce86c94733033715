// waiting-work.ts — what waits for operators, as the services say whose it is.
import { Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, RouterGateway } from '@saring/contracts';
import { harmlessName } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { Waiting } from './domain/announcement';

/** Of each list; what is behind it comes when these are done with. */
const LOOKED_AT = 50;

@Injectable()
export class WaitingWork {
  constructor(private readonly messenger: Messenger) {}

  async routers() {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    return items.map(({ routerId, name, site, state, lastSeenAt }) => ({
      ...{ routerId, name, site, state, lastSeenAt: lastSeenAt ?? null },
    }));
  }

  async registrations(): Promise<readonly Waiting[]> {
    const { items } = await this.messenger.request(AuthOtp.method.listSubscribers, {
      ...{ approval: 'pending', limit: LOOKED_AT },
    });
    return items.map(({ subscriberId, name, phone, site }) => ({
      ...{ id: subscriberId, name: harmlessName(name) || lastDigits(phone), site },
    }));
  }

  async quotaRequests(): Promise<readonly Waiting[]> {
    const { items } = await this.messenger.request(QuotaLedger.method.listQuotaRequests, {
      ...{ state: 'pending', limit: LOOKED_AT },
    });
    const asked: Waiting[] = [];
    for (const { requestId, subscriberId } of items)
      asked.push({ id: requestId, ...(await this.personOf(subscriberId)) });
    return asked;
  }

  async heldUsage(): Promise<readonly Waiting[]> {
    const { items } = await this.messenger.request(QuotaLedger.method.listAnomalies, {
      ...{ state: 'open', limit: LOOKED_AT },
    });
    if (items.length === 0) return [];
    const routers = new Map(
      (await this.routers()).map(({ routerId, name, site }) => [routerId, { name, site }]),
    );
    return items.map(({ anomalyId, routerId, bytes }) => {
      const { name, site } = routers.get(routerId) ?? { name: '', site: '' };
      return { id: anomalyId, name, site, bytes };
    });
  }

  private async personOf(subscriberId: string): Promise<{ readonly name: string; readonly site: string }> {
    try {
      const { name, phone, site } = await this.messenger.request(AuthOtp.method.getSubscriber, {
        subscriberId,
      });
      return { name: harmlessName(name) || lastDigits(phone), site };
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      return { name: '-', site: '' };
    }
  }
}

/** A message lies open on a phone: a number is hidden as on a screen. */
const lastDigits = (phone: string): string => (phone === '' ? '-' : `…${phone.slice(-4)}`);
