import { accept, Change, contentHash, refuse, type Decider, type RecordedEvent } from '.';

type Event = { readonly type: 'Deposited' | 'Withdrawn'; readonly amount: number };
type Command = { readonly type: 'Deposit' | 'Withdraw'; readonly amount: number };

const decider: Decider<number, Command, Event, 'TOO_MUCH'> = {
  initialState: () => 0,
  evolve: (balance, { type, amount }) => (type === 'Deposited' ? balance + amount : balance - amount),
  decide: (balance, { type, amount }) => {
    if (amount === 0) return accept();
    if (type === 'Deposit') return accept({ type: 'Deposited', amount });
    return amount > balance ? refuse('TOO_MUCH') : accept({ type: 'Withdrawn', amount });
  },
};

const recorded = (
  type: Event['type'],
  amount: number,
  metadata: RecordedEvent['metadata'] = {},
): RecordedEvent => ({
  eventId: `e-${amount}`,
  stream: 'purse-1',
  revision: 0,
  position: '0/0/0',
  type,
  data: { amount },
  metadata,
  recordedAt: '2026-11-27T00:00:00.000Z',
});

const changeOf = (...history: readonly RecordedEvent[]) => new Change('1', 'purse-1', decider, history);
const operator = { actor: 'operator:1', commandId: 'c-1', content: { amount: 5 } };

it('folds what is stored', () => {
  const change = changeOf(recorded('Deposited', 10), recorded('Withdrawn', 3));
  expect(change).toMatchObject({ state: 7, version: 2, expectedRevision: 1, isNew: false, events: [] });
});

it('expects a stream without events where nothing is stored', () => {
  expect(changeOf()).toMatchObject({ state: 0, version: 0, expectedRevision: 'none', isNew: true });
});

it('decides each command on what the one before it led to', () => {
  const change = changeOf(recorded('Deposited', 10));
  change.decide({ type: 'Deposit', amount: 5 }, operator);
  change.decide({ type: 'Withdraw', amount: 15 }, operator);
  expect(change.state).toBe(0);
  expect(change.events).toEqual([
    { type: 'Deposited', amount: 5 },
    { type: 'Withdrawn', amount: 15 },
  ]);
});

it('counts pending events in its version and still expects the stored revision', () => {
  const change = changeOf(recorded('Deposited', 10));
  change.decide({ type: 'Deposit', amount: 5 }, operator);
  expect(change).toMatchObject({ version: 2, expectedRevision: 0 });
});

it('stays as it was when a command is refused', () => {
  const change = changeOf(recorded('Deposited', 10));
  const decision = change.decide({ type: 'Withdraw', amount: 11 }, operator);
  expect(decision).toMatchObject({ accepted: false, refusal: { code: 'TOO_MUCH' } });
  expect(change).toMatchObject({ state: 10, version: 1, events: [] });
});

it('appends who gave the command and the hash of its content, and no event id', () => {
  const change = changeOf();
  change.decide({ type: 'Deposit', amount: 5 }, { ...operator, traceparent: '00-1' });
  expect(change.toAppend()).toEqual([
    {
      type: 'Deposited',
      data: { amount: 5 },
      metadata: {
        actor: 'operator:1',
        commandId: 'c-1',
        commandHash: contentHash({ amount: 5 }),
        traceparent: '00-1',
      },
    },
  ]);
});

it('appends no command where the context names none', () => {
  const change = changeOf();
  change.decide({ type: 'Deposit', amount: 5 }, { actor: 'gateway' });
  expect(change.toAppend()).toMatchObject([{ metadata: { actor: 'gateway' } }]);
  expect(change.toAppend()[0]?.metadata).not.toHaveProperty('commandId');
});

it('returns the content hash of a command whose events are stored', () => {
  const change = changeOf(recorded('Deposited', 5, { commandId: 'c-1', commandHash: 'h' }));
  expect(change.hashOf('c-1')).toBe('h');
  expect(change.hashOf('c-2')).toBeUndefined();
});

it('returns the position of the last event of a type, pending ones included', () => {
  const change = changeOf(recorded('Deposited', 10), recorded('Withdrawn', 1), recorded('Deposited', 2));
  const withdrawals = (type: string) => type === 'Withdrawn';
  expect(change.versionOf(withdrawals)).toBe(2);
  change.decide({ type: 'Withdraw', amount: 1 }, operator);
  expect(change.versionOf(withdrawals)).toBe(4);
  expect(change.versionOf(() => false)).toBe(0);
});

describe('the hash of content', () => {
  it('does not depend on the order of keys', () =>
    expect(contentHash({ a: 1, b: { c: 2, d: 3 } })).toBe(contentHash({ b: { d: 3, c: 2 }, a: 1 })));

  it('depends on the order of a list', () => expect(contentHash([1, 2])).not.toBe(contentHash([2, 1])));
});
