// password-workers.ts — argon2id beside the event loop: a flood of logins slows down logins, and nothing else.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { RefusalError } from '@saring/messaging';

/** One core stays free for everyone else. */
const MOST_WORKERS = Math.max(1, Math.min(2, availableParallelism() - 1));
/** About four seconds of work; later requests are refused with a time to come again. */
const MOST_QUEUED = 64;
const BUSY_RETRY_SECONDS = 3;

type PasswordTask =
  | { readonly kind: 'hash'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'verify'; readonly password: string; readonly hash: string };

/** Small enough to be given as text, so that it runs alike from sources and from a build. */
const SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const { argon2id, argon2Verify } = require(workerData);
parentPort.on('message', async (task) => {
  try {
    const value = task.kind === 'hash' ? await argon2id(task.options) : await argon2Verify(task);
    parentPort.postMessage({ value });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.message) });
  }
});`;

type Waiting = {
  readonly task: PasswordTask;
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (error: Error) => void;
};
type Answer = { readonly value?: string | boolean; readonly error?: string };

export class PasswordWorkers {
  private readonly queue: Waiting[] = [];
  private readonly idle: Worker[] = [];
  private count = 0;

  /** @throws RefusalError AUTH.LOGIN_BUSY when too many wait already. */
  run(task: PasswordTask): Promise<string | boolean> {
    if (this.queue.length >= MOST_QUEUED)
      throw new RefusalError('AUTH.LOGIN_BUSY', { retryInSeconds: BUSY_RETRY_SECONDS });
    return new Promise((resolve, reject) => {
      this.queue.push({ task, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop() ?? (this.count < MOST_WORKERS ? this.start() : undefined);
    const waiting = worker && this.queue.shift();
    if (!worker || !waiting) return;
    // Held only while there is work: an idle worker keeps no process alive.
    worker.ref();
    const onMessage = (answer: Answer) => {
      worker.off('error', onError);
      worker.unref();
      this.idle.push(worker);
      if (answer.value === undefined) waiting.reject(new Error(`argon2: ${answer.error ?? 'no answer'}`));
      else waiting.resolve(answer.value);
      this.next();
    };
    const onError = (error: Error) => {
      worker.off('message', onMessage);
      this.count -= 1;
      waiting.reject(error);
      this.next();
    };
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.postMessage(waiting.task);
  }

  private start(): Worker {
    this.count += 1;
    return new Worker(SOURCE, { eval: true, workerData: require.resolve('hash-wasm') });
  }
}
