// Random people, devices, usage and days against a plain list of who took what when; each rule left out is found.
import fc from 'fast-check';
import { endOfLocalDay, instantAfter, localDate } from '@saring/kernel';
import { balanceOf } from './access-status';
import { initialState, type QuotaAccount } from './account';
import type { TakeFreeQuota } from './free-quota';
import { evolve } from './quota-account';
import { decide } from './quota-account.decide';

const START = Date.UTC(2027, 1, 27);
const MINUTE_MILLISECONDS = 60_000;
const FREE_BYTES = 10;
const DEVICES = ['phone', 'tablet', 'tv', 'laptop'];

const op = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('take' as const), device: fc.constantFrom(...DEVICES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('use' as const), bytes: fc.integer({ min: 1, max: 14 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('buy' as const), bytes: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const), keepGrants: fc.boolean() }) },
);
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never;
type Plan = { readonly zone: string; readonly most: number; readonly ops: readonly Op[] };
const plans: fc.Arbitrary<Plan> = fc.record({
  zone: fc.constantFrom('Asia/Jakarta', 'Asia/Jayapura', 'America/St_Johns'),
  most: fc.integer({ min: 1, max: 3 }),
  ops: fc.array(op, { minLength: 1, maxLength: 40 }),
});

/** What an experiment may do otherwise. */
type Rules = {
  readonly before: (account: QuotaAccount) => QuotaAccount;
  readonly command: (command: TakeFreeQuota) => TakeFreeQuota;
};
const asItIs: Rules = { before: (account) => account, command: (command) => command };
const MUTATIONS: Readonly<Record<string, Partial<Rules>>> = {
  'takings are forgotten': { before: ({ freeTakings: _, ...account }) => account },
  'devices are not told apart': { command: (one) => ({ ...one, deviceId: `${one.deviceId}${one.at}` }) },
  'there is no limit for the account': { command: (one) => ({ ...one, mostPerDay: 99 }) },
  'the day ends at midnight in Greenwich': {
    command: (one) => ({ ...one, until: `${one.at.slice(0, 10)}T23:59:59.999Z` }),
  },
  'quota that is left does not matter': { before: (account) => ({ ...account, grants: [] }) },
};

/** @returns what is wrong; null: nothing. */
const faultOf = ({ zone, most, ops }: Plan, rules: Rules): string | null => {
  let atMs = START;
  let account = evolve(initialState(), {
    ...{ type: 'AccountTermsChanged', version: 1, role: 'subscriber', approval: 'approved' },
    ...{ disabled: false, blocked: false, blockReason: null, at: new Date(atMs).toISOString() },
  });
  const taken: { readonly day: string; readonly device: string }[] = [];
  for (const [index, step] of ops.entries()) {
    const at = new Date(atMs).toISOString();
    const audit = { at, reason: 'uji', actor: 'o' };
    const day = localDate(new Date(atMs), zone);
    if (step.do === 'wait') atMs += step.minutes * MINUTE_MILLISECONDS;
    if (step.do === 'use') account = evolve(account, { type: 'UsageCharged', bytes: step.bytes, at });
    if (step.do === 'reset')
      account = evolve(account, {
        ...{ type: 'QuotaReset', keepGrants: step.keepGrants, unreadRouterIds: [], ...audit },
      });
    if (step.do === 'buy')
      account = evolve(account, {
        ...{ type: 'QuotaGranted', grantId: `b${index}`, source: 'purchase', bytes: step.bytes },
        ...{ unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0, ...audit },
      });
    if (step.do !== 'take') continue;
    const leftBytes = balanceOf(account, at).remainingBytes;
    const today = taken.filter((one) => one.day === day);
    const isDue =
      today.length < most &&
      !today.some(({ device }) => device === step.device) &&
      leftBytes <= 0 &&
      account.autoDebtBytes < FREE_BYTES;
    const until = endOfLocalDay(day, zone).toISOString();
    const decision = decide(
      rules.before(account),
      rules.command({
        ...{ type: 'TakeFreeQuota', grantId: `f${index}`, deviceId: step.device, mostPerDay: most, until },
        ...{ terms: { bytes: FREE_BYTES, onlineSeconds: 0 }, at, actor: 'subscriber' },
      }),
    );
    if (decision.accepted !== isDue) return `${step.device} on ${day}: ${isDue ? 'refused' : 'given'}`;
    if (!decision.accepted) continue;
    const owedBytes = account.autoDebtBytes;
    account = decision.events.reduce<QuotaAccount>(evolve, account);
    taken.push({ day, device: step.device });
    const after = balanceOf(account, at).remainingBytes;
    if (after !== FREE_BYTES - owedBytes) return `${after} bytes after taking with ${owedBytes} owed`;
    const [last, next] = [instantAfter(until, -1), instantAfter(until, 1)];
    if (balanceOf(account, last).remainingBytes < after) return 'it ends before midnight';
    if (balanceOf(account, next).remainingBytes > 0) return 'it goes on after midnight';
  }
  return null;
};

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 300);
const search = (rules: Rules, numRuns: number, seed?: number) =>
  fc.check(
    fc.property(plans, (plan) => faultOf(plan, rules) === null),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  );

it('is given by the rules alone, and to the byte', () => {
  const found = search(asItIs, RUNS);
  expect(found.counterexample && faultOf(found.counterexample[0], asItIs)).toBeNull();
});

it.each(Object.keys(MUTATIONS))('finds that %s', (name) => {
  expect(search({ ...asItIs, ...MUTATIONS[name] }, 2_000, 1).failed).toBe(true);
});
