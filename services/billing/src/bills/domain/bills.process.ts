// bills.process.ts — what is due after each event of an account: a period that is paid is given when it begins, a line is
// or the hotspot is held or let go as bills say, a line gets the speed of a new package and the quota of its package, and
// who paid in hand or asked for another package is written to.
import type { Process, WorkItem } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';
import { retrySeconds } from '../../sales/domain/sale.process';
import { mustGive, type BillingAccount } from './billing-account';
import type { BillingEvent } from './billing-events';
import { isHotspotUnsettled, linesToSettle } from './line-holds';
import { linesToLimit } from './line-quotas';

type BillWork =
  | 'give_period'
  | 'settle_lines'
  | 'settle_hotspot'
  | 'set_line_speeds'
  | 'set_line_quotas'
  | 'tell_receipts'
  | 'tell_package_changes';

const startsOf = ({ bills }: BillingAccount): readonly Instant[] =>
  Object.values(bills)
    .filter(mustGive)
    .map(({ startsAt }) => startsAt)
    .sort();

/** A bill of nothing is paid as it is issued; one that is void may free money for another. */
const GIVES: readonly BillingEvent['type'][] = ['MoneyAllocated', 'BillIssued'];
const SETTLES: readonly BillingEvent['type'][] = [
  ...(['BillOverdue', 'GraceExtended', 'MoneyAllocated', 'MoneyReleased', 'BillVoided'] as const),
  ...(['BillCredited', 'SubscriptionStarted', 'SubscriptionPaused', 'SubscriptionResumed'] as const),
  ...(['SubscriptionEnded', 'SubscriptionLineSet'] as const),
];

/** A bill that is issued brings lines of before packages had a say. */
const LIMITS: readonly BillingEvent['type'][] = [
  ...(['SubscriptionStarted', 'SubscriptionPlanChanged', 'SubscriptionResumed'] as const),
  ...(['SubscriptionEndSet', 'SubscriptionEnded', 'SubscriptionPaused'] as const),
  ...(['SubscriptionLineSet', 'BillIssued', 'ScheduledPlanBegun'] as const),
];
const CHANGES: readonly BillingEvent['type'][] = ['SubscriptionPlanChanged', 'ScheduledPlanBegun'];
const ANSWERS: readonly BillingEvent['type'][] = ['PackageChangeApproved', 'PackageChangeRefused'];

const IS_DUE: Readonly<Record<BillWork, (account: BillingAccount) => boolean>> = {
  give_period: (account) => startsOf(account).length > 0,
  settle_hotspot: isHotspotUnsettled,
  settle_lines: (account) => linesToSettle(account).length > 0,
  set_line_quotas: (account) => linesToLimit(account).length > 0,
  tell_receipts: ({ untold }) => Object.keys(untold).length > 0,
  tell_package_changes: ({ answers }) => Object.keys(answers).length > 0,
  set_line_speeds: ({ speeds }) => Object.keys(speeds).length > 0,
};

export const billsProcess: Process<BillingAccount, BillingEvent, BillWork> = {
  // A slow ledger keeps nobody offline.
  lanes: [
    ['give_period'],
    ['settle_lines'],
    ['settle_hotspot'],
    ['set_line_speeds'],
    ['set_line_quotas'],
    ['tell_receipts'],
    ['tell_package_changes'],
  ],
  after: ({ type, at }): readonly WorkItem<BillWork>[] => [
    ...(GIVES.includes(type) ? [{ kind: 'give_period', notBefore: at } as const] : []),
    ...(SETTLES.includes(type)
      ? [{ kind: 'settle_lines', notBefore: at } as const, { kind: 'settle_hotspot', notBefore: at } as const]
      : []),
    ...(LIMITS.includes(type) ? [{ kind: 'set_line_quotas', notBefore: at } as const] : []),
    ...(type === 'MoneyReceived' ? [{ kind: 'tell_receipts', notBefore: at } as const] : []),
    ...(ANSWERS.includes(type) ? [{ kind: 'tell_package_changes', notBefore: at } as const] : []),
    ...(CHANGES.includes(type) ? [{ kind: 'set_line_speeds', notBefore: at } as const] : []),
  ],
  isStillDue: (kind, account) => IS_DUE[kind](account),
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: (kind, account, _attempts, startedAt) => {
    if (kind === 'give_period') return startsOf(account)[0] ?? null;
    return IS_DUE[kind](account) ? startedAt : null;
  },
};
