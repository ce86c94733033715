import { systemClock } from '@saring/kernel';
import type { Pool } from 'pg';
import { chargeUsage } from '../domain/charge-usage';
import { newEntry } from './account-row';
import type { AccountEntry } from './usage-block';
import { ShownAccounts } from './shown-accounts';

const ID = '00000000-0000-4000-8000-000000000001';
const committed = (ownRevision: number): AccountEntry => ({ ...newEntry(ID), ownRevision });

/** Rows that arrive when the spec lets them. */
const rows = () => {
  const waiting: (() => void)[] = [];
  const query = () => new Promise((resolve) => waiting.push(() => resolve({ rows: [] as never[] })));
  const accounts = new ShownAccounts({ query } as unknown as Pool, systemClock);
  return { accounts, waiting, arrive: () => waiting.splice(0).forEach((one) => one()) };
};

it('reads a row once, then what the projector of this process has committed since', async () => {
  const { accounts, waiting, arrive } = rows();
  accounts.projectHere(true);
  const reads = [accounts.read(ID), accounts.read(ID)];
  expect(waiting).toHaveLength(1);
  arrive();
  await Promise.all(reads);
  accounts.show([committed(7)]);
  expect(await accounts.read(ID)).toMatchObject({ ownRevision: 7 });
  expect(waiting).toHaveLength(0);
});

it('shows what was committed, whatever the projector charges to its own afterwards', async () => {
  const { accounts, arrive } = rows();
  accounts.projectHere(true);
  const first = accounts.read(ID);
  arrive();
  await first;
  const projected = committed(7);
  accounts.show([projected]);
  chargeUsage(projected.account, 5, '2026-11-28T00:00:00.000Z');
  expect((await accounts.read(ID)).account.usedBytes).toBe(0);
});

it('keeps no row that was on its way while the account was committed', async () => {
  const { accounts, waiting, arrive } = rows();
  accounts.projectHere(true);
  const early = accounts.read(ID);
  accounts.show([committed(7)]);
  const late = accounts.read(ID);
  expect(waiting).toHaveLength(2);
  arrive();
  await Promise.all([early, late]);
});

it.each([
  ['another replica projects', (accounts: ShownAccounts) => accounts.projectHere(false)],
  ['the projection starts again from its rows', (accounts: ShownAccounts) => accounts.forget()],
])('reads the row where %s', async (_why, happen) => {
  const { accounts, waiting, arrive } = rows();
  accounts.projectHere(true);
  const first = accounts.read(ID);
  arrive();
  await first;
  happen(accounts);
  const again = accounts.read(ID);
  expect(waiting).toHaveLength(1);
  arrive();
  await again;
});

it('ends a wait as soon as what is wanted is committed, also before the wait begins', async () => {
  const { accounts } = rows();
  accounts.projectHere(true);
  const watched = accounts.watch(ID);
  const waiting = watched.until(({ ownRevision }) => ownRevision >= 2, 60_000);
  accounts.show([committed(1)]);
  accounts.show([committed(2)]);
  await waiting;
  await watched.until(({ ownRevision }) => ownRevision >= 2, 60_000);
  watched.stop();
});

describe('a reader that names a version', () => {
  it('waits until it is committed here', async () => {
    const { accounts, arrive } = rows();
    accounts.projectHere(true);
    let isReached = false;
    const reaching = accounts.reach(ID, 2).then(() => (isReached = true));
    arrive();
    await Promise.resolve();
    accounts.show([committed(1)]);
    await Promise.resolve();
    expect(isReached).toBe(false);
    accounts.show([committed(2)]);
    await reaching;
  });

  it('waits for the terms of the subscriber, where it names them', async () => {
    const { accounts, arrive } = rows();
    accounts.projectHere(true);
    let isReached = false;
    const reaching = accounts.reach(ID, 0, 3).then(() => (isReached = true));
    arrive();
    const withTerms = (version: number): AccountEntry => {
      const entry = committed(4);
      const terms = { version, role: 'subscriber', approval: 'approved' } as const;
      const rest = { disabled: false, blocked: true, blockReason: null };
      return { ...entry, account: { ...entry.account, terms: { ...terms, ...rest } } };
    };
    for (const entry of [committed(4), withTerms(2)]) {
      await Promise.resolve();
      accounts.show([entry]);
      await Promise.resolve();
      expect(isReached).toBe(false);
    }
    accounts.show([withTerms(3)]);
    await reaching;
  });

  it('waits for nothing that is shown already, and asks for no row where it names none', async () => {
    const { accounts, waiting, arrive } = rows();
    accounts.projectHere(true);
    const first = accounts.read(ID);
    arrive();
    await first;
    accounts.show([committed(7)]);
    await accounts.reach(ID, 7);
    await accounts.reach(ID, 0);
    expect(waiting).toHaveLength(0);
  });
});
