// patience.ts — waiting for a condition, and trying again what a broken world refused.

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

const LOOK_MILLISECONDS = 100;

/** @returns whether it came true within the limit; what throws is not so yet. */
export const comesTrue = async (
  isTrue: () => boolean | Promise<boolean>,
  limitMilliseconds: number,
  everyMilliseconds = LOOK_MILLISECONDS,
): Promise<boolean> => {
  const end = performance.now() + limitMilliseconds;
  for (;;) {
    try {
      if (await isTrue()) return true;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    if (performance.now() > end) return false;
    await wait(everyMilliseconds);
  }
};

/** @throws Error that names what was waited for. */
export const until = async (
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  limitMilliseconds: number,
): Promise<void> => {
  if (!(await comesTrue(isTrue, limitMilliseconds))) throw new Error(`waited in vain: ${what}`);
};
