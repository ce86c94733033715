// repair-end.ts — after a repair the diagnosis is asked again, until it says how the repair ended.
import type { Answer } from '../parts/answer';
import { useLooks } from '../parts/use-looks';

export type Diagnosis = Answer<'/api/v1/subscribers/{subscriberId}/diagnosis'>;

export const MOST_LOOKS = 8;
const LIMITS = { mostLooks: MOST_LOOKS, pauseMilliseconds: 2_000 };

/** What follows by itself: routers are told within moments, and what was paid for is given in the background. */
const FOLLOWING_REPAIRS: readonly Diagnosis['repair'][] = ['sweep', 'wait'];
const FOLLOWING_CAUSES: readonly Diagnosis['cause'][] = ['paid_not_given'];

/** @param before the cause that the repair was for. */
const endAfter =
  (before: Diagnosis['cause']) =>
  ({ cause, repair }: Diagnosis): 'opened' | 'stopped' | null => {
    if (cause === 'none' || cause === 'idle' || cause === 'slowed') return 'opened';
    const mayFollow =
      cause === before || FOLLOWING_REPAIRS.includes(repair) || FOLLOWING_CAUSES.includes(cause);
    return mayFollow ? null : 'stopped';
  };

/** @param look asks again. @param first the cause that something was done for before this opened. */
export const useRepairEnd = (
  look: () => Promise<Diagnosis | undefined>,
  first: Diagnosis['cause'] | undefined,
) => {
  const looks = useLooks(look, LIMITS, first && endAfter(first));
  return { ...looks, follow: (before: Diagnosis['cause']) => looks.follow(endAfter(before)) };
};
