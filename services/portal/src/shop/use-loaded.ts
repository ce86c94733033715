import type { ApiProblem } from '@saring/api-client';
import { useCallback, useEffect, useState } from 'react';
import { problemIn } from '../parts/problem';

export type Loaded<T> = {
  /** Null until it has come. */
  readonly data: T | null;
  readonly problem: ApiProblem | null;
  readonly reload: () => Promise<void>;
  readonly put: (data: T) => void;
};

/** Something of edge's that the page shows; a session that is over ends the page's. */
export const useLoaded = <T>(read: () => Promise<T>, onEnded: () => void): Loaded<T> => {
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const reload = useCallback(async () => {
    try {
      setData(await read());
      setProblem(null);
    } catch (error) {
      const met = problemIn(error);
      if (met.isLoggedOut) onEnded();
      else setProblem(met);
    }
  }, [read, onEnded]);
  useEffect(() => void reload(), [reload]);
  const put = useCallback((next: T) => setData(next), []);
  return { data, problem, reload, put };
};
