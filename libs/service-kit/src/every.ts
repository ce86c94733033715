// every.ts — a small task again and again, for as long as its owner lives; no failure of it ends the process.

export type Repetition = { stop(): void };

/** Does the task each `milliseconds`, first after the first of them; what it throws goes to `onError`. */
export const every = (
  milliseconds: number,
  task: () => Promise<void> | void,
  onError: (error: Error) => void,
): Repetition => {
  const timer = setInterval(() => {
    Promise.resolve().then(task).catch(onError);
  }, milliseconds);
  return { stop: () => clearInterval(timer) };
};
