// package-changes.ts — a subscriber asks for another package, and an operator answers: one question of a subscription waits
// at a time, and each answer is told once.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant } from '@saring/kernel';
import type { BillingAccount, Subscription } from './billing-account';
import type { BillingEvent } from './billing-events';
import type { Issuing } from './issuing';
import type { PlanTerms } from './plan-terms';
import { decideLife, type LifeRefusal } from './subscription-life';

type OfRequest = { readonly subscriptionId: string; readonly requestId: string };
export type PackageChangeCommand = { readonly at: Instant } & (
  | (OfRequest & {
      readonly type: 'AskPackageChange';
      readonly packageId: string;
      readonly packageName: string;
      readonly priceRupiah: number;
      readonly note: string;
      /** It is on sale, for such a subscription. */
      readonly isOffered: boolean;
    })
  | (OfRequest & { readonly type: 'WithdrawPackageChange' })
  | (OfRequest & { readonly type: 'RefusePackageChange'; readonly reason: string })
  | (Issuing &
      OfRequest & {
        readonly type: 'ApprovePackageChange';
        readonly terms: PlanTerms;
        /** It is still on sale. */
        readonly isOffered: boolean;
        readonly fromNextPeriod?: boolean;
      })
  | { readonly type: 'ConfirmPackageChangeTold'; readonly requestId: string }
);
export type PackageChangeRefusal =
  | LifeRefusal
  | 'BILLING.PACKAGE_INACTIVE'
  | 'BILLING.PACKAGE_NOT_OFFERED'
  | 'BILLING.PACKAGE_CHANGE_WAITING'
  | 'BILLING.PACKAGE_CHANGE_UNKNOWN'
  | 'BILLING.PACKAGE_CHANGE_ANSWERED';
type ChangeDecision = Decision<BillingEvent, PackageChangeRefusal>;

/** Before money is allocated: the caller does that. */
export const decidePackageChange = (
  account: BillingAccount,
  command: PackageChangeCommand,
): ChangeDecision => {
  if (command.type === 'ConfirmPackageChangeTold')
    return account.answers[command.requestId]
      ? accept({ type: 'PackageChangeTold', requestId: command.requestId, at: command.at })
      : accept();
  const subscription = account.subscriptions[command.subscriptionId];
  if (!subscription) return refuse('BILLING.SUBSCRIPTION_UNKNOWN');
  if (command.type === 'AskPackageChange') return ask(subscription, command);
  const { subscriptionId, requestId, at } = command;
  if (subscription.ask?.requestId !== requestId) return refuse('BILLING.PACKAGE_CHANGE_UNKNOWN');
  if (subscription.ask.state !== 'waiting') return refuse('BILLING.PACKAGE_CHANGE_ANSWERED');
  switch (command.type) {
    case 'WithdrawPackageChange':
      return accept({ type: 'PackageChangeWithdrawn', subscriptionId, requestId, at });
    case 'RefusePackageChange': {
      const reason = command.reason.trim();
      if (reason === '') return refuse('QUOTA.REASON_REQUIRED');
      return accept({ type: 'PackageChangeRefused', subscriptionId, requestId, reason, at });
    }
    case 'ApprovePackageChange':
      // The change to what was asked for is the answer.
      return command.isOffered
        ? decideLife(account, { ...command, type: 'ChangePlan' })
        : refuse('BILLING.PACKAGE_INACTIVE');
    default:
      return assertNever(command);
  }
};

const ask = (
  subscription: Subscription,
  command: Extract<PackageChangeCommand, { type: 'AskPackageChange' }>,
): ChangeDecision => {
  if (subscription.ended) return refuse('BILLING.SUBSCRIPTION_ENDED');
  if (subscription.endsOn !== null) return refuse('BILLING.SUBSCRIPTION_ENDING');
  if (subscription.isPaused) return refuse('BILLING.SUBSCRIPTION_PAUSED');
  if (subscription.ask?.state === 'waiting') return refuse('BILLING.PACKAGE_CHANGE_WAITING');
  const { subscriptionId, requestId, packageId, packageName, priceRupiah, at } = command;
  const taken = [subscription.terms.packageId, subscription.planned?.terms.packageId];
  if (!command.isOffered || taken.includes(packageId)) return refuse('BILLING.PACKAGE_NOT_OFFERED');
  const asked = { subscriptionId, requestId, packageId, packageName, priceRupiah };
  return accept({ type: 'PackageChangeRequested', ...asked, note: command.note.trim(), at });
};
