// A process stays on the bus whatever its wall clock does: nats.js measures its waits by it.
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import { Events, type NatsConnection } from 'nats';
import { connectNats } from './connection';

const HOUR_MILLISECONDS = 3_600_000;

let stack: TestStack;
let nats: NatsConnection;
let shift = 0;

beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  const real = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => real() + shift);
  nats = await connectNats(stack.natsUrl, 'spec');
});
afterEach(async () => {
  shift = 0;
  await nats.close();
  jest.restoreAllMocks();
});
afterAll(() => stack?.close());

/** Waits until the client has lost its server. */
const isLost = async (): Promise<void> => {
  for await (const { type } of nats.status()) if (type === Events.Disconnect) return;
};

it.each([
  ['set back by an hour', HOUR_MILLISECONDS, 0],
  ['set forward by an hour', 0, HOUR_MILLISECONDS],
  ['set back twice', 2 * HOUR_MILLISECONDS, -HOUR_MILLISECONDS],
])('comes back to its server after the clock was %s in between', async (_what, before, after) => {
  shift = before;
  const lost = isLost();
  await stack.stopNats();
  await lost;
  const tries = jest.mocked(Date.now).mock.calls.length;
  // It has looked at the clock for a try.
  await eventually(() => jest.mocked(Date.now).mock.calls.length > tries + 4);
  shift = after;
  await stack.startNats();
  await eventually(async () => {
    await nats.flush();
    return !nats.isClosed();
  });
  expect(await nats.rtt()).toBeGreaterThanOrEqual(0);
});
