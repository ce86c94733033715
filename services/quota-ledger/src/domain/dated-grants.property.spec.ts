// Grants with a date of their own among others: none outlasts its date, and no byte that was bought is lost or doubled.
import { EXPIRY_POLICIES } from '@saring/kernel';
import fc from 'fast-check';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import type { AccountCommand } from './account-command';
import { endAfter } from './grant';
import { evolve } from './quota-account';
import { quotaAccount } from './quota-account.decide';

const HOUR = 3_600;
const LATE_HOURS = 24;
const at = (hour: number): string => endAfter('2027-03-01T00:00:00.000Z', hour * HOUR);

type Op =
  | {
      readonly do: 'buy';
      readonly policy: (typeof EXPIRY_POLICIES)[number];
      readonly package: number;
      readonly bytes: number;
      readonly lasts: number;
      readonly firstUse: boolean;
      readonly until: number | null;
    }
  | { readonly do: 'use'; readonly bytes: number }
  | { readonly do: 'wait'; readonly hours: number };

const small = fc.integer({ min: 1, max: 9 });
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    do: fc.constant('buy' as const),
    policy: fc.constantFrom(...EXPIRY_POLICIES),
    package: fc.nat({ max: 1 }),
    bytes: small,
    lasts: fc.nat({ max: 40 }),
    firstUse: fc.boolean(),
    until: fc.option(fc.nat({ max: 60 })),
  }),
  fc.record({ do: fc.constant('use' as const), bytes: small }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 6 }) }),
);

type Evolve = (account: QuotaAccount, event: AccountEvent) => QuotaAccount;
const asItIs: Evolve = evolve;
/** Forgets that a grant has a date. */
const undated: Evolve = (account, event) => {
  const after = evolve(account, event);
  return { ...after, grants: after.grants.map(({ dated: _, ...grant }) => grant) };
};

/** What is wrong after these; empty: nothing. */
const faultOf = (ops: readonly Op[], apply: Evolve): string => {
  let account = initialState();
  let hour = 0;
  let boughtBytes = 0;
  const latest = new Map<string, string>();
  const ask = (command: AccountCommand): void => {
    const decision = quotaAccount.decide(account, command);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    for (const event of decision.events) account = apply(account, event);
  };
  for (const [index, one] of ops.entries()) {
    if (one.do === 'wait') hour += one.hours;
    else if (one.do === 'use')
      account = apply(account, { type: 'UsageCharged', bytes: one.bytes, at: at(hour) } as never);
    else {
      const purchaseId = `p${index}`;
      boughtBytes += one.bytes;
      const until = one.until;
      if (until !== null) latest.set(purchaseId, at(until > hour ? until : hour + LATE_HOURS));
      ask({
        ...{ type: 'FulfilPurchase', purchaseId, earlier: { state: 'unknown' }, bytes: one.bytes },
        ...{ unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0, items: [] },
        ...{ autoDebtBytes: 0, isSettlement: false, at: at(hour), reason: 'uji', actor: 'billing' },
        duration: {
          seconds: one.lasts * HOUR,
          startsAtFirstUse: one.firstUse && one.lasts > 0,
          policy: one.policy,
          packageId: `k${one.package}`,
          ...(until === null ? {} : { until: at(until) }),
        },
      });
    }
    ask({ type: 'StartGrants', at: at(hour) });
    ask({ type: 'ExpireGrants', at: at(hour) });
    for (const { grantId, expiresAt } of account.grants) {
      const end = latest.get(grantId);
      if (end !== undefined && (expiresAt === null || expiresAt > end))
        return `${grantId} ends at ${expiresAt}, after ${end}`;
    }
    const heldBytes = account.grants.reduce((sum, { leftBytes }) => sum + leftBytes, 0);
    const burntBytes = account.usedBytes - account.autoDebtBytes;
    if (heldBytes + burntBytes !== boughtBytes)
      return `bought ${boughtBytes}, there are ${heldBytes + burntBytes}`;
    const datedBytes = account.grants
      .filter(({ grantId }) => latest.has(grantId))
      .some(({ rolledBytes = 0 }) => rolledBytes > 0);
    if (datedBytes) return 'something moved into a grant with a date';
  }
  return '';
};

const runs = fc.array(op, { minLength: 1, maxLength: 16 });

it('outlasts no date, whatever is bought after it, and keeps the books of bytes', () => {
  fc.assert(
    fc.property(runs, (ops) => faultOf(ops, asItIs) === ''),
    { numRuns: 2_000 },
  );
});

it('would be found out if a renewal prolonged what has a date', () => {
  const found = fc.check(
    fc.property(runs, (ops) => faultOf(ops, undated) === ''),
    { numRuns: 2_000 },
  );
  expect(found.failed).toBe(true);
});

describe('a purchase with a date', () => {
  const buy = (until: number, lasts: number, firstUse = false): string | null | undefined => {
    const decision = quotaAccount.decide(initialState(), {
      ...{ type: 'FulfilPurchase', purchaseId: 'p', earlier: { state: 'unknown' }, bytes: 1 },
      ...{ unlimited: false, expiresAt: null, priority: 0, fupThresholdBytes: 0, items: [] },
      ...{ autoDebtBytes: 0, isSettlement: false, at: at(0), reason: 'uji', actor: 'billing' },
      duration: { seconds: lasts * HOUR, startsAtFirstUse: firstUse, policy: 'extend', until: at(until) },
    });
    const [event] = decision.accepted ? decision.events : [];
    return event?.type === 'QuotaGranted' ? event.expiresAt : undefined;
  };

  it.each([
    ['ends by its duration where that is first', 48, 24, 24],
    ['ends on its date where that is first', 48, 72, 48],
    ['ends on its date where nothing else says when', 48, 0, 48],
    ['that came too late lasts a day', -1, 72, 24],
    ['that came too late lasts no longer than it would have', -1, 3, 3],
  ])('%s', (_, until, lasts, end) => expect(buy(until, lasts)).toBe(at(end)));
  it('does not wait for its first use beyond its date', () => expect(buy(48, 24, true)).toBe(at(48)));
});
