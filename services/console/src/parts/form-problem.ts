// form-problem.ts — what went wrong with a form is said in it: the form that is being sent, as its command finds it.
import { useEffect, useMemo, useRef, useState } from 'react';

/** Shows it. @returns whether the form is still there to show it. */
type ShowProblem = (error: unknown) => boolean;

let sending: ShowProblem | null = null;

/** For a command: the form within whose `onSubmit` it is called. */
export const formThatSends = (): ShowProblem | null => sending;

export const useFormProblem = () => {
  const [problem, setProblem] = useState<unknown>(null);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return useMemo(
    () => ({
      problem,
      /** Runs `onSubmit`; what it sends says here what went wrong with it. */
      submit: (onSubmit: () => void) => {
        setProblem(null);
        sending = (error) => {
          if (isThere.current) setProblem(error);
          return isThere.current;
        };
        try {
          onSubmit();
        } finally {
          sending = null;
        }
      },
    }),
    [problem],
  );
};
