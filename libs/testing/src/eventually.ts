/** The longest that a test waits for a condition, and how often it looks. */
export const EVENTUALLY = { limitMilliseconds: 60_000, everyMilliseconds: 20 };

/** The longest that a browser waits for what a page shall show: a busy machine may stand still for long. */
export const LOOK_MILLISECONDS = EVENTUALLY.limitMilliseconds;

/** A check that may give undefined beside a value is refused: nobody would wait for the value. */
type Waited<T> = [T] extends [void]
  ? unknown
  : undefined extends T
    ? 'give false, not undefined, while it is not so yet'
    : unknown;

/**
 * Waits until `check` neither throws nor gives false; at the limit fails with what it said last. Undefined is an answer:
 * a check of expectations gives nothing else.
 */
export const eventually = async <T>(
  check: (() => Promise<T> | T) & Waited<T>,
  limitMilliseconds = EVENTUALLY.limitMilliseconds,
): Promise<Exclude<T, false>> => {
  const deadline = performance.now() + limitMilliseconds;
  for (;;) {
    try {
      const value = await check();
      if (value !== false) return value as Exclude<T, false>;
      if (performance.now() > deadline) throw new Error('the condition stayed false');
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, EVENTUALLY.everyMilliseconds));
  }
};
