// spare-thread.int.spec.ts — a thread that stands ready is one call's, and one that died while it waited is nobody's.
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { SANDBOX_LIMITS } from './limits';
import { SpareThread } from './spare-thread';

const threads: Worker[] = [];
const take = (from: SpareThread): Worker => {
  const thread = from.take();
  threads.push(thread);
  return thread;
};
afterAll(() => Promise.all(threads.map((thread) => thread.terminate())));

const answerOf = async (thread: Worker, code: string): Promise<unknown> => {
  const job = { code, name: 'go', input: '{}', secrets: {}, permissions: [], limits: SANDBOX_LIMITS };
  const answer = once(thread, 'message');
  thread.postMessage({ job: { ...job, nowMilliseconds: 0 } });
  return (await answer)[0];
};
const CODE = 'module.exports = { go: () => 42 };';

it('gives each thread once', async () => {
  const spare = new SpareThread();
  spare.refill();
  spare.refill();
  const [one, other] = [take(spare), take(spare)];
  expect(one.threadId).not.toBe(other.threadId);
  for (const thread of [one, other])
    expect(await answerOf(thread, CODE)).toEqual({ kind: 'answer', text: '{"value":42}' });
});

it('takes no second call', async () => {
  const spare = new SpareThread();
  const thread = take(spare);
  await answerOf(thread, CODE);
  const heard: unknown[] = [];
  thread.on('message', (message) => heard.push(message));
  thread.postMessage({ job: { code: CODE, name: 'go', input: '{}' } });
  // Another thread, started later, has answered: this one had the time to.
  await answerOf(take(spare), CODE);
  expect(heard).toEqual([]);
});

it('starts another where the one that waited has died', async () => {
  const spare = new SpareThread();
  spare.refill();
  const waiting = spare['spare']!;
  await waiting.terminate();
  const thread = take(spare);
  expect(thread).not.toBe(waiting);
  expect(await answerOf(thread, CODE)).toEqual({ kind: 'answer', text: '{"value":42}' });
});
