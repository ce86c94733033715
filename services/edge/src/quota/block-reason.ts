// block-reason.ts — why an account is blocked, and what helps, as its subscriber reads it.
import { portal, plainPageText, portalText, type Locale, type PortalKey } from '@saring/i18n';
import type { QuotaReply } from './quota-views';

type Blocked = Pick<QuotaReply, 'status' | 'blockReason' | 'debtBlock'>;

/** A person blocked for a debt or a bill alone may pay it. */
export const isOwing = ({
  status,
  blockReason,
}: {
  readonly status: string;
  readonly blockReason?: string | null;
}): boolean => status === 'blocked' && (blockReason === 'debt' || blockReason === 'bill');

/** In words; an operator's own block for debt has no closer reason. */
export const blockReasonText = (quota: Blocked, locale: Locale): string => {
  if (quota.blockReason === 'bill') return plainPageText('quota.reasonBill', locale);
  return quota.blockReason === 'debt' ? portalText(debtReasonKey(quota), locale) : (quota.blockReason ?? '–');
};

/** What who is blocked and owes should do. */
export const owingHelpKey = ({ blockReason }: Pick<Blocked, 'blockReason'>): PortalKey =>
  blockReason === 'bill' ? 'status.blocked.bill.help' : 'status.blocked.debt.help';

const debtReasonKey = ({ debtBlock }: Blocked): PortalKey => {
  const key = `quota.reasonDebt.${debtBlock ?? ''}`;
  return isKey(key) ? key : 'quota.reasonDebt';
};

const isKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);
