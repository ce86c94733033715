// journal.rows.ts — the rows of the double-entry journal: one a posting.
import type { Queryable } from '@saring/service-kit';
import type { Goods, SaleTerms } from '../sales/domain/sale';
import { addTakings, type Takings } from './takings.rows';
import type { Posting } from './domain/postings';

/** How something was paid, and what it bought. */
export type TakingsTerms = Pick<SaleTerms, 'cashier'> & {
  /** `deposit`: an agent's, which was received before. */
  readonly method: SaleTerms['method'] | 'deposit';
  readonly purpose: SaleTerms['purpose'] | 'bill';
  readonly goods: Pick<Goods, 'packageId' | 'description' | 'bytes'>;
};
export type Entry = {
  readonly stream: string;
  readonly revision: number;
  readonly postings: readonly Posting[];
  readonly at: string;
  /** Local date of the site. */
  readonly day: string;
  readonly cause: string;
  readonly orderId: string | null;
  readonly operatorId: string;
  /** Of a sale. */
  readonly terms?: TakingsTerms;
  /** Of what was bought: goes back with this money. */
  readonly returnedBytes?: number;
};

/** @throws Error for an entry that does not add up: the books are never wrong in silence. */
export const insertPostings = async (on: Queryable, entries: readonly Entry[]): Promise<void> => {
  for (const entry of entries) {
    const sums = new Map<string, number>();
    for (const { site, amountRupiah } of entry.postings) sums.set(site, (sums.get(site) ?? 0) + amountRupiah);
    for (const [site, sum] of sums)
      if (sum !== 0)
        throw new Error(`postings of ${entry.stream} ${entry.revision} at ${site} add up to ${sum}`);
    // Once, however many ways the money takes.
    const returning = entry.postings.findIndex(({ account }) => account === 'refunds');
    for (const [line, posting] of entry.postings.entries()) {
      const { account, party, amountRupiah, site } = posting;
      const { rowCount } = await on.query(
        `insert into journal (stream, revision, line, at, day, site, account, party, amount_rupiah, cause, order_id, operator_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
        [
          ...[entry.stream, entry.revision, line, entry.at, entry.day, site, account, party],
          ...[amountRupiah, entry.cause, entry.orderId, entry.operatorId],
        ],
      );
      const { terms, day } = entry;
      if (rowCount !== 1 || !terms) continue;
      const takings = takingsOf(day, posting, terms);
      if (takings) await addTakings(on, takings);
      const { returnedBytes = 0 } = line === returning ? entry : {};
      // What was bought goes back where it was sold, whoever paid the money out.
      if (returnedBytes !== 0)
        await addTakings(on, { ...noTakings(day, site, terms), soldBytes: -returnedBytes });
    }
  }
};

/** A posting that is there already adds nothing more to its day. Null: it is none of takings. */
const takingsOf = (
  day: string,
  { account, amountRupiah, site, payer }: Posting,
  terms: TakingsTerms,
): Takings | null => {
  const isSold = account === 'revenue';
  const isSettled = account === 'debt_settlements';
  const isBefore = terms.method === 'deposit';
  const isDeposit = account === 'agent_deposits' && !isBefore;
  // Money of others: taken, or handed back.
  const isTheirs = account === 'subscriber_balances' || account === 'subscriber_deposits' || isDeposit;
  const isBalance = isTheirs && amountRupiah < 0;
  const isPaidBack = account === 'refunds' && amountRupiah !== 0 && !isBefore;
  const isRefund = isPaidBack || (isTheirs && amountRupiah > 0);
  const isReceived = (isSold && !isBefore) || isSettled || isBalance;
  if (!isSold && !isSettled && !isBalance && !isRefund) return null;
  const { goods } = terms;
  return {
    ...noTakings(day, site, terms),
    ...(payer ?? {}),
    payments: Number(isReceived),
    receivedRupiah: isReceived ? -amountRupiah : 0,
    settlements: Number(isSettled),
    settledRupiah: isSettled ? -amountRupiah : 0,
    refundedRupiah: isRefund ? amountRupiah : 0,
    sold: Number(isSold),
    soldRupiah: isSold ? -amountRupiah : 0,
    soldBytes: isSold ? goods.bytes : 0,
  };
};
const noTakings = (
  day: string,
  site: string,
  { method, cashier = '', purpose, goods }: TakingsTerms,
): Takings => ({
  ...{ day, site, method, cashier, ...nameOf(purpose === 'package' || purpose === 'voucher' ? goods : null) },
  ...{ payments: 0, receivedRupiah: 0, settlements: 0, settledRupiah: 0, refundedRupiah: 0 },
  ...{ sold: 0, soldRupiah: 0, soldBytes: 0 },
});
const nameOf = (goods: TakingsTerms['goods'] | null) => ({
  packageId: goods?.packageId ?? '',
  description: goods?.description ?? '',
});

type Period = { readonly from: string; readonly to: string; readonly site: string };
type JournalRow = {
  readonly stream: string;
  readonly revision: number;
  readonly line: number;
  readonly at: Date;
  readonly day: string;
  readonly site: string;
  readonly account: string;
  readonly party: string;
  readonly amount_rupiah: number;
  readonly cause: string;
  readonly order_id: string | null;
};

const WITHIN = `day between $1 and $2 and ($3 = '' or site = $3)`;

/** In the order of days, behind the cursor `day|stream|revision|line`. */
export const listJournal = async (
  on: Queryable,
  { from, to, site }: Period,
  after: readonly [string, string, number, number],
  limit: number,
): Promise<readonly JournalRow[]> => {
  const { rows } = await on.query<JournalRow>(
    `select stream, revision, line, at, day::text as day, site, account, party, amount_rupiah::float8 as amount_rupiah,
       cause, order_id from journal
     where ${WITHIN} and (day, stream, revision, line) > ($4::date, $5::text, $6::int, $7::int)
     order by day, stream, revision, line limit $8`,
    [from, to, site, ...after, limit],
  );
  return rows;
};

type BalanceRow = {
  readonly account: string;
  readonly party: string;
  readonly debit: number;
  readonly credit: number;
};

export const sumByAccount = async (
  on: Queryable,
  { from, to, site }: Period,
): Promise<readonly BalanceRow[]> => {
  const { rows } = await on.query<BalanceRow>(
    `select account, party, coalesce(sum(amount_rupiah) filter (where amount_rupiah > 0), 0)::float8 as debit,
       coalesce(-sum(amount_rupiah) filter (where amount_rupiah < 0), 0)::float8 as credit
     from journal where ${WITHIN} group by account, party order by account, party`,
    [from, to, site],
  );
  return rows;
};

/** Debits less credits of the safes since ever, by site. */
export const sumSafes = async (on: Queryable) => {
  const { rows } = await on.query<{ site: string; holds: number }>(
    `select site, sum(amount_rupiah)::float8 as holds from journal where account = 'safe' group by site order by site`,
  );
  return rows.map(({ site, holds }) => ({ site, holdsRupiah: holds }));
};
