// A replica that stops answers what the server has already handed to it: nobody asks in vain while replicas are replaced.
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { connectNats, NatsServerStrategy } from '.';

const SUBJECT = 'drain.ask';
const REQUESTS = 300;
const LIMIT_MILLISECONDS = 60_000;

let stack: TestStack;
let asker: NatsConnection;
const replicas: NatsConnection[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  asker = await connectNats(stack.natsUrl, 'asker');
});
afterAll(async () => {
  await Promise.all([asker, ...replicas].map((one) => one.close()));
  await stack.close();
});

const startReplica = async (name: string): Promise<NatsServerStrategy> => {
  const nats = await connectNats(stack.natsUrl, name);
  replicas.push(nats);
  const strategy = new NatsServerStrategy(nats, 'replicas');
  strategy.addHandler(SUBJECT, () => Promise.resolve({ reply: {} }));
  await new Promise((resolve) => strategy.start(resolve));
  return strategy;
};

it('answers what was on its way when it was told to stop', async () => {
  const first = await startReplica('first');
  await startReplica('second');
  const packet = JSON.stringify({ pattern: SUBJECT, data: {}, id: '1' });
  const asked = Array.from({ length: REQUESTS }, () =>
    asker.request(SUBJECT, packet, { timeout: LIMIT_MILLISECONDS / 10 }),
  );
  await asker.flush();
  await first.drain(LIMIT_MILLISECONDS);
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
});
