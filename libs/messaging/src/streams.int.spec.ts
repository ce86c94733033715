import { startTestStack, type TestStack } from '@saring/testing';
import type { JetStreamManager, NatsConnection } from 'nats';
import { connectNats, ensureStreams } from '.';

const MIB = 1024 ** 2;
let stack: TestStack;
let nats: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  manager = await nats.jetstreamManager();
});
afterAll(async () => {
  await nats.close();
  await stack.close();
});

const bytesOf = async (name: string): Promise<number> => (await manager.streams.info(name)).config.max_bytes;

it('follows the disk with new and existing streams', async () => {
  await ensureStreams(manager, 1024 * MIB);
  const large = await bytesOf('FACTS');
  expect(large).toBeLessThan(1024 * MIB);
  await ensureStreams(manager, 128 * MIB);
  expect(await bytesOf('FACTS')).toBeLessThan(large / 4);
  await ensureStreams(manager);
  expect(await bytesOf('FACTS')).toBeLessThan(large / 4);
});

it('cuts no stream below what it holds', async () => {
  await ensureStreams(manager, 1024 * MIB);
  const part = 'x'.repeat(900_000);
  for (let count = 0; count < 12; count += 1) await nats.jetstream().publish('dead.spec', part);
  await ensureStreams(manager, 64 * MIB);
  const { config, state } = await manager.streams.info('DEAD');
  expect(state.messages).toBe(12);
  expect(config.max_bytes).toBeGreaterThanOrEqual(state.bytes);
});

it('keeps webhooks for as long as it is told, and as they are where it is told nothing', async () => {
  const days = async (name: string): Promise<number> =>
    (await manager.streams.info(name)).config.max_age / (86_400 * 1_000_000_000);
  await ensureStreams(manager, undefined, undefined, 14);
  expect([await days('WEBHOOKS'), await days('FACTS')]).toEqual([14, 30]);
  await ensureStreams(manager);
  expect(await days('WEBHOOKS')).toBe(14);
});
