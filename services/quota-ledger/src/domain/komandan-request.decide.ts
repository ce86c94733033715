// komandan-request.decide.ts — who may ask for quota and how much; what an operator makes of a request.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import type { AccountEvent, Audit, QuotaAccount } from './account';
import { limitRefusalOf, type LimitRefusal } from './account-limits';
import { endAfter } from './grant';
import { nextRequestAt, requestsOf, type RequestTerms } from './komandan-request';

export type RequestQuota = {
  readonly type: 'RequestQuota';
  readonly requestId: string;
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly days: number;
  readonly terms: RequestTerms;
} & Audit;

export type DecideQuotaRequest = {
  readonly type: 'DecideQuotaRequest';
  readonly requestId: string;
  readonly approve: boolean;
  /** What is granted in place of what was asked for; null: what was asked for. */
  readonly instead: { readonly bytes: number; readonly unlimited: boolean; readonly days: number } | null;
  readonly fupThresholdBytes: number;
} & Audit;

export type RequestRefusal =
  | 'QUOTA.NOT_KOMANDAN'
  | 'QUOTA.REQUEST_PENDING'
  | 'QUOTA.REQUEST_TOO_SOON'
  | 'QUOTA.REQUEST_TOO_LARGE'
  | 'QUOTA.REQUEST_UNKNOWN'
  | 'QUOTA.BYTES_REQUIRED'
  | 'QUOTA.REASON_REQUIRED'
  | LimitRefusal;
type Outcome = Decision<AccountEvent, RequestRefusal>;

const DAY_SECONDS = 86_400;

const isSize = ({ bytes, unlimited }: { readonly bytes: number; readonly unlimited: boolean }): boolean =>
  unlimited ? bytes === 0 : Number.isSafeInteger(bytes) && bytes > 0;

/** An approved Komandan whom nothing stops. */
export const mayAsk = ({ terms }: QuotaAccount): boolean =>
  terms?.role === 'komandan' && terms.approval === 'approved' && !terms.disabled && !terms.blocked;

export const requestQuota = (account: QuotaAccount, command: RequestQuota): Outcome => {
  const { type: _type, terms, ...asked } = command;
  if (!mayAsk(account)) return refuse('QUOTA.NOT_KOMANDAN');
  if (!isSize(asked)) return refuse('QUOTA.BYTES_REQUIRED');
  if (asked.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const { mostBytes, mostDays } = terms;
  if (asked.bytes > mostBytes || asked.days < 1 || asked.days > mostDays)
    return refuse('QUOTA.REQUEST_TOO_LARGE', { mostBytes, mostDays });
  const requests = requestsOf(account);
  if (requests.pending) return refuse('QUOTA.REQUEST_PENDING', { requestId: requests.pending.requestId });
  const nextAt = nextRequestAt(requests, terms, asked.at);
  if (nextAt !== null) return refuse('QUOTA.REQUEST_TOO_SOON', { nextAt });
  return accept({ type: 'QuotaRequested', ...asked });
};

/** An approval and its grant are one decision: neither is without the other. */
export const decideQuotaRequest = (account: QuotaAccount, command: DecideQuotaRequest): Outcome => {
  const { requestId, at, reason, actor, fupThresholdBytes } = command;
  const { pending } = requestsOf(account);
  if (pending?.requestId !== requestId) return refuse('QUOTA.REQUEST_UNKNOWN', { requestId });
  const { bytes, unlimited, days } = command.instead ?? pending;
  if (!command.approve) {
    if (reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
    const { bytes: askedBytes, unlimited: isUnlimited, days: askedDays } = pending;
    const asked = { bytes: askedBytes, unlimited: isUnlimited, days: askedDays };
    return accept({ type: 'QuotaRequestRejected', requestId, ...asked, at, reason, actor });
  }
  if (!isSize({ bytes, unlimited })) return refuse('QUOTA.BYTES_REQUIRED');
  const limit = limitRefusalOf(account, bytes, at);
  if (limit) return refuse(limit.code, limit.details);
  return accept(
    { type: 'QuotaRequestApproved', requestId, bytes, unlimited, days, at, reason, actor },
    {
      type: 'QuotaGranted',
      grantId: requestId,
      source: 'komandan',
      ...{ bytes, unlimited, priority: 0, fupThresholdBytes, at, reason, actor },
      expiresAt: days === 0 ? null : endAfter(at, days * DAY_SECONDS),
    },
  );
};
