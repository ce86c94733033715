import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { connectNats, listen } from '.';

let stack: TestStack;
let nats: NatsConnection;
let stranger: NatsConnection;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'house');
  stranger = await connectNats(stack.natsUrl, 'stranger');
});
afterAll(async () => {
  await nats.close();
  await stranger.close();
  await stack.close();
});

it('goes on hearing after bodies that cannot be read and handlers that throw or reject', async () => {
  const heard: unknown[] = [];
  const failures: string[] = [];
  const listening = listen(nats, 'news', {
    read: (message) => message.json<{ fail?: string }>(),
    handle: async (body) => {
      if (body.fail === 'throws') throw new Error('throws');
      if (body.fail === 'rejects') await Promise.reject(new Error('rejects'));
      heard.push(body);
    },
    onError: (error) => failures.push(error.message),
  });
  await nats.flush();
  for (const body of ['no JSON', '{"fail":"throws"}', '{"fail":"rejects"}', 'null', '{"ok":1}'])
    stranger.publish('news', body);
  await eventually(() => heard.length === 1);
  expect(failures).toHaveLength(4);
  expect(heard).toEqual([{ ok: 1 }]);
  listening.stop();
});
