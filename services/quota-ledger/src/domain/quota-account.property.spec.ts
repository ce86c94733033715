// The account's fold against a plain reference that burns byte by byte, on random histories of grants, usage in and
// out of time, expiries, settlements, corrections, held usage and resets.
import fc from 'fast-check';
import { balanceOf } from './access-status';
import {
  evolve,
  initialState,
  type AccountEvent,
  type MeteredUsage,
  type QuotaAccount,
} from './quota-account';
import { decide, type AccountCommand } from './quota-account.decide';

type Step =
  | { do: 'grant'; bytes: number; days: number | null; priority: number }
  | { do: 'use'; bytes: number; late: number }
  | { do: 'hold'; bytes: number }
  | { do: 'accept' }
  | { do: 'wait'; days: number }
  | { do: 'settle' }
  | { do: 'correct'; bytes: number }
  | { do: 'reset'; keep: boolean };

const bytes = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      bytes,
      days: fc.option(fc.integer({ min: 1, max: 6 })),
      priority: fc.integer({ min: 0, max: 1 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('use' as const), bytes, late: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), bytes }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      { do: 'accept' },
      { do: 'settle' },
      { do: 'reset', keep: true },
      { do: 'reset', keep: false },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('correct' as const), bytes: fc.integer({ min: -6, max: 6 }) }),
  },
);

const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

/** What anyone would write first: no order kept, no sums, one byte at a time. */
class Reference {
  day = 0;
  used = 0;
  debt = 0;
  held: number[] = [];
  grants: { size: number; left: number; until: number; priority: number; number: number }[] = [];

  use(count: number, at: number): void {
    for (let byte = 0; byte < count; byte += 1) {
      this.used += 1;
      const best = this.grants
        .filter((grant) => grant.left > 0 && at < grant.until)
        .sort((a, b) => a.priority - b.priority || a.until - b.until || a.number - b.number)[0];
      if (best) best.left -= 1;
      else this.debt += 1;
    }
  }

  giveBack(count: number): void {
    for (let byte = 0; byte < count; byte += 1) {
      this.used -= 1;
      if (this.debt > 0) this.debt -= 1;
      else {
        const last = this.grants
          .filter((grant) => grant.left < grant.size && this.day < grant.until)
          .sort((a, b) => b.priority - a.priority || b.until - a.until || b.number - a.number)[0];
        if (last) last.left += 1;
      }
    }
  }
}

class Both {
  account: QuotaAccount = initialState();
  readonly reference = new Reference();
  private number = 0;

  private apply(...events: readonly (AccountEvent | MeteredUsage)[]): void {
    for (const event of events) this.account = evolve(this.account, event);
  }

  private command(command: AccountCommand): boolean {
    const decision = decide(this.account, command);
    if (decision.accepted) this.apply(...decision.events);
    return decision.accepted;
  }

  run(one: Step): void {
    const { reference } = this;
    const at = dayOf(reference.day);
    const caused = { at, reason: 'uji', actor: 'o' };
    switch (one.do) {
      case 'grant': {
        const number = (this.number += 1);
        const until = one.days === null ? Infinity : reference.day + one.days;
        const grantId = String(number).padStart(4, '0');
        const expiresAt = one.days === null ? null : dayOf(until);
        this.command({
          type: 'GrantQuota',
          grantId,
          source: 'operator',
          bytes: one.bytes,
          unlimited: false,
          expiresAt,
          priority: one.priority,
          fupThresholdBytes: 0,
          ...caused,
        });
        const paid = Math.min(reference.debt, one.bytes);
        reference.debt -= paid;
        reference.grants.push({
          size: one.bytes,
          left: one.bytes - paid,
          until,
          priority: one.priority,
          number,
        });
        break;
      }
      case 'use': {
        const seen = Math.max(0, reference.day - one.late);
        this.apply({ type: 'UsageCharged', bytes: one.bytes, at: dayOf(seen) });
        reference.use(one.bytes, seen);
        break;
      }
      case 'hold':
        this.apply({ type: 'UsageHeld', anomalyId: String((this.number += 1)), bytes: one.bytes, at });
        reference.held.push(one.bytes);
        break;
      case 'accept': {
        const [anomaly] = this.account.held;
        if (anomaly)
          this.command({ type: 'DecideHeldUsage', anomalyId: anomaly.anomalyId, accept: true, ...caused });
        const count = reference.held.shift();
        if (count !== undefined) reference.use(count, reference.day);
        break;
      }
      case 'wait':
        reference.day += one.days;
        this.command({ type: 'ExpireGrants', at: dayOf(reference.day) });
        break;
      case 'settle':
        this.command({ type: 'SettleDebt', debtId: null, bytes: null, ...caused });
        reference.debt = 0;
        break;
      case 'correct':
        if (!this.command({ type: 'CorrectQuota', usedDeltaBytes: one.bytes, ...caused })) break;
        if (one.bytes > 0) reference.use(one.bytes, reference.day);
        else reference.giveBack(-one.bytes);
        break;
      case 'reset':
        this.command({ type: 'ResetQuota', keepGrants: one.keep, unreadRouterIds: [], ...caused });
        Object.assign(reference, { used: 0, debt: 0, held: [] });
        reference.grants = one.keep
          ? reference.grants.map((grant) =>
              reference.day < grant.until ? { ...grant, left: grant.size } : grant,
            )
          : [];
        break;
    }
  }
}

it('agrees with the plain reference after every step', () =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const both = new Both();
      for (const one of steps) {
        both.run(one);
        const { account, reference } = both;
        const live = reference.grants.filter((grant) => reference.day < grant.until);
        const left = live.reduce((sum, grant) => sum + grant.left, 0);
        expect(account.usedBytes).toBe(reference.used);
        expect(account.autoDebtBytes).toBe(reference.debt);
        expect(balanceOf(account, dayOf(reference.day))).toMatchObject({
          remainingBytes: left - reference.debt,
          grantedBytes: live.reduce((sum, grant) => sum + grant.size, 0),
        });
      }
    }),
    { numRuns: Number(process.env['ACCOUNT_RUNS'] ?? 400) },
  ));
