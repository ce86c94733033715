// billing-account.decide.ts — what may be done with a billing account: subscriptions begun and ended, bills issued, paid
// oldest first, made void and given, and lines held for them.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant } from '@saring/kernel';
import {
  freeRupiah,
  initialState,
  mustGive,
  openBills,
  owedRupiah,
  reclaimed,
  type BillingAccount,
} from './billing-account';
import { evolve } from './billing-account.evolve';
import type { BillingEvent, Payout, Receipt } from './billing-events';
import { dueBills, lapsed, releasedBy, type Issuing } from './issuing';
import { heldOver, judged, type JudgeBills } from './line-holds';
import { decidePackageChange, type PackageChangeCommand, type PackageChangeRefusal } from './package-changes';
import type { LineSpeed, PackageQuota, PlanTerms } from './plan-terms';
import { decideLife, type LifeCommand, type LifeRefusal } from './subscription-life';

export type BillingCommand = { readonly at: Instant } & (
  | {
      readonly type: 'StartSubscription';
      readonly subscriptionId: string;
      readonly site: string;
      readonly terms: PlanTerms;
      readonly startsOn: string;
      readonly lineId?: string;
      readonly endsOn?: string;
    }
  | LifeCommand
  | PackageChangeCommand
  | ({ readonly type: 'IssueBills' } & Issuing)
  | { readonly type: 'NumberBill'; readonly billId: string; readonly number: string }
  | ({ readonly type: 'ReceiveMoney' } & Receipt)
  /** Its money went back to the payer. `orderedRupiah`: what its order brought; absent: no order did. */
  | {
      readonly type: 'TakeReceiptBack';
      readonly receiptId: string;
      readonly orderedRupiah?: number;
      readonly site: string;
    }
  | { readonly type: 'ConfirmReceiptTold'; readonly receiptId: string }
  /** Before its money goes back by an operator's hand. `key`: of the refund; again it is the same one. */
  | { readonly type: 'AskReceiptBack'; readonly receiptId: string; readonly key: string }
  | { readonly type: 'ReleaseReceiptAsk'; readonly key: string }
  | ({ readonly type: 'PayOutBalance' } & Payout)
  | { readonly type: 'VoidBill'; readonly billId: string; readonly reason: string }
  | { readonly type: 'WriteBillOff'; readonly billId: string; readonly reason: string }
  | { readonly type: 'ReclaimBill'; readonly billId: string }
  | ({ readonly type: 'TakeDeposit'; readonly subscriptionId: string } & Omit<Receipt, 'billId' | 'orderId'>)
  | { readonly type: 'ReleaseDeposit'; readonly subscriptionId: string; readonly reason: string }
  | { readonly type: 'ConfirmGiven'; readonly billId: string }
  | JudgeBills
  | ({ readonly type: 'ConfirmLineSpeed'; readonly lineId: string } & LineSpeed)
  | { readonly type: 'AskLineHold'; readonly lineId: string }
  | { readonly type: 'ConfirmLineHold'; readonly lineId: string; readonly held: boolean }
  | { readonly type: 'AskLineQuota'; readonly lineId: string }
  | { readonly type: 'ConfirmLineQuota'; readonly lineId: string; readonly quota: PackageQuota | null }
  | { readonly type: 'AskHotspotHold' }
  | { readonly type: 'ConfirmHotspotHold'; readonly held: boolean }
);
export type BillingRefusal =
  | LifeRefusal
  | PackageChangeRefusal
  | 'BILLING.POSTPAID_NEEDS_LINE'
  | 'BILLING.BALANCE_SHORT'
  | 'BILLING.BILL_UNKNOWN'
  | 'BILLING.BILL_VOID'
  | 'BILLING.BILL_GIVEN'
  | 'BILLING.NO_BILL_DUE';

type BillingDecision = Decision<BillingEvent, BillingRefusal>;

/** @param first the bill that comes before older ones. */
const allocated = (account: BillingAccount, at: Instant, first = ''): readonly BillingEvent[] => {
  let left = account.balanceRupiah;
  const events: BillingEvent[] = [];
  const open = openBills(account);
  for (const bill of [...open.filter(({ id }) => id === first), ...open.filter(({ id }) => id !== first)]) {
    const amountRupiah = Math.min(left, owedRupiah(bill));
    // Below nothing, where money went back that had been handed out: the next receipt makes up for it first.
    if (amountRupiah <= 0) break;
    left -= amountRupiah;
    events.push({ type: 'MoneyAllocated', billId: bill.id, amountRupiah, site: bill.site, at });
  }
  return events;
};
/** What happened, and then what money of the account pays by itself. */
const andAllocate = (
  account: BillingAccount,
  at: Instant,
  events: readonly BillingEvent[],
  first?: string,
): BillingDecision => {
  const after = events.reduce(evolve, account);
  return accept(...events, ...allocated(after, at, first));
};

/** What it leaves when all that is owed is paid reaches for losses, the oldest first: who pays late is let in again. */
const receive = (
  account: BillingAccount,
  command: Extract<BillingCommand, { type: 'ReceiveMoney' }>,
): BillingDecision => {
  const { at, billId } = command;
  const comes: BillingEvent = { ...command, type: 'MoneyReceived' };
  const events = [comes, ...allocated(evolve(account, comes), at, billId)];
  const after = events.reduce(evolve, account);
  let left = after.balanceRupiah;
  const losses = Object.values(after.bills)
    .filter(({ isVoid, writtenOffRupiah }) => !isVoid && writtenOffRupiah !== null)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))
    .filter(({ writtenOffRupiah }) => {
      const isReached = left > 0;
      left -= writtenOffRupiah ?? 0;
      return isReached;
    });
  return andAllocate(account, at, [...events, ...losses.flatMap((bill) => reclaimed(bill, at))]);
};

const isOfAsk = (command: LifeCommand | PackageChangeCommand): command is PackageChangeCommand =>
  command.type.includes('PackageChange');

/** What becomes of bills may free money for others. */
const live = (account: BillingAccount, command: LifeCommand | PackageChangeCommand): BillingDecision => {
  const decision = isOfAsk(command) ? decidePackageChange(account, command) : decideLife(account, command);
  return decision.accepted ? andAllocate(account, command.at, decision.events) : decision;
};

const issue = (
  account: BillingAccount,
  command: Extract<BillingCommand, { type: 'IssueBills' }>,
): BillingDecision => {
  const events = [
    ...lapsed(account, command),
    ...Object.values(account.subscriptions).flatMap((one) => dueBills(account, one, command)),
  ];
  const all = [...events, ...heldOver(account, events.reduce(evolve, account), command)];
  return andAllocate(account, command.at, all);
};

const decide = (account: BillingAccount, command: BillingCommand): BillingDecision => {
  const { at } = command;
  switch (command.type) {
    case 'StartSubscription': {
      const { subscriptionId, terms, lineId } = command;
      if (account.subscriptions[subscriptionId]) return accept();
      // What quota a period gives is given when it is paid; a line is on before.
      if (terms.postpaid && lineId === undefined) return refuse('BILLING.POSTPAID_NEEDS_LINE');
      return accept({ ...command, type: 'SubscriptionStarted' });
    }
    case 'ChangePlan':
    case 'PauseSubscription':
    case 'ResumeSubscription':
    case 'EndSubscription':
    case 'SetSubscriptionLine':
    case 'AskPackageChange':
    case 'WithdrawPackageChange':
    case 'RefusePackageChange':
    case 'ApprovePackageChange':
    case 'ConfirmPackageChangeTold':
      return live(account, command);
    case 'IssueBills':
      return issue(account, command);
    case 'NumberBill':
      return account.bills[command.billId]?.number === ''
        ? accept({ ...command, type: 'BillNumbered' })
        : accept();
    case 'ReceiveMoney':
      return account.receipts[command.receiptId] === undefined ? receive(account, command) : accept();
    case 'TakeReceiptBack':
      return takeReceiptBack(account, command);
    case 'ConfirmReceiptTold':
      return account.untold[command.receiptId] ? accept({ ...command, type: 'ReceiptTold' }) : accept();
    case 'AskReceiptBack':
      return askReceiptBack(account, command);
    case 'ReleaseReceiptAsk':
      return account.asksBack[command.key] === undefined
        ? accept()
        : accept({ ...command, type: 'ReceiptAskReleased' });
    case 'PayOutBalance':
      return payOut(account, command);
    case 'VoidBill':
      return makeVoid(account, command);
    case 'WriteBillOff':
      return writeOff(account, command);
    case 'ReclaimBill': {
      const bill = account.bills[command.billId];
      return bill ? andAllocate(account, at, reclaimed(bill, at)) : refuse('BILLING.BILL_UNKNOWN');
    }
    case 'TakeDeposit':
    case 'ReleaseDeposit':
      return decideDeposit(account, command);
    case 'ConfirmGiven': {
      const bill = account.bills[command.billId];
      return bill && mustGive(bill) ? accept({ ...command, type: 'BillGiven' }) : accept();
    }
    case 'JudgeBills':
      return accept(...judged(account, command));
    case 'ConfirmLineSpeed':
    case 'AskLineHold':
    case 'ConfirmLineHold':
    case 'AskLineQuota':
    case 'ConfirmLineQuota':
    case 'AskHotspotHold':
    case 'ConfirmHotspotHold':
      return confirm(account, command);
    default:
      return assertNever(command);
  }
};

type Confirmation = Extract<
  BillingCommand,
  {
    type:
      | 'ConfirmLineSpeed'
      | 'AskLineHold'
      | 'ConfirmLineHold'
      | 'AskLineQuota'
      | 'ConfirmLineQuota'
      | 'AskHotspotHold'
      | 'ConfirmHotspotHold';
  }
>;

/** What the gateway or the ledger is about to be asked, and has answered. */
const confirm = (account: BillingAccount, command: Confirmation): BillingDecision => {
  switch (command.type) {
    case 'ConfirmLineSpeed':
      return account.speeds[command.lineId] ? accept({ ...command, type: 'LineSpeedSet' }) : accept();
    case 'AskLineHold':
      return account.lines[command.lineId] === 'unsure'
        ? accept()
        : accept({ ...command, type: 'LineHoldAsked' });
    case 'ConfirmLineHold':
      return account.lines[command.lineId] === 'unsure'
        ? accept({ ...command, type: 'LineHoldConfirmed' })
        : accept();
    case 'AskLineQuota':
      return account.quotas[command.lineId] === 'unsure'
        ? accept()
        : accept({ ...command, type: 'LineQuotaAsked' });
    case 'ConfirmLineQuota':
      return account.quotas[command.lineId] === 'unsure'
        ? accept({ ...command, type: 'LineQuotaConfirmed' })
        : accept();
    case 'AskHotspotHold':
      return account.hotspot === 'unsure' ? accept() : accept({ ...command, type: 'HotspotHoldAsked' });
    case 'ConfirmHotspotHold':
      return account.hotspot === 'unsure' ? accept({ ...command, type: 'HotspotHoldConfirmed' }) : accept();
    default:
      return assertNever(command);
  }
};

/** Out of the balance first, then out of what was paid last for a period that is still to be given, then of others. */
const takeReceiptBack = (
  account: BillingAccount,
  { receiptId, orderedRupiah = 0, site, at }: Extract<BillingCommand, { type: 'TakeReceiptBack' }>,
): BillingDecision => {
  const amountRupiah = account.receipts[receiptId] ?? 0;
  if (account.receipts[receiptId] === 0) return accept();
  let missing = amountRupiah - account.balanceRupiah;
  const events: BillingEvent[] = [];
  const paid = Object.values(account.bills)
    .filter(({ paidRupiah }) => paidRupiah > 0)
    .sort((one, other) => Number(one.isGiven) - Number(other.isGiven) || other.from.localeCompare(one.from));
  for (const bill of paid) {
    if (missing <= 0) break;
    const released = Math.min(missing, bill.paidRupiah);
    missing -= released;
    events.push({ type: 'MoneyReleased', billId: bill.id, amountRupiah: released, site: bill.site, at });
  }
  const isUnbooked = account.receipts[receiptId] === undefined && orderedRupiah > 0;
  return accept(...events, {
    ...{ type: 'ReceiptTakenBack', receiptId, amountRupiah, site, at },
    ...(isUnbooked ? { unbookedRupiah: orderedRupiah } : {}),
  });
};

/** Money that was paid out is not given again. One that is not booked yet is kept for from its booking on. */
const askReceiptBack = (
  account: BillingAccount,
  { receiptId, key, at }: Extract<BillingCommand, { type: 'AskReceiptBack' }>,
): BillingDecision => {
  const amountRupiah = account.receipts[receiptId];
  if (account.asksBack[key] === receiptId || amountRupiah === 0) return accept();
  const leftRupiah = Math.max(0, freeRupiah(account, receiptId));
  if (amountRupiah !== undefined && amountRupiah > leftRupiah)
    return refuse('BILLING.BALANCE_SHORT', { leftRupiah });
  return accept({ type: 'ReceiptAskedBack', receiptId, key, at });
};

const payOut = (
  account: BillingAccount,
  command: Extract<BillingCommand, { type: 'PayOutBalance' }>,
): BillingDecision => {
  const leftRupiah = Math.max(0, Math.min(account.balanceRupiah, freeRupiah(account)));
  const reason = command.reason.trim();
  if (reason === '') return refuse('QUOTA.REASON_REQUIRED');
  if (command.amountRupiah > leftRupiah) return refuse('BILLING.BALANCE_SHORT', { leftRupiah });
  return accept({ ...command, type: 'BalancePaidOut', reason });
};

/** Of a bill whose period was given nothing is left to take back here: that is a correction. */
const makeVoid = (
  account: BillingAccount,
  { billId, reason, at }: Extract<BillingCommand, { type: 'VoidBill' }>,
): BillingDecision => {
  const bill = account.bills[billId];
  if (!bill) return refuse('BILLING.BILL_UNKNOWN');
  if (bill.isVoid) return refuse('BILLING.BILL_VOID');
  if (bill.isGiven) return refuse('BILLING.BILL_GIVEN');
  if (reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const released = { billId, amountRupiah: bill.paidRupiah, site: bill.site };
  return andAllocate(account, at, [
    ...reclaimed(bill, at),
    { type: 'BillVoided', reason: reason.trim(), released, at },
  ]);
};

/** What is owed on it is a loss from now on; asked again it is one already. */
const writeOff = (
  account: BillingAccount,
  { billId, reason, at }: Extract<BillingCommand, { type: 'WriteBillOff' }>,
): BillingDecision => {
  const bill = account.bills[billId];
  if (!bill) return refuse('BILLING.BILL_UNKNOWN');
  if (reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  if (bill.writtenOffRupiah !== null) return accept();
  const amountRupiah = owedRupiah(bill);
  if (amountRupiah <= 0) return refuse(bill.isVoid ? 'BILLING.BILL_VOID' : 'BILLING.NO_BILL_DUE');
  const { site } = bill;
  return accept({ type: 'BillWrittenOff', billId, amountRupiah, site, reason: reason.trim(), at });
};

/** Once under its receipt's id; released as a whole. */
const decideDeposit = (
  account: BillingAccount,
  command: Extract<BillingCommand, { type: 'TakeDeposit' | 'ReleaseDeposit' }>,
): BillingDecision => {
  const subscription = account.subscriptions[command.subscriptionId];
  if (!subscription) return refuse('BILLING.SUBSCRIPTION_UNKNOWN');
  if (command.type === 'TakeDeposit') {
    if (account.receipts[command.receiptId] !== undefined) return accept();
    // Of what is over nothing is secured any more.
    if (subscription.ended) return refuse('BILLING.SUBSCRIPTION_ENDED');
    return accept({ ...command, type: 'DepositTaken' });
  }
  const reason = command.reason.trim();
  if (reason === '') return refuse('QUOTA.REASON_REQUIRED');
  return andAllocate(account, command.at, releasedBy(subscription, reason, command.at));
};

export const billingAccountDecider: Decider<BillingAccount, BillingCommand, BillingEvent, BillingRefusal> = {
  initialState,
  evolve,
  decide,
};
