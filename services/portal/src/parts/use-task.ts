import type { ApiProblem } from '@saring/api-client';
import { useCallback, useRef, useState } from 'react';
import { problemIn } from './problem';

/** Something that a person starts: one at a time, its problem kept until the next try. */
export type Task = {
  readonly isBusy: boolean;
  readonly problem: ApiProblem | null;
  /** Runs it, unless one is running. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly clear: () => void;
};

export const useTask = (): Task => {
  const running = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemIn(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  return { isBusy, problem, run, clear };
};
