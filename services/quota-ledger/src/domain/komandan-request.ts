// komandan-request.ts — quota that a Komandan asks for: one request at a time, within limits, decided by an operator.
import { type Instant, instantAfter } from '@saring/kernel';
import type { AccountEvent, KomandanRequests, QuotaAccount } from './account';

export type RequestTerms = {
  readonly mostBytes: number;
  readonly mostDays: number;
  readonly mostPerDay: number;
  readonly coolDownSeconds: number;
};

const DAY_MILLISECONDS = 86_400_000;
const MILLISECONDS = 1_000;
const NOTHING: KomandanRequests = { pending: null, askedAt: [], decidedAt: null };

export const requestsOf = ({ requests }: QuotaAccount): KomandanRequests => requests ?? NOTHING;

/** When the next request may be made; null: now. A day's number counts from when each was made, the pause from the last decision. */
export const nextRequestAt = (
  { askedAt, decidedAt }: KomandanRequests,
  { mostPerDay, coolDownSeconds }: RequestTerms,
  at: Instant,
): Instant | null => {
  const ofDay = askedAt.filter((asked) => instantAfter(asked, DAY_MILLISECONDS) > at);
  const blocking = ofDay.at(-mostPerDay);
  const ends = [
    ...(blocking === undefined ? [] : [instantAfter(blocking, DAY_MILLISECONDS)]),
    ...(decidedAt === null ? [] : [instantAfter(decidedAt, coolDownSeconds * MILLISECONDS)]),
  ].filter((end) => end > at);
  return ends.sort().at(-1) ?? null;
};

type RequestEvent = Extract<
  AccountEvent,
  { type: 'QuotaRequested' | 'QuotaRequestApproved' | 'QuotaRequestRejected' }
>;

export const evolveRequests = (account: QuotaAccount, event: RequestEvent): KomandanRequests => {
  const { pending, askedAt, decidedAt } = requestsOf(account);
  switch (event.type) {
    case 'QuotaRequested': {
      const { requestId, bytes, unlimited, days, at } = event;
      const ofDay = askedAt.filter((asked) => instantAfter(asked, DAY_MILLISECONDS) > at);
      return { pending: { requestId, bytes, unlimited, days, at }, askedAt: [...ofDay, at], decidedAt };
    }
    case 'QuotaRequestApproved':
    case 'QuotaRequestRejected':
      return {
        pending: pending?.requestId === event.requestId ? null : pending,
        askedAt,
        decidedAt: event.at,
      };
  }
};
