// Grants with daily hours against a plain reference that looks at a clock on the wall, on random windows, zones, usage in
// and out of time and grants of every kind; and the timer that follows the hours. Each rule left out is found.
import fc from 'fast-check';
import { accessDecision, bookBalance } from './access-status';
import { initialState, type AccountEvent, type MeteredUsage, type QuotaAccount } from './account';
import { nextTurnOf } from './account-turns';
import { chargeUsage, copyOfAccount } from './charge-usage';
import { isOpenAt, type Grant } from './grant';
import { evolve } from './quota-account';
import { quotaAccount } from './quota-account.decide';
import { HoursReference, type ReferenceGrant } from './spec/hours-reference';

const START = Date.UTC(2027, 1, 27) / 60_000;
const instant = (minute: number): string => new Date(minute * 60_000).toISOString();
const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

type Window = { readonly from: number; readonly until: number; readonly zone: number };
type Give = {
  readonly do: 'give';
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly lasts: number | null;
  readonly hours: Window | null;
  readonly speed: number;
  readonly timed: { readonly hours: Window; readonly speed: number } | null;
};
type Op =
  | Give
  | { readonly do: 'use'; readonly bytes: number; readonly late: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'takeBack'; readonly back: number };

const hour = fc.nat({ max: 23 }).map((one) => one * 60);
/** WIB, WITA, WIT, and one that is behind UTC and on the half hour. */
const zone = fc.constantFrom(420, 480, 540, -210);
const hours = fc.record({ from: hour, until: hour, zone }).filter(({ from, until }) => from !== until);
const speed = fc.constantFrom(0, 1_000, 5_000, 20_000);
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      bytes: fc.integer({ min: 1, max: 12 }),
      unlimited: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
      lasts: fc.option(fc.integer({ min: 30, max: 3_000 })),
      hours: fc.option(hours, { freq: 4 }),
      speed,
      timed: fc.option(fc.record({ hours, speed })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('use' as const),
      bytes: fc.integer({ min: 1, max: 6 }),
      late: fc.constantFrom(0, 0, 0, 1, 5, 40),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(
        fc.nat({ max: 12 }).map((one) => one * 60),
        fc.integer({ min: 1, max: 130 }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeBack' as const), back: fc.nat({ max: 3 }) }) },
);

/** What an experiment may do otherwise. */
type Rules = {
  readonly evolve: (account: QuotaAccount, event: AccountEvent | MeteredUsage) => QuotaAccount;
  readonly seen: (account: QuotaAccount) => QuotaAccount;
  readonly turns: boolean;
};
const asItIs: Rules = { evolve, seen: (account) => account, turns: true };

const each = (account: QuotaAccount, change: (grant: Grant) => Grant): QuotaAccount => ({
  ...account,
  grants: account.grants.map(change),
});
const without = ({ hours: _, ...grant }: Grant): Grant => grant;
/** Folds usage with other grants than there are, which then are as they were but for what they hold. */
const burningAs =
  (change: (grant: Grant, at: string) => Grant | null): Rules['evolve'] =>
  (account, event) => {
    if (event.type !== 'UsageCharged') return evolve(account, event);
    const grants = account.grants.flatMap((grant) => change(grant, event.at) ?? []);
    const after = evolve({ ...account, grants }, event);
    const left = new Map(after.grants.map(({ grantId, leftBytes }) => [grantId, leftBytes]));
    return {
      ...after,
      grants: account.grants.map((grant) => ({
        ...grant,
        leftBytes: left.get(grant.grantId) ?? grant.leftBytes,
      })),
    };
  };
const ofZoneZero = (grant: Grant): Grant =>
  grant.hours ? { ...grant, hours: { ...grant.hours, zoneMinutes: 0 } } : grant;
const withTheLastMinute = (grant: Grant): Grant =>
  grant.hours
    ? { ...grant, hours: { ...grant.hours, untilMinute: (grant.hours.untilMinute + 1) % 1_440 } }
    : grant;
const notOverMidnight = (grant: Grant): Grant =>
  grant.hours && grant.hours.fromMinute > grant.hours.untilMinute
    ? { ...grant, hours: { ...grant.hours, untilMinute: 1_440 } }
    : grant;

const MUTATIONS: Readonly<Record<string, Partial<Rules>>> = {
  'usage burns a grant outside its hours': { evolve: burningAs((grant) => without(grant)) },
  'what waits for its hours counts for the status': { seen: (account) => each(account, without) },
  'the hours are those of UTC': {
    evolve: burningAs(ofZoneZero),
    seen: (account) => each(account, ofZoneZero),
  },
  'the last minute belongs to the hours': { seen: (account) => each(account, withTheLastMinute) },
  'hours end at midnight': { seen: (account) => each(account, notOverMidnight) },
  'bytes of just after the hours are debt': {
    evolve: burningAs((grant, at) => (isOpenAt(grant, at) ? grant : null)),
  },
  'what can be used all day burns as early': {
    evolve: burningAs((grant) => ({ ...grant, priority: grant.hours ? 1 : 0 })),
  },
  'the speed is that of the other hours': {
    seen: (account) => each(account, ({ timedSpeed: _, ...grant }) => grant),
  },
  'nobody looks when hours begin or end': { turns: false },
};

class World {
  account: QuotaAccount = quotaAccount.evolve(initialState(), {
    ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
    ...{ disabled: false, blocked: false, blockReason: null, at: instant(START) },
  });
  readonly reference = new HoursReference();
  private number = 100;
  private recorded = '';
  private nextLook: string | null = null;

  constructor(private readonly rules: Rules) {
    this.reference.minute = START;
    this.look();
  }

  private decided(): string {
    const { status, speed: bought } = accessDecision(
      this.rules.seen(this.account),
      instant(this.reference.minute),
    );
    return `${status} ${bought?.downKilobitsPerSecond ?? 0}`;
  }

  /** What the reaction does with a moved account, or the timer with one that is due. */
  private look(): void {
    const at = instant(this.reference.minute);
    const ended = quotaAccount.decide(this.account, { type: 'ExpireGrants', at });
    if (ended.accepted) for (const event of ended.events) this.account = evolve(this.account, event);
    this.recorded = this.decided();
    const ends = this.account.grants.flatMap(({ expired, expiresAt }) => (expired ? [] : (expiresAt ?? [])));
    const turn = this.rules.turns ? nextTurnOf(this.account, at) : null;
    this.nextLook = [...ends, ...(turn === null ? [] : [turn])].sort()[0] ?? null;
  }

  run(one: Op): string {
    const { reference } = this;
    if (one.do === 'wait') return this.wait(one.minutes);
    if (one.do === 'give') this.give(one);
    else if (one.do === 'use') {
      this.use(one.bytes, Math.max(START, reference.minute - one.late));
    } else {
      const grantId = String(this.number - one.back);
      const isThere = this.account.grants.some((grant) => grant.grantId === grantId);
      this.account = evolve(this.account, {
        ...{ type: 'GrantRevoked', grantId, at: instant(reference.minute), reason: 'uji', actor: 'o' },
      });
      if (isThere) reference.takeBack(grantId);
    }
    this.look();
    return this.fault();
  }

  private wait(minutes: number): string {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.reference.minute += 1;
      if (this.nextLook !== null && this.nextLook <= instant(this.reference.minute)) this.look();
      // Hours begin and end on hours and half hours.
      if (this.reference.minute % 30 > 1) continue;
      const fault = this.fault();
      if (fault) return fault;
    }
    return '';
  }

  private use(bytes: number, minute: number): void {
    const before = copyOfAccount(this.account);
    this.account = this.rules.evolve(this.account, { type: 'UsageCharged', bytes, at: instant(minute) });
    this.reference.use(bytes, minute);
    if (this.rules.evolve !== evolve) return;
    const charged = copyOfAccount(before);
    expect(chargeUsage(charged, bytes, instant(minute))).toBe(
      bookBalance(before) - bookBalance(this.account),
    );
    expect(charged).toEqual(this.account);
  }

  private give({ bytes, unlimited, lasts, hours: window, speed: bought, timed }: Give): void {
    this.number += 1;
    const { minute } = this.reference;
    const id = String(this.number);
    const grantHours = ({ from, until, zone: zoneMinutes }: Window) => ({
      ...{ fromMinute: from, untilMinute: until, zoneMinutes },
    });
    const speedOf = (down: number) => ({ downKilobitsPerSecond: down, upKilobitsPerSecond: 0 });
    const size = unlimited ? 0 : bytes;
    this.account = evolve(this.account, {
      ...{ type: 'QuotaGranted', grantId: id, source: 'purchase', bytes: size, unlimited, priority: 0 },
      ...{ fupThresholdBytes: 0, at: instant(minute), reason: '', actor: '', speed: speedOf(bought) },
      expiresAt: lasts === null ? null : instant(minute + lasts),
      ...(window ? { hours: grantHours(window) } : {}),
      ...(timed ? { timedSpeed: { hours: grantHours(timed.hours), speed: speedOf(timed.speed) } } : {}),
    });
    const wall = ({ from, until, zone: ahead }: Window) => ({
      ...{ from: clockText(from), until: clockText(until), zone: ahead },
    });
    const grant: ReferenceGrant = {
      ...{ id, size, left: size, unlimited, speed: bought },
      untilMinute: lasts === null ? Infinity : minute + lasts,
      hours: window && wall(window),
      timed: timed && { ...wall(timed.hours), speed: timed.speed },
    };
    this.reference.give(grant);
  }

  /** What is not as the reference says; empty: nothing. */
  private fault(): string {
    const { account, reference } = this;
    const real = account.grants.map(({ grantId, leftBytes }) => `${grantId}:${leftBytes}`).join();
    const plain = reference.grants.map(({ id, left }) => `${id}:${left}`).join();
    if (real !== plain) return `left ${real}, not ${plain}`;
    if (account.usedBytes !== reference.used || account.autoDebtBytes !== reference.debt)
      return `debt ${account.autoDebtBytes}, not ${reference.debt}`;
    const status = `${reference.status()} ${reference.speed()}`;
    if (this.decided() !== status) return `is ${this.decided()}, not ${status}`;
    return this.recorded === status ? '' : `recorded ${this.recorded}, not ${status}`;
  }
}

const faultOf = (ops: readonly Op[], rules: Rules): string => {
  const world = new World(rules);
  for (const one of ops) {
    const fault = world.run(one);
    if (fault) return fault;
  }
  return '';
};
const runs = fc.array(op, { minLength: 1, maxLength: 14 });
const RUNS = Number(process.env['SEARCH_RUNS'] ?? 400);

it('burns, counts and is recorded as a clock on the wall says', () => {
  fc.assert(
    fc.property(runs, (ops) => {
      expect(faultOf(ops, asItIs)).toBe('');
    }),
    { numRuns: RUNS },
  );
});

it.each(Object.entries(MUTATIONS))('would be found out: %s', (_, mutation) => {
  const found = fc.check(
    fc.property(runs, (ops) => faultOf(ops, { ...asItIs, ...mutation }) === ''),
    { numRuns: 3_000, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});
