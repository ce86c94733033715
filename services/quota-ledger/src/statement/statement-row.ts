// statement-row.ts — the line of the statement that an account's own event makes.
import type { RecordedEvent } from '@saring/event-sourcing';
import { dailyHoursText } from '@saring/kernel';
import { bookBalance } from '../domain/access-status';
import { bookSeconds } from '../domain/online-time';
import type { AccountEvent, QuotaAccount } from '../domain/account';
import { statusChangeOf } from '../domain/status-change';
import type { StatementRow } from '../balances/balance-rows';

/** The kind of line that a statement shows for an event; null: none. */
const CAUSES: Readonly<Record<AccountEvent['type'], string | null>> = {
  QuotaGranted: 'grant',
  GrantStarted: null,
  GrantRevoked: 'revocation',
  GrantsExtended: 'extension',
  GrantExpired: 'expiry',
  GrantTimeUsedUp: 'expiry',
  DebtGiven: 'debt',
  DebtSettled: 'settlement',
  PurchaseRevoked: 'correction',
  PurchaseReduced: 'revocation',
  DebtStandingChanged: null,
  BillHoldSet: null,
  PaymentLaneOpened: null,
  NoticesDecided: null,
  QuotaRequested: null,
  QuotaRequestApproved: null,
  QuotaRequestRejected: null,
  QuotaReset: 'reset',
  UsageCorrected: 'correction',
  HeldUsageAccepted: 'held',
  HeldUsageRejected: null,
  AccountTermsChanged: null,
  AccessStatusChanged: 'status',
  FamilyInvited: null,
  FamilyInvitationEnded: null,
  FamilyJoined: 'family',
  FamilyLimitsChanged: null,
  FamilyLeft: 'family',
  FamilyStandingRecorded: null,
};

/** The first record of an account is its birth: nothing has changed for anybody. */
const isBirth = (event: AccountEvent): boolean =>
  event.type === 'AccessStatusChanged' && event.previousStatus === null;

/** The cause of the line that an event makes; null: it makes none. */
export const causeOf = (event: AccountEvent): string | null => (isBirth(event) ? null : CAUSES[event.type]);

type AccountChange = {
  readonly subscriberId: string;
  readonly before: QuotaAccount;
  readonly after: QuotaAccount;
  /** Milliseconds; no earlier than any line before it. */
  readonly atMs: number;
};

export const statementRowOf = (
  cause: string,
  event: AccountEvent,
  { revision }: RecordedEvent,
  { subscriberId, before, after, atMs }: AccountChange,
): StatementRow => ({
  subscriberId,
  revision,
  line: 0,
  at: new Date(atMs).toISOString(),
  cause,
  amountBytes: bookBalance(after) - bookBalance(before),
  balanceAfterBytes: bookBalance(after),
  reason: event.type === 'AccessStatusChanged' ? statusChangeOf(before, after) : reasonOf(event),
  source: 'source' in event ? event.source : null,
  amountRupiah: rupiahOf(event),
  ...timeOf(before, after),
  validHours: event.type === 'QuotaGranted' && event.hours ? dailyHoursText(event.hours) : null,
});

const timeOf = (
  before: QuotaAccount,
  after: QuotaAccount,
): Pick<StatementRow, 'onlineSeconds' | 'onlineSecondsAfter'> => {
  const change = bookSeconds(after) - bookSeconds(before);
  return change === 0
    ? { onlineSeconds: null, onlineSecondsAfter: null }
    : { onlineSeconds: change, onlineSecondsAfter: bookSeconds(after) };
};

const reasonOf = (event: AccountEvent): string | null => {
  if (event.type === 'FamilyJoined') return 'joined';
  if (event.type === 'FamilyLeft') return `left-${event.by}`;
  return 'reason' in event ? event.reason : null;
};

/** The price of a debt, or the payment for it. */
const rupiahOf = (event: AccountEvent): number | null => {
  if (event.type === 'DebtGiven') return event.priceRupiah || null;
  return event.type === 'DebtSettled' ? event.amountRupiah || null : null;
};
