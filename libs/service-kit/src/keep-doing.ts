// keep-doing.ts — background work in rounds, which no failure ends.
import { sleep } from '@saring/kernel';

export type Rounds = {
  readonly pauseMilliseconds: number;
  readonly retryMilliseconds: number;
  readonly onError: (error: Error) => void;
};

/**
 * Works in rounds until aborted; a failed round is reported and tried again.
 * @param round true: there is more to do, the next round follows at once.
 */
export const keepDoing = async (
  signal: AbortSignal,
  round: () => Promise<boolean | void>,
  { pauseMilliseconds, retryMilliseconds, onError }: Rounds,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      const isMore = await round();
      await sleep(isMore ? 0 : pauseMilliseconds, signal);
    } catch (error) {
      onError(error as Error);
      await sleep(retryMilliseconds, signal);
    }
  }
};
