// run-together.ts — several background tasks as one: none is started and forgotten, none outlives the others.

export type Task = (signal: AbortSignal) => Promise<void>;

/** Runs tasks until all end. When one fails the others are aborted and awaited; then its error is thrown. */
export const runTogether = async (signal: AbortSignal, tasks: readonly Task[]): Promise<void> => {
  const failed = new AbortController();
  const inner = AbortSignal.any([signal, failed.signal]);
  const run = async (task: Task): Promise<void> => {
    try {
      await task(inner);
    } catch (error) {
      failed.abort();
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(tasks.map(run));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
};
