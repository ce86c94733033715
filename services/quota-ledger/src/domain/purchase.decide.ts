// purchase.decide.ts — what has been paid for is given, and taken back when the payment is. Each happens once.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';
import { grantEnd, type GrantDuration, type GrantSpeed, type TimedSpeed } from './grant';
import type { GrantHours } from './grant-hours';
import type { PurchaseRecord } from './purchase';
import type { Audit, AccountEvent, Debt, QuotaAccount } from './account';

type Part = { readonly debtId: string; readonly bytes: number };

export type FulfilPurchase = {
  readonly type: 'FulfilPurchase';
  readonly purchaseId: string;
  /** Its record so far. */
  readonly earlier: PurchaseRecord;
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly expiresAt: Instant | null;
  readonly priority: number;
  readonly fupThresholdBytes: number;
  readonly speed?: GrantSpeed;
  readonly deviceLimit?: number;
  readonly onlineSeconds?: number;
  readonly hours?: GrantHours;
  readonly timedSpeed?: TimedSpeed;
  /** In place of `expiresAt`: how long it lasts, from when, and what it does to those before it. */
  readonly duration?: GrantDuration;
  /** The items that the order addressed: a purchase touches no others. */
  readonly items: readonly Part[];
  readonly autoDebtBytes: number;
  readonly isSettlement: boolean;
  /** Of a settlement: what was paid for it. */
  readonly amountRupiah?: number;
} & Audit;

export type RevokePurchase = {
  readonly type: 'RevokePurchase';
  readonly purchaseId: string;
  readonly earlier: PurchaseRecord;
} & Audit;

/** Takes back a part of what a purchase gave: the part that is not used first. */
export type ReducePurchase = {
  readonly type: 'ReducePurchase';
  readonly purchaseId: string;
  readonly earlier: PurchaseRecord;
  readonly bytes: number;
} & Audit;

type PurchaseRefusal = 'QUOTA.BYTES_REQUIRED' | 'QUOTA.PURCHASE_UNKNOWN';
type Outcome = Decision<AccountEvent, PurchaseRefusal>;

const isWhole = (bytes: number): boolean => Number.isSafeInteger(bytes) && bytes >= 0;

/** Refused only where the order itself makes no sense: whatever happened since, what is paid is given. */
export const fulfilPurchase = (account: QuotaAccount, command: FulfilPurchase): Outcome => {
  const sizes = [command.bytes, command.autoDebtBytes, ...command.items.map((item) => item.bytes)];
  const nothing = command.isSettlement
    ? command.items.length === 0 && command.autoDebtBytes === 0
    : command.unlimited !== (command.bytes === 0);
  if (!sizes.every(isWhole) || nothing) return refuse('QUOTA.BYTES_REQUIRED');
  // Given already, or taken back before it was given.
  if (command.earlier.state !== 'unknown') return accept();
  return accept(...(command.isSettlement ? settlement(account, command) : packageOf(account, command)));
};

/**
 * The auto debt is paid by the grant itself, unless debt swallows the package whole. Of the items only those that the
 * order named are settled: what has a price is paid by money.
 */
const packageOf = (account: QuotaAccount, command: FulfilPurchase): readonly AccountEvent[] => {
  if (command.unlimited) return [granted(account, command, 0, true)];
  const autoBytes = Math.min(account.autoDebtBytes, command.bytes);
  const items = stillOwed(account, command.items, command.bytes - autoBytes).filter(({ bytes }) => bytes > 0);
  const itemsBytes = sumOf(items);
  if (autoBytes + itemsBytes === command.bytes) return [settled(command, autoBytes, items)];
  const grant = granted(account, command, command.bytes - itemsBytes, false);
  return itemsBytes === 0 ? [grant] : [settled(command, 0, items), grant];
};

/** Each part settles what is still owed of it; the rest is quota, as it was paid for. */
const settlement = (account: QuotaAccount, command: FulfilPurchase): readonly AccountEvent[] => {
  const items = stillOwed(account, command.items, Infinity);
  const autoBytes = Math.min(account.autoDebtBytes, command.autoDebtBytes);
  const paidBytes = command.autoDebtBytes + sumOf(command.items);
  const restBytes = paidBytes - autoBytes - sumOf(items);
  const addressed = new Set(command.items.map(({ debtId }) => debtId));
  const goneUnlimited = command.unlimited && items.length < addressed.size;
  // Also with nothing left to settle: the statement shows the purchase, and a repeated one is recognised.
  const paid = { ...settled(command, autoBytes, items), amountRupiah: command.amountRupiah };
  return [
    paid,
    ...(goneUnlimited
      ? [granted(account, command, 0, true)]
      : restBytes > 0
        ? [granted(account, command, restBytes, false)]
        : []),
  ];
};

/** What is owed of the addressed items, in the order in which they were given, as far as the bytes go. */
const stillOwed = (account: QuotaAccount, addressed: readonly Part[], mostBytes: number): readonly Part[] => {
  const bytesOf = new Map<string, number>();
  for (const { debtId, bytes } of addressed) bytesOf.set(debtId, (bytesOf.get(debtId) ?? 0) + bytes);
  let restBytes = mostBytes;
  return account.debts.flatMap(({ debtId, unpaidBytes }) => {
    const addressedBytes = bytesOf.get(debtId);
    if (addressedBytes === undefined) return [];
    const bytes = Math.min(unpaidBytes, addressedBytes, restBytes);
    restBytes -= bytes;
    return [{ debtId, bytes }];
  });
};

/** Undoes what the purchase did. One that is not known yet is remembered as taken back and never given. */
export const revokePurchase = (_account: QuotaAccount, command: RevokePurchase): Outcome => {
  const { purchaseId, earlier, at, reason, actor } = command;
  if (earlier.state === 'revoked') return accept();
  const { autoBytes, debts } = earlier.state === 'fulfilled' ? earlier : { autoBytes: 0, debts: [] };
  return accept({
    ...{ type: 'PurchaseRevoked', purchaseId, autoBytes, debts, bonusLast: true },
    ...{ at, reason, actor },
  });
};

/** No more than the purchase gave and has left; where its grant is not there any more, nothing. */
export const reducePurchase = (
  { grants }: QuotaAccount,
  { type: _type, earlier, ...command }: ReducePurchase,
): Outcome => {
  if (!isWhole(command.bytes) || command.bytes === 0) return refuse('QUOTA.BYTES_REQUIRED');
  // Not given yet: whoever asks comes again.
  if (earlier.state === 'unknown') return refuse('QUOTA.PURCHASE_UNKNOWN');
  if (earlier.state === 'revoked') return accept();
  const grant = grants.find(({ grantId, unlimited }) => grantId === command.purchaseId && !unlimited);
  const mostBytes = grant ? grant.sizeBytes - (grant.rolledBytes ?? 0) : 0;
  const bytes = Math.min(command.bytes, Math.max(0, mostBytes));
  return accept({ type: 'PurchaseReduced', ...command, bytes });
};

/** Items are kept in the order they were given. An item without bytes (unlimited) is settled only with all others. */
export const oldestFirst = (debts: readonly Debt[], bytes: number, withUnlimited = false): Part[] => {
  let rest = bytes;
  const items: Part[] = [];
  for (const debt of debts) {
    const paid = Math.min(debt.unpaidBytes, rest);
    rest -= paid;
    if (paid > 0 || (debt.unlimited && withUnlimited)) items.push({ debtId: debt.debtId, bytes: paid });
  }
  return items;
};

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.bytes, 0);

const settled = (command: FulfilPurchase, autoBytes: number, items: readonly Part[]): AccountEvent => {
  const { purchaseId, at, reason, actor } = command;
  return { type: 'DebtSettled', purchaseId, autoBytes, items, at, reason, actor };
};

const granted = (
  account: QuotaAccount,
  command: FulfilPurchase,
  bytes: number,
  unlimited: boolean,
): AccountEvent => {
  const { purchaseId: grantId, expiresAt, priority, fupThresholdBytes, speed, duration } = command;
  const { at, reason, actor, deviceLimit, onlineSeconds, hours, timedSpeed } = command;
  return {
    type: 'QuotaGranted',
    grantId,
    source: 'purchase',
    bytes,
    unlimited,
    expiresAt,
    priority,
    fupThresholdBytes,
    ...(speed ? { speed } : {}),
    ...(deviceLimit ? { deviceLimit } : {}),
    ...(onlineSeconds ? { onlineSeconds } : {}),
    ...(hours ? { hours } : {}),
    ...(timedSpeed ? { timedSpeed } : {}),
    ...(duration ? grantEnd(account.grants, duration, at) : {}),
    at,
    reason,
    actor,
  };
};
