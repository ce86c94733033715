import type { Pool } from 'pg';

/** Partitions of usage are made this many months ahead. */
const PARTITIONS_AHEAD_MONTHS = 2;

const monthOf = (instant: string): string => instant.slice(0, 7);

const nextMonth = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** Makes the monthly partitions that rows need, once each; a rebuild makes those of the past the same way. */
export class UsagePartitions {
  private readonly made = new Set<string>();

  constructor(private readonly pool: Pool) {}

  async ensure(hours: Iterable<string>): Promise<void> {
    for (const month of new Set([...hours].map(monthOf))) await this.make(month);
  }

  /** The month of an instant and those that follow. */
  async ensureAhead(now: string): Promise<void> {
    let month = monthOf(now);
    for (let ahead = 0; ahead <= PARTITIONS_AHEAD_MONTHS; ahead += 1, month = nextMonth(month))
      await this.make(month);
  }

  private async make(month: string): Promise<void> {
    if (this.made.has(month)) return;
    const name = `usage_hours_${month.replace('-', '_')}`;
    await this.pool.query(
      `create table if not exists ${name} partition of usage_hours for values from ('${month}-01 00:00:00+00') to ('${nextMonth(month)}-01 00:00:00+00')`,
    );
    this.made.add(month);
  }
}
