// statement.property.spec.ts — the statement of random histories against one that anyone would write first: event by
// event, in the order of the store.
import type { RecordedEvent } from '@saring/event-sourcing';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { bookBalance } from '../domain/access-status';
import { initialState, type AccountEvent, type MeteredUsage } from '../domain/account';
import { evolve } from '../domain/quota-account';
import type { UsageMetered } from '../domain/meter';
import { changeDraft, newestFirst, rowOfOpen, usageDraft, withBalances } from './statement-lines';
import { accountStream, meterStream } from '../streams';
import { AccountCache } from '../balances/account-cache';
import { openUsageOf } from '../balances/account-row';
import { BalanceBatch, type RouterTable } from '../balances/balance-batch';
import type { StatementRow, UsageHourRow } from '../balances/balance-rows';

const SUBSCRIBER = '00000000-0000-0000-0000-000000000001';
const START = Date.parse('2026-11-27T10:00:00.000Z');
const MINUTE = 60_000;

type Step =
  /** @param late minutes that the router's reading waited to be metered. */
  | { do: 'use'; device: number; router: number; bytes: number; late: number }
  | { do: 'grant'; bytes: number; unlimited: boolean; minutes: number | null; late: number }
  | { do: 'expire' }
  | { do: 'reset' }
  | { do: 'status' }
  | { do: 'notice' }
  | { do: 'wait'; minutes: number };

const small = (min: number, max: number) => fc.integer({ min, max });
const late = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: small(1, 90) });
const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{
        do: fc.constant('use' as const),
        device: small(0, 1),
        router: small(0, 1),
        bytes: small(1, 9),
        late,
      },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('grant' as const), bytes: small(1, 30), late },
      unlimited: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      minutes: fc.option(small(1, 90)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('expire' as const, 'reset' as const, 'status' as const, 'notice' as const)
      .map((one): Step => ({ do: one })),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: small(1, 50) }) },
);

/** A balance that changes, as the store has it. */
type Change = { readonly what: string; readonly used: number; readonly after: number };

class History {
  readonly events: RecordedEvent[] = [];
  readonly changes: Change[] = [];
  private account = initialState();
  private now = START;
  private own = -1;
  private readonly meters = [0, 0].map(() => ({ revision: -1, at: '' }));

  run(step: Step): void {
    const caused = { at: this.at(0), reason: 'uji', actor: 'o' };
    switch (step.do) {
      case 'wait':
        this.now += step.minutes * MINUTE;
        break;
      case 'use':
        return this.use(step);
      case 'notice':
        return this.append({ type: 'NoticesDecided', at: caused.at, notices: [], causes: [] });
      case 'reset':
        return this.append({ type: 'QuotaReset', keepGrants: true, unreadRouterIds: [], ...caused });
      case 'expire':
        return this.expire();
      case 'status':
        return this.changeStatus(caused.at);
      case 'grant':
        return this.append({
          ...{ type: 'QuotaGranted', ...caused, at: this.at(step.late), source: 'operator', priority: 0 },
          ...{ grantId: `g${this.own}`, bytes: step.bytes, unlimited: step.unlimited, fupThresholdBytes: 0 },
          expiresAt: step.minutes === null ? null : this.at(-step.minutes),
        });
    }
  }

  private at(late: number): string {
    return new Date(this.now - late * MINUTE).toISOString();
  }

  private use({ device, router, bytes, late: waited }: Extract<Step, { do: 'use' }>): void {
    const meter = this.meters[router];
    if (!meter) return;
    const observed = this.at(waited);
    const at = observed > meter.at ? observed : meter.at;
    meter.at = at;
    meter.revision += 1;
    const rows = { owner: [SUBSCRIBER, SUBSCRIBER], device: ['d0', 'd1'], id: [], mac: [], birth: [] };
    const event = {
      ...{
        type: 'UsageMetered',
        at,
        seq: 1,
        boot: 'b',
        up: 1,
        prev: null,
        n: [device],
        in: [bytes],
        out: [0],
      },
      ...{ ...(meter.revision === 0 ? { rows } : {}) },
    } satisfies UsageMetered;
    this.record(meterStream(`r${router}`), meter.revision, event);
    this.fold({ type: 'UsageCharged', bytes, at }, `usage ${at.slice(0, 13)} d${device} r${router}`, bytes);
  }

  private expire(): void {
    const over = this.account.grants.find(
      ({ expired, expiresAt }) => !expired && (expiresAt ?? '~') <= this.at(0),
    );
    if (over) this.append({ type: 'GrantExpired', grantId: over.grantId, at: over.expiresAt ?? this.at(0) });
  }

  private changeStatus(at: string): void {
    const previousStatus = this.account.access?.status ?? null;
    this.append({
      ...{ type: 'AccessStatusChanged', status: 'active', previousStatus, blockReason: null },
      ...{ remainingBytes: 0, basisRevision: this.own, at },
    });
  }

  private append(event: AccountEvent): void {
    this.own += 1;
    this.record(accountStream(SUBSCRIBER), this.own, event);
    const isSilent =
      event.type === 'NoticesDecided' ||
      (event.type === 'AccessStatusChanged' && event.previousStatus === null);
    this.fold(event, isSilent ? null : event.type, 0);
  }

  private record(stream: string, revision: number, event: UsageMetered | AccountEvent): void {
    const { type, ...data } = event;
    const recordedAt = new Date(this.now).toISOString();
    this.events.push({ eventId: '', stream, revision, position: '', type, data, metadata: {}, recordedAt });
  }

  private fold(event: AccountEvent | MeteredUsage, what: string | null, used: number): void {
    this.account = evolve(this.account, event);
    if (what !== null) this.changes.push({ what, used, after: bookBalance(this.account) });
  }

  get balanceBytes(): number {
    return bookBalance(this.account);
  }
}

const EMPTY = { query: async () => ({ rows: [] }) } as unknown as Pool;

/** The rows that the projection makes, in batches of any size. */
const project = async (events: readonly RecordedEvent[], batchSize: number) => {
  const cache = new AccountCache(EMPTY);
  const tables = new Map<string, RouterTable>();
  const statement: StatementRow[] = [];
  const hours = new Map<string, UsageHourRow>();
  for (let start = 0; start < events.length; start += batchSize) {
    const batch = new BalanceBatch(cache);
    for (const event of events.slice(start, start + batchSize)) {
      const table = tables.get(event.stream) ?? { owners: [], devices: [], entries: [] };
      tables.set(event.stream, table);
      batch.collect(event, event.stream.startsWith('meter-') ? table : null);
    }
    await cache.load(batch.missing, batch.routers);
    batch.fold();
    statement.push(...batch.statement);
    for (const [id, row] of batch.hours) {
      const found = hours.get(id);
      hours.set(id, found ? mergedRows(found, row) : row);
    }
  }
  return { statement, hours: [...hours.values()], entry: cache.get(SUBSCRIBER) };
};

/** As `on conflict` does. */
const mergedRows = (one: UsageHourRow, other: UsageHourRow): UsageHourRow => ({
  ...one,
  bytesIn: one.bytesIn + other.bytesIn,
  bytesOut: one.bytesOut + other.bytesOut,
  burntBytes: one.burntBytes + other.burntBytes,
  lastAt: other.lastAt,
});

type Projected = Awaited<ReturnType<typeof project>>;

/** Oldest first. */
const linesOf = ({ statement, hours, entry }: Projected, balanceBytes: number) => {
  const open = entry ? openUsageOf(entry).map((usage) => rowOfOpen(usage, entry.ownRevision)) : [];
  const drafts = [...statement.map(changeDraft), ...[...hours, ...open].map(usageDraft)].sort(newestFirst);
  return { drafts: drafts.reverse(), lines: withBalances([...drafts].reverse(), balanceBytes).reverse() };
};

it('shows each change in the order of the store, with the balance after it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(stepOf, { maxLength: 40 }), small(1, 5), async (steps, batchSize) => {
      const history = new History();
      for (const step of steps) history.run(step);
      const { drafts, lines } = linesOf(await project(history.events, batchSize), history.balanceBytes);
      // Own lines part the usage before them from that after them; in between it is summed by hour, device and router.
      const isOwn = ({ cause }: { cause?: string }) => cause !== 'usage';
      const expectedOwn = history.changes.filter(({ used }) => used === 0);
      expect(lines.filter(isOwn).map((line) => line.balanceAfterBytes)).toEqual(
        expectedOwn.map(({ after }) => after),
      );
      const groups = (parts: readonly { own: boolean; key: string; used: number }[]) => {
        const found: Record<string, number>[] = [{}];
        for (const { own, key, used } of parts) {
          const group = found.at(-1) ?? {};
          if (own) found.push({});
          else group[key] = (group[key] ?? 0) + used;
        }
        return found;
      };
      expect(
        groups(
          drafts.map((draft) => ({
            own: isOwn(draft),
            key: `usage ${draft.id.split('-usage-')[1]?.slice(0, 13)} ${draft.deviceId} ${draft.routerId}`,
            used: -draft.amountBytes,
          })),
        ),
      ).toEqual(groups(history.changes.map(({ what, used }) => ({ own: used === 0, key: what, used }))));
      // Each balance is the one before and the change; none is earlier than the line before it.
      let before = 0;
      for (const [index, line] of lines.entries()) {
        const changeBytes = drafts[index]?.changeBytes ?? 0;
        expect((line.balanceAfterBytes ?? 0) - changeBytes).toBe(before);
        expect(isOwn(line) || changeBytes === 0 || changeBytes >= (line.amountBytes ?? 0)).toBe(true);
        before = line.balanceAfterBytes ?? 0;
      }
      expect(before).toBe(history.balanceBytes);
    }),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 300) },
  ));
