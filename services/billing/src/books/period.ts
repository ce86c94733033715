// period.ts — a span of local days that reports and books are asked for.
import { daysBetween } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';

/** A year and a day. */
const DAYS_MOST = 367;

/** @throws RefusalError REQUEST.INVALID */
export const periodOf = ({ fromDate, toDate, site }: { fromDate: string; toDate: string; site: string }) => {
  const days = daysBetween(fromDate, toDate);
  if (!(days >= 0 && days < DAYS_MOST))
    throw new RefusalError('REQUEST.INVALID', {
      errors: [{ field: 'to', rule: 'isPeriodEnd', limit: DAYS_MOST }],
    });
  return { from: fromDate, to: toDate, site };
};
