// account-past.spec.ts — an account's cost does not grow with what is over, and burning is linear in what is live.
import { balanceOf } from './access-status';
import { burn } from './burn';
import type { Grant } from './grant';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import { evolve, EXPIRED_GRANTS_KEPT, USED_UP_GRANTS_KEPT } from './quota-account';

const at = '2026-11-28T00:00:00.000Z';
const caused = { at, reason: 'uji', actor: 'o' };
const end = '2026-11-28T01:00:00.000Z';
const granted = (grantId: string, expiresAt: string | null = null): AccountEvent => ({
  ...{ type: 'QuotaGranted', grantId, source: 'bonus', bytes: 10, unlimited: false, expiresAt },
  ...{ priority: 0, fupThresholdBytes: 0 },
  ...caused,
});

const after = (count: number, eventsOf: (index: number) => readonly AccountEvent[]): QuotaAccount => {
  let account = initialState();
  for (let index = 0; index < count; index += 1) account = eventsOf(index).reduce(evolve, account);
  return account;
};

it('keeps the newest of many expired grants, which usage observed late may still burn', () => {
  const account = after(4_000, (index) => [
    granted(`g${index}`, end),
    { type: 'GrantExpired', grantId: `g${index}`, at: end },
  ]);
  expect(account.grants).toHaveLength(EXPIRED_GRANTS_KEPT);
  expect(account.grants.at(-1)?.grantId).toBe('g3999');
  expect(evolve(account, { type: 'UsageCharged', bytes: 25, at })).toMatchObject({ autoDebtBytes: 0 });
});

it('keeps few of many that expire at once', () => {
  const all = after(1_000, (index) => [granted(`g${index}`, end)]);
  const account = all.grants.reduce<QuotaAccount>(
    (state, { grantId }) => evolve(state, { type: 'GrantExpired', grantId, at: end }),
    all,
  );
  expect(account.grants).toHaveLength(EXPIRED_GRANTS_KEPT);
});

it('keeps few of many used-up grants, and every live one', () => {
  const used = after(4_000, (index) => [
    granted(`g${index}`),
    { type: 'UsageCorrected', usedDeltaBytes: 10, ...caused },
  ]);
  const account = after(50, (index) => [granted(`live${index}`)]).grants.reduce(
    (state, { grantId }) => evolve(state, granted(grantId)),
    used,
  );
  expect(account.grants.length).toBeLessThanOrEqual(USED_UP_GRANTS_KEPT + 1 + 50);
  expect(balanceOf(account, at).remainingBytes).toBe(500);
});

it('looks at twice as much where twice as many grants burn', () => {
  const looksFor = (count: number): number => {
    let looks = 0;
    const counted = (grant: Grant): Grant =>
      new Proxy(grant, { get: (of, name) => ((looks += 1), Reflect.get(of, name) as unknown) });
    const { grants } = after(count, (index) => [granted(`g${String(index).padStart(5, '0')}`)]);
    const burnt = burn(grants.map(counted), count * 10 - 5, at);
    expect(burnt.unburntBytes).toBe(0);
    return looks;
  };
  expect(looksFor(4_000) / looksFor(2_000)).toBeLessThan(2.5);
});
