// purchase-history.ts — what became of a purchase, read from all of the account's own events as anyone would write it
// first: what the record beside the account is compared with.
import { debtOf, type PurchaseRecord } from './purchase';
import type { AccountEvent, Debt } from './account';

export const purchaseIn = (events: readonly AccountEvent[], purchaseId: string): PurchaseRecord => {
  let state: PurchaseRecord['state'] = 'unknown';
  let autoBytes = 0;
  const given = new Map<string, Debt>();
  const debts: Debt[] = [];
  for (const event of events) {
    if (event.type === 'DebtGiven') given.set(event.debtId, debtOf(event));
    if (event.type === 'PurchaseRevoked' && event.purchaseId === purchaseId) return { state: 'revoked' };
    if (event.type === 'QuotaGranted' && event.grantId === purchaseId) state = 'fulfilled';
    if (event.type === 'QuotaReset') autoBytes = 0;
    if (event.type !== 'DebtSettled' || event.purchaseId !== purchaseId) continue;
    state = 'fulfilled';
    autoBytes += event.autoBytes;
    for (const { debtId, bytes } of event.items) {
      const debt = given.get(debtId);
      if (debt) debts.push({ ...debt, unpaidBytes: bytes });
    }
  }
  return state === 'fulfilled' ? { state, autoBytes, debts } : { state };
};
