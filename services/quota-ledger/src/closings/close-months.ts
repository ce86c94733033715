// close-months.ts — closes the accounts once a month: a copy of the read models, proved before it counts.
import { endOfLocalMonth, localDate, type Clock } from '@saring/kernel';
import { besideIn, type FoldPlace } from '../balances/fold-beside';
import { beginFromClosing } from './begin-from-closing';
import { ClosingRows, type Closing } from './closing.rows';
import { copyClosing } from './copy-closing';
import { differencesOf, projectedVersion, sumsOfTables } from './projected-tables';
import { readsOf } from './snapshot';

const PROOF_SCHEMA = 'quota_ledger_proof';
/** The newest, and the one that it was proved by. */
const CLOSINGS_KEPT = 2;
/** A router's readings may come so late. */
const AFTER_MONTH_MILLISECONDS = 3 * 86_400_000;
/** A proof may fold all events: one that failed is not made again at once, however often the job tries. */
const AFTER_FAILED_PROOF_MILLISECONDS = 6 * 3_600_000;
const MONTH_CHARACTERS = 7;

type CloseOptions = FoldPlace & {
  readonly schema: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly timeZone: string;
};

export class CloseMonths {
  private readonly rows: ClosingRows;
  private failed: { readonly error: Error; readonly at: number } | null = null;

  constructor(private readonly options: CloseOptions) {
    this.rows = new ClosingRows(options.pool, options.schema);
  }

  /**
   * Closes the month that ended three days ago or longer, once. Ended at any point it begins again with the next run.
   * @returns what was closed; null: that month is closed, or nothing had happened by its end.
   * @throws Error when the fold of the events does not give the rows: they are wrong, or were changed by hand. For some
   * hours it throws the same again without looking.
   */
  async closeLast(): Promise<Closing | null> {
    const { failed } = this;
    const sinceMilliseconds = this.options.clock.now().getTime() - (failed?.at ?? 0);
    if (failed && Math.abs(sinceMilliseconds) < AFTER_FAILED_PROOF_MILLISECONDS) throw failed.error;
    const { pool, schema } = this.options;
    const { month, endsAt } = lastMonth(this.options.clock.now(), this.options.timeZone);
    const version = await projectedVersion(pool, schema);
    const proved = await this.rows.proved();
    if (proved.some((closing) => closing.month >= month && closing.version === version)) return null;
    if (!(await this.beganBefore(endsAt))) return null;
    await this.rows.dropUnproved();
    const closing = await copyClosing(this.options, month);
    if (closing === null) return null;
    await this.prove(closing);
    for (const { closingId } of (await this.rows.proved()).slice(CLOSINGS_KEPT))
      await this.rows.drop(closingId);
    return closing;
  }

  /**
   * The closing before and the events up to this one's position give the same rows; without one before, all events do.
   * @throws Error naming the tables that differ.
   */
  async prove(closing: Closing): Promise<void> {
    const sums = await besideIn(PROOF_SCHEMA, this.options, async (fold) => {
      await beginFromClosing(fold, this.options, closing.position);
      await fold.foldTo(closing.position);
      return sumsOfTables(readsOf(fold.pool), PROOF_SCHEMA);
    });
    const differences = differencesOf(sums, closing.sums);
    if (differences.length > 0) {
      const error = new Error(
        `the closing of ${closing.month} is not what the events give: ${differences.join(', ')} (events/rows). ` +
          'The rows of the balances differ from their events: npm run rebuild -- balances --from-zero',
      );
      this.failed = { error, at: this.options.clock.now().getTime() };
      throw error;
    }
    await this.rows.prove(closing.closingId);
  }

  private async beganBefore(at: string): Promise<boolean> {
    const [first] = await this.options.store.readAll({ after: null, limit: 1, dataOf: [] });
    return first !== undefined && first.recordedAt < at;
  }
}

const lastMonth = (now: Date, timeZone: string): { readonly month: string; readonly endsAt: string } => {
  const within = new Date(now.getTime() - AFTER_MONTH_MILLISECONDS);
  const [year = 0, month = 1] = localDate(within, timeZone).split('-').map(Number);
  // Noon of a day amid the month before: no zone is far enough off to make it another month.
  const before = new Date(Date.UTC(year, month - 2, 15, 12));
  return {
    month: localDate(before, timeZone).slice(0, MONTH_CHARACTERS),
    endsAt: endOfLocalMonth(before, timeZone).toISOString(),
  };
};
