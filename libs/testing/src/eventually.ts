/** The longest that a test waits for a condition, and how often it looks. */
export const EVENTUALLY = { limitMilliseconds: 60_000, everyMilliseconds: 20 };

/** Waits until `check` neither throws nor gives false; at the limit fails with what it said last. */
export const eventually = async <T>(
  check: () => Promise<T> | T,
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
