// invoice-numbers.ts — one series of numbers a site and month, for invoices of orders and bills of subscriptions.
import { localDate } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

const NUMBER_DIGITS = 4;

/**
 * The next invoice number of a site and local month: `<site>/<yyyymm>/<number>`. The row stays locked until the
 * caller's transaction ends, and a roll-back gives the number back: no gaps, however many pay at the same time.
 */
export const nextInvoiceNumber = async (
  on: Queryable,
  site: string,
  paidAt: Date,
  timeZone: string,
): Promise<string> => {
  const month = localDate(paidAt, timeZone).slice(0, 7).replace('-', '');
  const { rows } = await on.query<{ last_number: number }>(
    `insert into invoice_counters (site, month, last_number) values ($1, $2, 1)
     on conflict (site, month) do update set last_number = invoice_counters.last_number + 1 returning last_number`,
    [site, month],
  );
  return `${site}/${month}/${String(rows[0]?.last_number ?? 0).padStart(NUMBER_DIGITS, '0')}`;
};
