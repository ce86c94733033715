// package-asks.ts — what events make of the changes of package that subscribers ask for.
import { assertNever } from '@saring/kernel';
import type { BillingAccount } from './billing-account';
import type { BillingEvent } from './billing-events';
import type { PackageAsk } from './package-ask';

type AskEvent = Extract<BillingEvent, { readonly type: `PackageChange${string}` }>;

const withAsk = (account: BillingAccount, id: string, change: Partial<PackageAsk>): BillingAccount => {
  const found = account.subscriptions[id];
  if (!found?.ask) return account;
  const ask = { ...found.ask, ...change };
  return { ...account, subscriptions: { ...account.subscriptions, [id]: { ...found, ask } } };
};

/** Its subscription is over: nobody answers it any more. */
export const closed = (account: BillingAccount, subscriptionId: string): BillingAccount =>
  account.subscriptions[subscriptionId]?.ask?.state === 'waiting'
    ? withAsk(account, subscriptionId, { state: 'closed' })
    : account;

export const asked = (account: BillingAccount, event: AskEvent): BillingAccount => {
  switch (event.type) {
    case 'PackageChangeRequested': {
      const { subscriptionId, requestId, packageId, packageName, priceRupiah, note, at: askedAt } = event;
      const found = account.subscriptions[subscriptionId];
      if (!found) return account;
      const asksFor = { requestId, packageId, packageName, priceRupiah, note, askedAt };
      const ask: PackageAsk = { ...asksFor, state: 'waiting', reason: '', holdsFrom: '' };
      const subscriptions = { ...account.subscriptions, [subscriptionId]: { ...found, ask } };
      return { ...account, subscriptions };
    }
    case 'PackageChangeWithdrawn':
      return withAsk(account, event.subscriptionId, { state: 'withdrawn' });
    case 'PackageChangeRefused': {
      const { reason } = event;
      return answered(account, event, { state: 'refused', reason });
    }
    case 'PackageChangeApproved': {
      const { priceRupiah, holdsFrom } = event;
      return answered(account, event, { state: 'approved', priceRupiah, holdsFrom });
    }
    case 'PackageChangeTold': {
      const { [event.requestId]: _told, ...answers } = account.answers;
      return { ...account, answers };
    }
    default:
      return assertNever(event);
  }
};

const answered = (
  account: BillingAccount,
  { subscriptionId, requestId, at }: Extract<AskEvent, { readonly subscriptionId: string }>,
  change: Partial<PackageAsk>,
): BillingAccount => {
  const after = withAsk(account, subscriptionId, change);
  const ask = after.subscriptions[subscriptionId]?.ask;
  if (!ask) return after;
  const { packageName, priceRupiah, reason, holdsFrom } = ask;
  const answer = { packageName, priceRupiah, reason, holdsFrom, at };
  return { ...after, answers: { ...after.answers, [requestId]: answer } };
};
