// audience.ts — whom a message to many is for, asked page by page of the services whose data it is.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, RouterGateway } from '@saring/contracts';
import { assertNever, toInstant, type Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { Filter, Stage } from './domain/broadcast';

const PAGE = 500;
/** Who stays away longer than this is not of a router any more. */
const SEEN_DAYS = 30;
/** Of one router: more than a router carries. */
const SEEN_MOST = 10_000;

/** @property next the cursor behind it; null: it was the last. */
type AudiencePage = { readonly subscriberIds: readonly string[]; readonly next: string | null };

@Injectable()
export class Audience {
  constructor(
    private readonly messenger: Messenger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnavailableError while the owner of the data gives no answer. */
  page(stage: Stage, filter: Filter, cursor: string): Promise<AudiencePage> {
    switch (stage) {
      case 'people':
        return this.people(filter, cursor);
      case 'status':
        return this.withStatus(filter, cursor);
      case 'overdue':
        return this.overdue(cursor);
      case 'package':
        return this.withPackage(filter, cursor);
      case 'router':
        return this.seenAt(filter);
      default:
        return assertNever(stage);
    }
  }

  /** Who has these numbers. @throws UnavailableError while auth-otp gives no answer. */
  async holdersOf(phones: readonly string[]): Promise<readonly string[]> {
    if (phones.length === 0) return [];
    const { items } = await this.messenger.request(AuthOtp.method.findPhoneHolders, { phones: [...phones] });
    return items.map(({ subscriberId }) => subscriberId);
  }

  private async people({ site, query }: Filter, afterId: string): Promise<AudiencePage> {
    const asked = { site, query, approval: 'approved', afterId, limit: PAGE };
    const { subscriberIds } = await this.messenger.request(AuthOtp.method.findSubscriberIds, asked);
    return { subscriberIds, next: subscriberIds.length < PAGE ? null : (subscriberIds.at(-1) ?? null) };
  }

  private async withStatus({ statuses }: Filter, afterSubscriberId: string): Promise<AudiencePage> {
    const asked = { afterSubscriberId, limit: PAGE };
    const { items } = await this.messenger.request(QuotaLedger.method.listAccess, asked);
    const named = items.filter(({ status }) => statuses.includes(status));
    return {
      subscriberIds: named.map(({ subscriberId }) => subscriberId),
      next: items.at(-1)?.subscriberId ?? null,
    };
  }

  private async overdue(cursor: string): Promise<AudiencePage> {
    const asked = { state: 'overdue', limit: PAGE, ...(cursor === '' ? {} : { cursor }) };
    const page = await this.messenger.request(QuotaLedger.method.searchDebts, asked);
    const subscriberIds = [...new Set(page.items.map(({ subscriberId }) => subscriberId))];
    return { subscriberIds, next: page.nextCursor ?? null };
  }

  private async withPackage({ packageId = '' }: Filter, afterSubscriberId: string): Promise<AudiencePage> {
    const asked = { packageId, afterSubscriberId, limit: PAGE };
    const { subscriberIds } = await this.messenger.request(QuotaLedger.method.listPackageHolders, asked);
    return { subscriberIds, next: subscriberIds.length < PAGE ? null : (subscriberIds.at(-1) ?? null) };
  }

  private async seenAt({ routerId = '' }: Filter): Promise<AudiencePage> {
    const since = toInstant(new Date(this.clock.now().getTime() - SEEN_DAYS * 86_400_000));
    const asked = { routerId, since, limit: SEEN_MOST };
    const { subscriberIds } = await this.messenger.request(RouterGateway.method.listSubscribersAt, asked);
    return { subscriberIds, next: null };
  }
}
