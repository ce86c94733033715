// purchase-changes.ts — what a batch of events makes of purchases: kept beside the account, which never has to look back.
import { forgiveAutoDebt, mergeEntries, purchaseEntryOf, type PurchaseEntry } from './purchase';
import type { AccountEvent, QuotaAccount } from './account';

type Change = { readonly subscriberId: string; entry: PurchaseEntry };

export const purchaseKey = (subscriberId: string, purchaseId: string): string =>
  `${subscriberId}|${purchaseId}`;

/** Accounts in `forgiven` were reset: what is known of them from before is forgiven first, then entries are added. */
export class PurchaseChanges {
  readonly entries = new Map<string, Change>();
  readonly forgiven = new Set<string>();

  /** @param before the account that the event happened to. */
  note(subscriberId: string, before: QuotaAccount, event: AccountEvent): void {
    if (event.type === 'QuotaReset') this.forgive(subscriberId);
    const entry = purchaseEntryOf(before, event);
    if (!entry) return;
    const key = purchaseKey(subscriberId, entry.purchaseId);
    this.entries.set(key, { subscriberId, entry: mergeEntries(this.entries.get(key)?.entry, entry) });
  }

  private forgive(subscriberId: string): void {
    this.forgiven.add(subscriberId);
    for (const one of this.entries.values())
      if (one.subscriberId === subscriberId) one.entry = forgiveAutoDebt(one.entry);
  }
}
