import { sleep } from '@saring/kernel';
import type { EventStore, FollowOptions, Follower, Position } from './event-store';

/** A reader that found nothing looks again after the shortest pause, then ever later, until something is appended. */
export const FOLLOW_PAUSE_MILLISECONDS = {
  shortest: 4,
  longest: 500,
  afterError: 250,
  afterErrorLongest: 10_000,
};

/** Wakes followers of the same process at once when it appends; others notice by looking again. */
export class AppendSignal {
  private waiting: Array<() => void> = [];
  private count = 0;

  notify(): void {
    this.count += 1;
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }

  /** How many appends there were: lets a reader see that one came while it read. */
  get appends(): number {
    return this.count;
  }

  /** Resolves at the next append, after the pause, or when aborted, whichever is first. */
  next(pauseMilliseconds: number, abort: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        abort.removeEventListener('abort', done);
        this.waiting = this.waiting.filter((waiting) => waiting !== done);
        resolve();
      };
      const timer = setTimeout(done, pauseMilliseconds);
      abort.addEventListener('abort', done, { once: true });
      this.waiting.push(done);
      if (abort.aborted) done();
    });
  }
}

/** Follows a store by reading again and again: for stores without a push of their own. */
export const followByReading = (
  store: Pick<EventStore, 'readAll'>,
  signal: AppendSignal,
  options: FollowOptions,
): Follower => {
  const abort = new AbortController();
  const ended = readOn(store, signal, options, abort.signal);
  return {
    stop: async () => {
      abort.abort();
      await ended;
    },
  };
};

const readOn = async (
  store: Pick<EventStore, 'readAll'>,
  signal: AppendSignal,
  options: FollowOptions,
  abort: AbortSignal,
): Promise<void> => {
  const gather = async (appendsBefore: number): Promise<void> => {
    if (options.gatherMilliseconds && signal.appends !== appendsBefore)
      await sleep(options.gatherMilliseconds, abort);
  };
  let after: Position | null = options.after;
  let pause = FOLLOW_PAUSE_MILLISECONDS.shortest;
  let errorPause = FOLLOW_PAUSE_MILLISECONDS.afterError;
  while (!abort.aborted) {
    const appendsBefore = signal.appends;
    try {
      const events = await store.readAll({ after, limit: options.batchSize, dataOf: options.dataOf });
      const last = events[events.length - 1];
      if (last) {
        await options.handle(events);
        after = last.position;
        pause = FOLLOW_PAUSE_MILLISECONDS.shortest;
      } else if (signal.appends === appendsBefore) {
        await signal.next(pause, abort);
        await gather(appendsBefore);
        // An event may be stored and not yet readable (an older transaction is open): look again soon after a wake-up.
        pause =
          signal.appends === appendsBefore
            ? Math.min(pause * 2, FOLLOW_PAUSE_MILLISECONDS.longest)
            : FOLLOW_PAUSE_MILLISECONDS.shortest;
      } else {
        await signal.next(pause, abort);
      }
      errorPause = FOLLOW_PAUSE_MILLISECONDS.afterError;
    } catch (error) {
      options.onError?.(error);
      await signal.next(errorPause, abort);
      errorPause = Math.min(errorPause * 2, FOLLOW_PAUSE_MILLISECONDS.afterErrorLongest);
    }
  }
};
