// quota-account.decide.ts — what may be done to a quota account. Refusals are answers, not exceptions.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever } from '@saring/kernel';
import type { AccountCommand, QuotaRefusal } from './account-command';
import { debtRefusalOf, limitRefusalOf, usageRefusalOf } from './account-limits';
import { accessDecision, accessStatus, balanceOf, isRecordDue } from './access-status';
import { debtStandingDue } from './debt-standing';
import { decideFamily, isFamilyCommand } from './family.decide';
import { takeFreeQuota } from './free-quota';
import { endFromFirstUse, grantEnd, hasBegun, isTimeEndDue, isUnexpired, isUsedUp } from './grant';
import { decideQuotaRequest, requestQuota } from './komandan-request.decide';
import { openingFor } from './payment-lane';
import { fulfilPurchase, oldestFirst, reducePurchase, revokePurchase } from './purchase.decide';
import { revocationOf } from './revocation';
import { initialState, type AccountEvent, type Debt, type QuotaAccount } from './account';
import { evolve } from './quota-account';

type Outcome = Decision<AccountEvent, QuotaRefusal>;
type CommandOf<T extends AccountCommand['type']> = Extract<AccountCommand, { type: T }>;

export const decide = (account: QuotaAccount, command: AccountCommand): Outcome => {
  if (isFamilyCommand(command)) return decideFamily(account, command);
  switch (command.type) {
    case 'GrantQuota':
      return grantQuota(account, command);
    case 'TakeFreeQuota':
      return takeFreeQuota(account, command);
    case 'RevokeGrant':
      return revokeGrant(account, command);
    case 'ExtendGrants':
      return extendGrants(account, command);
    case 'SetBillHold':
      return setBillHold(account, command);
    case 'OpenPaymentLane':
      return openPaymentLane(account, command);
    case 'StartGrants':
      return startGrants(account, command);
    case 'EndUsedUpTime':
      return endUsedUpTime(account, command);
    case 'GiveDebt':
      return giveDebt(account, command);
    case 'SettleDebt':
      return settleDebt(account, command);
    case 'RequestQuota':
      return requestQuota(account, command);
    case 'DecideQuotaRequest':
      return decideQuotaRequest(account, command);
    case 'FulfilPurchase':
      return fulfilPurchase(account, command);
    case 'RevokePurchase':
      return revokePurchase(account, command);
    case 'ReducePurchase':
      return reducePurchase(account, command);
    case 'ResetQuota':
      return resetQuota(command);
    case 'CorrectQuota':
      return correctQuota(account, command);
    case 'DecideHeldUsage':
      return decideHeldUsage(account, command);
    case 'ChangeTerms':
      return changeTerms(account, command);
    case 'ExpireGrants':
      return expireGrants(account, command);
    case 'RecordDebtStanding':
      return recordDebtStanding(account, command);
    case 'RecordAccessStatus':
      return recordAccessStatus(account, command);
    default:
      return assertNever(command);
  }
};

export const quotaAccount: Decider<QuotaAccount, AccountCommand, AccountEvent, QuotaRefusal> = {
  initialState,
  evolve,
  decide,
};

const validSize = (bytes: number, unlimited: boolean): boolean =>
  unlimited ? bytes === 0 : Number.isSafeInteger(bytes) && bytes > 0;

const owedBytes = (debts: readonly Debt[]): number => debts.reduce((sum, debt) => sum + debt.unpaidBytes, 0);

const grantQuota = (
  account: QuotaAccount,
  { type: _type, duration, ...command }: CommandOf<'GrantQuota'>,
): Outcome => {
  if (!validSize(command.bytes, command.unlimited)) return refuse('QUOTA.BYTES_REQUIRED');
  if (command.source === 'operator' && command.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  // A paid purchase is never refused; packages are far smaller, and far fewer.
  const limit = command.source === 'purchase' ? null : limitRefusalOf(account, command.bytes, command.at);
  if (limit) return refuse(limit.code, limit.details);
  const granted = (bytes: number): AccountEvent => ({
    type: 'QuotaGranted',
    ...command,
    ...(duration ? grantEnd(account.grants, duration, command.at) : {}),
    bytes,
  });
  // Only what was bought pays debt items, and of those only items without a price: the others are settled by money.
  const debts = account.debts.filter(({ priceRupiah }) => priceRupiah === 0);
  const itemsBytes = owedBytes(debts);
  if (command.source !== 'purchase' || command.unlimited || itemsBytes + account.autoDebtBytes === 0)
    return accept(granted(command.bytes));
  if (itemsBytes + account.autoDebtBytes >= command.bytes)
    return refuse('QUOTA.PACKAGE_SWALLOWED_BY_DEBT', { owedBytes: itemsBytes + account.autoDebtBytes });
  if (itemsBytes === 0) return accept(granted(command.bytes));
  const { at, reason, actor } = command;
  const items = oldestFirst(debts, itemsBytes);
  return accept(
    { type: 'DebtSettled', autoBytes: 0, items, at, reason, actor },
    granted(command.bytes - itemsBytes),
  );
};

const revokeGrant = (
  account: QuotaAccount,
  { type: _type, ...command }: CommandOf<'RevokeGrant'>,
): Outcome => {
  if (command.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const revocation = revocationOf(account, command.grantId, command.at);
  if (!revocation) return refuse('QUOTA.GRANT_UNKNOWN', { grantId: command.grantId });
  return accept({ type: 'GrantRevoked', ...command, revocation });
};

/** All that still runs; a grant without an end, or whose clock has not started, needs no more time. */
const extendGrants = (
  account: QuotaAccount,
  { type: _type, ...command }: CommandOf<'ExtendGrants'>,
): Outcome => {
  if (command.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const grantIds = account.grants
    .filter((grant) => grant.expiresAt !== null && isUnexpired(grant, command.at) && !isUsedUp(grant))
    .map(({ grantId }) => grantId);
  if (grantIds.length === 0 || command.seconds <= 0) return refuse('QUOTA.NOTHING_TO_EXTEND');
  return accept({ type: 'GrantsExtended', grantIds, ...command });
};

/** What was decided on an older billing account comes too late. The version is kept, though the hold is the same. */
const setBillHold = (
  { billHold = { held: false, basisVersion: 0 } }: QuotaAccount,
  { held, basisVersion, at }: CommandOf<'SetBillHold'>,
): Outcome =>
  basisVersion <= billHold.basisVersion ? accept() : accept({ type: 'BillHoldSet', held, basisVersion, at });

/** For who is stopped for want of quota; an order that opened one, or a day that has had its lanes, opens none. */
const openPaymentLane = (
  account: QuotaAccount,
  { orderId, terms, at }: CommandOf<'OpenPaymentLane'>,
): Outcome => {
  const status = accessStatus(account, at);
  if (status !== 'exhausted' && status !== 'expired') return accept();
  const { usedBytes, lanes = [] } = account;
  const opening = openingFor(lanes, { orderId, at, usedBytes }, terms);
  return opening ? accept({ type: 'PaymentLaneOpened', ...opening }) : accept();
};

/** The clock runs from when the first use was seen: never earlier than the use itself. */
const startGrants = (account: QuotaAccount, { at }: CommandOf<'StartGrants'>): Outcome =>
  accept(
    ...account.grants.flatMap((grant): AccountEvent[] => {
      if (!grant.waiting || !hasBegun(grant, account.usedBytes)) return [];
      const expiresAt = endFromFirstUse(grant, grant.waiting, at);
      return [{ type: 'GrantStarted', grantId: grant.grantId, expiresAt, at }];
    }),
  );

const endUsedUpTime = ({ grants }: QuotaAccount, { at }: CommandOf<'EndUsedUpTime'>): Outcome =>
  accept(
    ...grants
      .filter(isTimeEndDue)
      .map(({ grantId }): AccountEvent => ({ type: 'GrantTimeUsedUp', grantId, at })),
  );

const giveDebt = (account: QuotaAccount, command: CommandOf<'GiveDebt'>): Outcome => {
  if (!validSize(command.bytes, command.unlimited)) return refuse('QUOTA.BYTES_REQUIRED');
  if (command.dueAt <= command.at)
    return refuse('QUOTA.DUE_IN_PAST', { field: 'dueAt', dueAt: command.dueAt });
  const limit = debtRefusalOf(account, command.bytes, command.at);
  if (limit) return refuse(limit.code, limit.details);
  const { debtId, bytes, unlimited, priceRupiah, dueAt, expiresAt, fupThresholdBytes, at, reason, actor } =
    command;
  return accept(
    { type: 'DebtGiven', debtId, bytes, unlimited, priceRupiah, dueAt, at, reason, actor },
    {
      type: 'QuotaGranted',
      grantId: debtId,
      source: 'debt',
      bytes,
      unlimited,
      expiresAt,
      priority: 0,
      fupThresholdBytes,
      at,
      reason,
      actor,
    },
  );
};

/** One item, or all that is owed: auto debt first, then items oldest first. */
const settleDebt = (account: QuotaAccount, command: CommandOf<'SettleDebt'>): Outcome => {
  const { at, reason, actor } = command;
  if (command.debtId !== null) {
    const debt = account.debts.find((one) => one.debtId === command.debtId);
    if (!debt) return refuse('QUOTA.DEBT_UNKNOWN', { debtId: command.debtId });
    const bytes = command.bytes ?? debt.unpaidBytes;
    if (bytes > debt.unpaidBytes) return refuse('QUOTA.MORE_THAN_OWED', { owedBytes: debt.unpaidBytes });
    if (bytes <= 0 && !debt.unlimited) return refuse('QUOTA.BYTES_REQUIRED');
    return accept({
      type: 'DebtSettled',
      autoBytes: 0,
      items: [{ debtId: debt.debtId, bytes }],
      at,
      reason,
      actor,
    });
  }
  const owed = account.autoDebtBytes + owedBytes(account.debts);
  if (owed === 0 && account.debts.length === 0) return refuse('QUOTA.NOTHING_OWED');
  const bytes = command.bytes ?? owed;
  if (bytes > owed) return refuse('QUOTA.MORE_THAN_OWED', { owedBytes: owed });
  const autoBytes = Math.min(account.autoDebtBytes, bytes);
  const items = oldestFirst(account.debts, bytes - autoBytes, command.bytes === null);
  return accept({ type: 'DebtSettled', autoBytes, items, at, reason, actor });
};

const resetQuota = ({ type: _type, ...command }: CommandOf<'ResetQuota'>): Outcome =>
  command.reason.trim() === '' ? refuse('QUOTA.REASON_REQUIRED') : accept({ type: 'QuotaReset', ...command });

const correctQuota = (
  account: QuotaAccount,
  { type: _type, ...command }: CommandOf<'CorrectQuota'>,
): Outcome => {
  if (command.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const { usedDeltaSeconds = 0 } = command;
  if (!Number.isSafeInteger(command.usedDeltaBytes) || !Number.isSafeInteger(usedDeltaSeconds))
    return refuse('QUOTA.BYTES_REQUIRED');
  if (command.usedDeltaBytes === 0 && usedDeltaSeconds === 0) return refuse('QUOTA.BYTES_REQUIRED');
  const usedSeconds = account.online?.usedSeconds ?? 0;
  if (-usedDeltaSeconds > usedSeconds) return refuse('QUOTA.CORRECTION_TOO_LARGE', { usedSeconds });
  if (-command.usedDeltaBytes > account.usedBytes)
    return refuse('QUOTA.CORRECTION_TOO_LARGE', { usedBytes: account.usedBytes });
  const limit = usageRefusalOf(account, command.usedDeltaBytes);
  if (limit) return refuse(limit.code);
  return accept({ type: 'UsageCorrected', ...command });
};

const decideHeldUsage = (account: QuotaAccount, command: CommandOf<'DecideHeldUsage'>): Outcome => {
  const held = account.held.find((one) => one.anomalyId === command.anomalyId);
  if (!held) return refuse('QUOTA.ANOMALY_UNKNOWN', { anomalyId: command.anomalyId });
  const limit = command.accept ? usageRefusalOf(account, held.bytes) : null;
  if (limit) return refuse(limit.code);
  const { anomalyId, at, reason, actor } = command;
  return accept({
    type: command.accept ? 'HeldUsageAccepted' : 'HeldUsageRejected',
    anomalyId,
    bytes: held.bytes,
    at,
    reason,
    actor,
  });
};

/** Terms come as facts that may repeat or arrive late: an older version changes nothing. */
const changeTerms = (
  account: QuotaAccount,
  { type: _type, ...command }: CommandOf<'ChangeTerms'>,
): Outcome =>
  account.terms && command.version <= account.terms.version
    ? accept()
    : accept({ type: 'AccountTermsChanged', ...command });

const expireGrants = (account: QuotaAccount, { at }: CommandOf<'ExpireGrants'>): Outcome =>
  accept(
    ...account.grants
      .filter((grant) => !grant.expired && !isUnexpired(grant, at))
      .map((grant): AccountEvent => ({
        type: 'GrantExpired',
        grantId: grant.grantId,
        at: grant.expiresAt ?? at,
      })),
  );

const recordDebtStanding = (
  account: QuotaAccount,
  { rules, at }: CommandOf<'RecordDebtStanding'>,
): Outcome => {
  const due = debtStandingDue(account, rules, at);
  return due === null ? accept() : accept({ type: 'DebtStandingChanged', ...due, at });
};

const recordAccessStatus = (account: QuotaAccount, command: CommandOf<'RecordAccessStatus'>): Outcome => {
  if (!isRecordDue(account, command.at)) return accept();
  const { status, blockReason, hardBlock, speed, paymentLane, deviceLimit, familyLimit } = accessDecision(
    account,
    command.at,
  );
  return accept({
    type: 'AccessStatusChanged',
    status,
    previousStatus: account.access?.status ?? null,
    blockReason,
    ...(hardBlock ? { hardBlock } : {}),
    ...(speed ? { speed } : {}),
    ...(paymentLane ? { paymentLane } : {}),
    ...(deviceLimit ? { deviceLimit } : {}),
    ...(familyLimit ? { familyLimit } : {}),
    remainingBytes: balanceOf(account, command.at).remainingBytes,
    basisRevision: command.basisRevision,
    at: command.at,
  });
};
