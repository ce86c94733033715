// repair-end.ts — after a repair the diagnosis is asked again, so often and no longer, until it says how it ended.
import { useEffect, useState } from 'react';
import type { Answer } from '../parts/answer';

export type Diagnosis = Answer<'/api/v1/subscribers/{subscriberId}/diagnosis'>;

export const MOST_LOOKS = 8;
const PAUSE_MILLISECONDS = 2_000;

/** What follows by itself: routers are told within moments, and what was paid for is given in the background. */
const FOLLOWING_REPAIRS: readonly Diagnosis['repair'][] = ['sweep', 'wait'];
const FOLLOWING_CAUSES: readonly Diagnosis['cause'][] = ['paid_not_given'];

/** silent: nothing answered at the last look. */
type RepairEnd = { readonly how: 'opened' | 'stopped' | 'silent'; readonly at: string };

/** @param before the cause that the repair was for. @returns null: it is not known yet. */
const endOf = (before: Diagnosis['cause'], { cause, repair }: Diagnosis): RepairEnd['how'] | null => {
  if (cause === 'none' || cause === 'slowed') return 'opened';
  const mayFollow =
    cause === before || FOLLOWING_REPAIRS.includes(repair) || FOLLOWING_CAUSES.includes(cause);
  return mayFollow ? null : 'stopped';
};

type Watch = { readonly before: Diagnosis['cause'] };

/** @param look asks again; undefined where no answer came. @param first a repair that was done before this opened. */
export const useRepairEnd = (
  look: () => Promise<Diagnosis | undefined>,
  first: Diagnosis['cause'] | undefined,
) => {
  const [watch, setWatch] = useState<Watch | null>(first === undefined ? null : { before: first });
  const [looks, setLooks] = useState(0);
  const [end, setEnd] = useState<RepairEnd | null>(null);
  useEffect(() => {
    if (watch === null) return undefined;
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = async (count: number): Promise<void> => {
      setLooks(count);
      const found = await look();
      if (isStopped) return;
      const how = found && endOf(watch.before, found);
      if (!how && count < MOST_LOOKS) {
        timer = setTimeout(() => void lookAgain(count + 1), PAUSE_MILLISECONDS);
        return;
      }
      setEnd({ how: how ?? (found ? 'stopped' : 'silent'), at: new Date().toISOString() });
      setWatch(null);
    };
    void lookAgain(1);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
    // `look` is the query's own and stays the same.
  }, [watch, look]);
  return {
    /** Which look it is; null: none is due. */
    looks: watch === null ? null : looks,
    end,
    follow: (before: Diagnosis['cause']) => {
      setEnd(null);
      setWatch({ before });
    },
    forget: () => {
      setEnd(null);
      setWatch(null);
    },
  };
};
