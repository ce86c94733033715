// use-looks.ts — what goes on by itself is looked at again, so often and no longer, until it is known how it ended.
import { useEffect, useState } from 'react';

type Limits = { readonly mostLooks: number; readonly pauseMilliseconds: number };
/** Null: it has not ended. */
type EndOf<Found, End> = (found: Found) => End | null;

/** @param look asks again; undefined where no answer came. @param first what is to be followed from the beginning. */
export const useLooks = <Found, End extends string>(
  look: () => Promise<Found | undefined>,
  { mostLooks, pauseMilliseconds }: Limits,
  first?: EndOf<Found, End>,
) => {
  const [watch, setWatch] = useState<{ readonly endOf: EndOf<Found, End> } | null>(
    first ? { endOf: first } : null,
  );
  const [looks, setLooks] = useState(0);
  const [end, setEnd] = useState<{ readonly how: End | 'unended' | 'silent'; readonly at: string } | null>(
    null,
  );
  useEffect(() => {
    if (watch === null) return undefined;
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = async (count: number): Promise<void> => {
      setLooks(count);
      const found = await look();
      if (isStopped) return;
      const how = found === undefined ? null : watch.endOf(found);
      if (how === null && count < mostLooks) {
        timer = setTimeout(() => void lookAgain(count + 1), pauseMilliseconds);
        return;
      }
      setEnd({ how: how ?? (found === undefined ? 'silent' : 'unended'), at: new Date().toISOString() });
      setWatch(null);
    };
    void lookAgain(1);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [watch, look, mostLooks, pauseMilliseconds]);
  return {
    /** Which look it is; null: none is due. */
    looks: watch === null ? null : looks,
    /** silent: nothing answered at the last look. unended: after the last look it went on. */
    end,
    follow: (endOf: EndOf<Found, End>) => {
      setEnd(null);
      setWatch({ endOf });
    },
    forget: () => {
      setEnd(null);
      setWatch(null);
    },
  };
};
