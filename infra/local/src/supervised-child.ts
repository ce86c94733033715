// supervised-child.ts — keeps a server of our own running: watches, ends and restarts it on the same port and store.
import { sleep } from '@saring/kernel';
import type { ManagedChild } from './managed-child';

/** Standard times; specs shorten them. */
export const SUPERVISION = {
  probeEveryMilliseconds: 2_000,
  probeLimitMilliseconds: 5_000,
  /** So many probes in a row without an answer: the server hangs and is killed. */
  missedProbes: 3,
  restartMilliseconds: [200, 1_000, 2_000, 5_000, 10_000],
  /** A server that cannot be started for so long is given up. */
  giveUpMilliseconds: 300_000,
};

export type Supervision = {
  readonly name: string;
  /** Starts the server; called again after each end. */
  readonly start: () => Promise<ManagedChild>;
  /** Started already; absent: it is started now. */
  readonly running?: ManagedChild;
  /** Rejects when the server does not serve; absent: only its process is watched. */
  readonly probe?: () => Promise<void>;
  readonly onEvent: (event: SupervisionEvent) => void;
  readonly times?: Partial<typeof SUPERVISION>;
};

export type SupervisionEvent =
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'start-failed'; readonly reason: string }
  | { readonly kind: 'given-up'; readonly reason: string };

/** Starts the server and keeps it running until stopped. @throws when its first start fails */
export const superviseChild = async (
  supervision: Supervision,
): Promise<{ stop(): Promise<void>; pid(): number }> => {
  const times = { ...SUPERVISION, ...supervision.times };
  const stopping = new AbortController();
  let child = supervision.running ?? (await supervision.start());
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const reason = await untilBroken(child, supervision, times, stopping.signal);
      if (stopping.signal.aborted) return;
      supervision.onEvent({ kind: 'ended', reason });
      await child.kill();
      const next = await restart(supervision, times, stopping.signal);
      if (!next) return;
      child = next;
      supervision.onEvent({ kind: 'restarted' });
    }
  };
  const ended = run();
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping.abort();
      await ended;
      await child.stop();
    },
  };
};

/** Resolves with what is wrong: the process ended, or it did not answer so many times in a row. */
const untilBroken = async (
  child: ManagedChild,
  { probe }: Supervision,
  times: typeof SUPERVISION,
  stopping: AbortSignal,
): Promise<string> => {
  const end = new AbortController();
  const onStop = (): void => end.abort();
  stopping.addEventListener('abort', onStop, { once: true });
  let reason = '';
  void child.exited.then((exit) => {
    reason = `the process ended: ${exit}`;
    end.abort();
  });
  for (let missed = 0; !end.signal.aborted;) {
    await sleep(times.probeEveryMilliseconds, end.signal);
    if (end.signal.aborted || !probe) continue;
    const failure = await failureOf(probe, times.probeLimitMilliseconds);
    missed = failure === null ? 0 : missed + 1;
    if (missed < times.missedProbes || end.signal.aborted) continue;
    reason = `no answer ${missed} times: ${failure}`;
    break;
  }
  stopping.removeEventListener('abort', onStop);
  return reason;
};

const failureOf = async (probe: () => Promise<void>, limitMilliseconds: number): Promise<string | null> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), limitMilliseconds);
  });
  try {
    await Promise.race([probe(), limit]);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    clearTimeout(timer);
  }
};

/** @returns null when stopped, or given up. */
const restart = async (
  { start, onEvent }: Supervision,
  times: typeof SUPERVISION,
  stopping: AbortSignal,
): Promise<ManagedChild | null> => {
  const deadline = performance.now() + times.giveUpMilliseconds;
  for (let attempt = 0; !stopping.aborted; attempt += 1) {
    const pauses = times.restartMilliseconds;
    await sleep(pauses[Math.min(attempt, pauses.length - 1)] ?? 0, stopping);
    if (stopping.aborted) return null;
    try {
      return await start();
    } catch (error) {
      const reason = (error as Error).message;
      onEvent({ kind: 'start-failed', reason });
      if (performance.now() < deadline) continue;
      onEvent({ kind: 'given-up', reason });
      return null;
    }
  }
  return null;
};
