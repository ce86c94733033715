// bills.process.ts — what is due after each event of an account: a period that is paid is given when it begins.
import type { Process } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';
import { retrySeconds } from '../../sales/domain/sale.process';
import { mustGive, type BillingAccount, type BillingEvent } from './billing-account';

const startsOf = ({ bills }: BillingAccount): readonly Instant[] =>
  Object.values(bills)
    .filter(mustGive)
    .map(({ startsAt }) => startsAt)
    .sort();

export const billsProcess: Process<BillingAccount, BillingEvent, 'give_period'> = {
  lanes: [['give_period']],
  // A bill of nothing is paid as it is issued; one that is void may free money for another.
  after: ({ type, at }) =>
    type === 'MoneyAllocated' || type === 'BillIssued' ? [{ kind: 'give_period', notBefore: at }] : [],
  isStillDue: (_kind, account) => startsOf(account).length > 0,
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: (_kind, account) => startsOf(account)[0] ?? null,
};
