// purchase.ts — what a purchase did to an account, and what it takes to undo it.
import type { Instant } from '@saring/kernel';
import { burn } from './burn';
import type { AccountEvent, Debt, QuotaAccount } from './quota-account';

/** What the account's own stream says of one purchase. */
export type PurchaseRecord =
  | { readonly state: 'unknown' | 'revoked' }
  | {
      readonly state: 'fulfilled';
      /** Auto debt that it settled and that no reset has forgiven since. */
      readonly autoBytes: number;
      /** The items that it settled as they were given; `unpaidBytes` is its share. */
      readonly debts: readonly Debt[];
    };

/**
 * Reads one purchase out of the account's own events, from the first on. It is not kept in the folded account, which
 * would grow with everything that was ever bought.
 */
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

export const debtOf = (event: Extract<AccountEvent, { type: 'DebtGiven' }>): Debt => ({
  debtId: event.debtId,
  sizeBytes: event.bytes,
  unpaidBytes: event.bytes,
  unlimited: event.unlimited,
  priceRupiah: event.priceRupiah,
  givenAt: event.at,
  dueAt: event.dueAt,
  reason: event.reason,
});

/**
 * Takes a purchase's grant out; what it settled is owed again. Of a grant that ended so long ago that the account has
 * forgotten it, nothing is left to take.
 */
export const revoke = (
  account: QuotaAccount,
  event: Extract<AccountEvent, { type: 'PurchaseRevoked' }>,
): QuotaAccount => {
  const without = takeOut(account, event.purchaseId, event.at);
  return {
    ...without,
    autoDebtBytes: without.autoDebtBytes + event.autoBytes,
    debts: event.debts.reduce(oweAgain, without.debts),
  };
};

/**
 * Takes one grant out. What it still holds goes; what had burnt from it burns the others, else it is auto debt (none
 * for a Komandan). What had been rolled over into it from others was not its own: that stays as the grant.
 */
export const takeOut = (account: QuotaAccount, grantId: string, at: Instant): QuotaAccount => {
  const grant = account.grants.find((one) => one.grantId === grantId);
  const rolledBytes = grant?.rolledBytes ?? 0;
  const others = account.grants.flatMap((one) =>
    one !== grant
      ? [one]
      : rolledBytes > 0
        ? [{ ...one, sizeBytes: rolledBytes, leftBytes: rolledBytes }]
        : [],
  );
  const spentBytes = grant ? grant.sizeBytes - grant.leftBytes : 0;
  // An unlimited grant covers what is used under it, not what was used before and is unpaid now.
  const limited = burn(
    others.filter((one) => !one.unlimited),
    spentBytes,
    at,
  );
  const burnt = new Map(limited.grants.map((one) => [one.grantId, one]));
  const unpaidBytes = account.terms?.role === 'komandan' ? 0 : limited.unburntBytes;
  return {
    ...account,
    grants: others.map((one) => burnt.get(one.grantId) ?? one),
    // Who had this grant alone has nothing that expired: they have no quota.
    hadGrant: account.hadGrant && (grant === undefined || others.length > 0),
    autoDebtBytes: account.autoDebtBytes + unpaidBytes,
  };
};

/** Items stay in the order that they were given in; ids decide between those of one instant. */
const oweAgain = (debts: readonly Debt[], again: Debt): readonly Debt[] => {
  const same = debts.find((debt) => debt.debtId === again.debtId);
  if (same)
    return debts.map((debt) =>
      debt === same ? { ...debt, unpaidBytes: debt.unpaidBytes + again.unpaidBytes } : debt,
    );
  const behind = debts.findIndex((debt) => orderOf(debt) > orderOf(again));
  return behind < 0 ? [...debts, again] : [...debts.slice(0, behind), again, ...debts.slice(behind)];
};
const orderOf = (debt: Debt): string => `${debt.givenAt}|${debt.debtId}`;
