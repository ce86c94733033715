// A fact whose reaction fails is set aside once, for good; during an outage it waits.
import { AccessStatusChangedSchema, FACTS_STREAM } from '@saring/contracts';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { connectNats, DEAD_STREAM, deadSubject, ensureStreams, UnavailableError } from '.';
import { bySubscriber, consumeFacts, onFact, publishFact, type FactConsumption } from './facts';

let stack: TestStack;
let nats: NatsConnection;
beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'facts spec');
  await ensureStreams(await nats.jetstreamManager());
});
afterAll(async () => {
  await nats.close();
  await stack.close();
});

const publish = (id: string) =>
  publishFact(
    nats,
    AccessStatusChangedSchema,
    { subscriberId: id, version: 1, status: 'active', at: '2026-11-21T07:00:00.000Z' },
    { id, at: '2026-11-21T07:00:00.000Z', source: 'spec' },
  );

const consume = (
  durable: string,
  tries: number,
  fail: (subscriberId: string, time: number) => Error | null,
) => {
  const heard: string[] = [];
  const options: FactConsumption = {
    from: 'quota_ledger',
    durable,
    tries,
    handlers: [
      onFact(AccessStatusChangedSchema, async ({ subscriberId }) => {
        heard.push(subscriberId);
        const failure = fail(subscriberId, heard.filter((id) => id === subscriberId).length);
        if (failure) throw failure;
      }),
    ],
    onError: () => undefined,
  };
  return { heard, consumption: consumeFacts(nats, options) };
};

const unfinished = async (durable: string) => {
  const info = await (await nats.jetstreamManager()).consumers.info(FACTS_STREAM, durable);
  return info.num_ack_pending + info.num_pending;
};
const deadOf = async (durable: string) => {
  const info = await (
    await nats.jetstreamManager()
  ).streams.info(DEAD_STREAM, {
    subjects_filter: deadSubject(durable),
  });
  return info.state.subjects?.[deadSubject(durable)] ?? 0;
};

it('sets a fact that always fails aside once, never to come again, and goes on', async () => {
  const { heard, consumption } = consume('spec-dead', 2, (id) => (id === 'bad' ? new Error('never') : null));
  await publish('bad');
  await publish('good');
  await eventually(async () => (await deadOf('spec-dead')) === 1 && heard.includes('good'));
  // The server holds nothing back that it would deliver again.
  await eventually(async () => (await unfinished('spec-dead')) === 0);
  expect(heard.filter((id) => id === 'bad')).toHaveLength(2);
  await consumption.stop();
});

it('waits for what is away, however often, and counts none of it', async () => {
  const { heard, consumption } = consume('spec-waits', 1, (id, time) =>
    id === 'waits' && time < 3 ? new UnavailableError('rpc.x', 'TIMEOUT') : null,
  );
  await publish('waits');
  await eventually(() => heard.filter((id) => id === 'waits').length === 3);
  await eventually(async () => (await unfinished('spec-waits')) === 0);
  expect(await deadOf('spec-waits')).toBe(0);
  await consumption.stop();
});

it('takes facts of other keys beside one that lasts, and those of one key in order', async () => {
  const ends: (() => void)[] = [];
  const heard: string[] = [];
  const consumption = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'spec-keys',
    keyOf: bySubscriber,
    handlers: [
      onFact(AccessStatusChangedSchema, async ({ subscriberId, version }) => {
        heard.push(`${subscriberId} ${version}`);
        if (subscriberId === 'lasts' && version === 1) await new Promise<void>((end) => ends.push(end));
      }),
    ],
    onError: () => undefined,
  });
  const at = '2026-11-21T07:00:00.000Z';
  for (const [subscriberId, version] of [
    ['lasts', 1],
    ['lasts', 2],
    ['quick', 1],
  ] as const) {
    const fact = { subscriberId, version, status: 'active', at };
    const envelope = { id: `${subscriberId}-${version}`, at, source: 'spec' };
    await publishFact(nats, AccessStatusChangedSchema, fact, envelope);
  }
  await eventually(() => heard.includes('quick 1'));
  expect(heard).not.toContain('lasts 2');
  ends[0]?.();
  await eventually(() => heard.includes('lasts 2'));
  await eventually(async () => (await unfinished('spec-keys')) === 0);
  await consumption.stop();
});
