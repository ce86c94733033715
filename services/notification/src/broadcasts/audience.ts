// audience.ts — whom a message to many is for, asked page by page of the services whose data it is.
import { Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { Filter, Stage } from './domain/broadcast';

const PAGE = 500;

/** @property next the cursor behind it; null: it was the last. */
type AudiencePage = { readonly subscriberIds: readonly string[]; readonly next: string | null };

@Injectable()
export class Audience {
  constructor(private readonly messenger: Messenger) {}

  /** @throws UnavailableError while the owner of the data gives no answer. */
  page(stage: Stage, filter: Filter, cursor: string): Promise<AudiencePage> {
    if (stage === 'people') return this.people(filter, cursor);
    return stage === 'status' ? this.withStatus(filter, cursor) : this.overdue(cursor);
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
}
