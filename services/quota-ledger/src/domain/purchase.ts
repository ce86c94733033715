// purchase.ts — what a purchase did to an account, and what it takes to undo it.
import type { Instant } from '@saring/kernel';
import { burn, burnSecondsAgain } from './burn';
import type { AccountEvent, Debt, QuotaAccount } from './account';
import type { Grant } from './grant';

/** The outcome of one purchase. It is kept beside the account, which would grow with every purchase otherwise. */
export type PurchaseRecord =
  | { readonly state: 'unknown' | 'revoked' }
  | {
      readonly state: 'fulfilled';
      /** Auto debt that it settled and that no reset has forgiven since. */
      readonly autoBytes: number;
      /** The items that it settled as they were given; `unpaidBytes` is its share. */
      readonly debts: readonly Debt[];
    };

/** The entry that one event adds to a purchase's record. */
export type PurchaseEntry = Omit<Extract<PurchaseRecord, { state: 'fulfilled' }>, 'state'> & {
  readonly purchaseId: string;
  readonly state: 'fulfilled' | 'revoked';
};

/** @param before the account that the event happened to. Null: the event is of no purchase. */
export const purchaseEntryOf = (before: QuotaAccount, event: AccountEvent): PurchaseEntry | null => {
  switch (event.type) {
    case 'QuotaGranted':
      return event.source === 'purchase' ? entryOf(event.grantId, 'fulfilled') : null;
    case 'DebtSettled':
      if (event.purchaseId === undefined) return null;
      return {
        ...entryOf(event.purchaseId, 'fulfilled'),
        autoBytes: event.autoBytes,
        debts: event.items.flatMap(({ debtId, bytes }) => {
          const debt = before.debts.find((one) => one.debtId === debtId);
          return debt ? [{ ...debt, unpaidBytes: bytes }] : [];
        }),
      };
    case 'PurchaseRevoked':
      return entryOf(event.purchaseId, 'revoked');
    default:
      return null;
  }
};

const entryOf = (purchaseId: string, state: PurchaseEntry['state']): PurchaseEntry => ({
  ...{ purchaseId, state, autoBytes: 0, debts: [] },
});

/** A purchase settles and grants by two events, in this order; what is revoked stays so. */
export const mergeEntries = (earlier: PurchaseEntry | undefined, entry: PurchaseEntry): PurchaseEntry =>
  earlier
    ? {
        purchaseId: entry.purchaseId,
        state: earlier.state === 'revoked' ? 'revoked' : entry.state,
        autoBytes: earlier.autoBytes + entry.autoBytes,
        debts: [...earlier.debts, ...entry.debts],
      }
    : entry;

/** A reset forgives the auto debt that a purchase had settled: it is not owed again. */
export const forgiveAutoDebt = (entry: PurchaseEntry): PurchaseEntry => ({ ...entry, autoBytes: 0 });

export const recordOf = (entry: PurchaseEntry | undefined): PurchaseRecord => {
  if (!entry) return { state: 'unknown' };
  const { state, autoBytes, debts } = entry;
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
  const without = takeOut(account, event.purchaseId, event.at, event.bonusLast);
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
export const takeOut = (
  account: QuotaAccount,
  grantId: string,
  at: Instant,
  bonusLast = false,
): QuotaAccount => {
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
  const spentSeconds = (grant?.onlineSeconds ?? 0) - (grant?.leftSeconds ?? 0);
  const without = { ...account, grants: burnSecondsAgain(others, spentSeconds, at) };
  return {
    ...burnAgain(without, spentBytes, at, bonusLast ? isBonus : null),
    // An account with this grant alone has no expired quota: it has none.
    hadGrant: account.hadGrant && (grant === undefined || others.length > 0),
  };
};

/** Takes a part of a purchase's grant out: what is left of it first, then what had burnt from it. */
export const reduce = (
  account: QuotaAccount,
  { purchaseId, bytes, at }: Extract<AccountEvent, { type: 'PurchaseReduced' }>,
): QuotaAccount => {
  const grant = account.grants.find((one) => one.grantId === purchaseId);
  if (!grant) return account;
  const unusedBytes = Math.min(grant.leftBytes, bytes);
  const smaller = { ...grant, sizeBytes: grant.sizeBytes - bytes, leftBytes: grant.leftBytes - unusedBytes };
  const grants = account.grants.flatMap((one) => {
    if (one !== grant) return [one];
    return smaller.sizeBytes > 0 ? [smaller] : [];
  });
  return burnAgain({ ...account, grants }, bytes - unusedBytes, at, isBonus);
};

/** What was given rather than bought. */
const isBonus = ({ source }: Grant): boolean => source === 'bonus' || source === 'free';

/**
 * What was used and has lost its grant burns the other grants, those that `isLast` names last.
 * An unlimited grant covers what is used under it, not what was used before and is unpaid now.
 */
const burnAgain = (
  account: QuotaAccount,
  bytes: number,
  at: Instant,
  isLast: ((grant: Grant) => boolean) | null,
): QuotaAccount => {
  const limited = account.grants.filter((one) => !one.unlimited);
  const turns = isLast
    ? [limited.filter((one) => !isLast(one)), limited.filter((one) => isLast(one))]
    : [limited];
  const burnt = new Map<string, Grant>();
  let unburntBytes = bytes;
  for (const turn of turns) {
    const outcome = burn(turn, unburntBytes, at);
    for (const one of outcome.grants) burnt.set(one.grantId, one);
    unburntBytes = outcome.unburntBytes;
  }
  const unpaidBytes = account.terms?.role === 'komandan' ? 0 : unburntBytes;
  return {
    ...account,
    grants: account.grants.map((one) => burnt.get(one.grantId) ?? one),
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
