import { statementCursorAt, type ApiProblem, type StatementLine } from '@saring/api-client';
import { useCallback, useEffect, useState } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { endOfDate } from '../language/formats';
import { problemIn } from '../parts/problem';

const PAGE_LINES = 30;
/** A day has a line an hour and device, and its few events: more than this is no day. */
const DAY_LINES = 100;

type Pages = { readonly items: readonly StatementLine[]; readonly nextCursor: string | null };

type StatementPages = {
  /** Null until the first page has come. */
  readonly pages: Pages | null;
  readonly problem: ApiProblem | null;
  readonly isBusy: boolean;
  /** Loads the first page again, or the next older one. */
  readonly load: (cursor?: string) => Promise<void>;
};

/** Pages of the statement, newest first. @param day yyyy-mm-dd of the site; empty: all. @param balance moves it. */
export const useStatement = (day: string, balance: number, onEnded: () => void): StatementPages => {
  const { formats } = useLanguage();
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { dateOf } = formats;

  const read = useCallback(
    async (cursor: string | undefined): Promise<Pages> => {
      if (day === '') return edge.statement({ limit: PAGE_LINES, cursor });
      const end = statementCursorAt(endOfDate(day, dateOf));
      const { items } = await edge.statement({ limit: DAY_LINES, cursor: end });
      return { items: items.filter(({ at }) => dateOf(new Date(at)) === day), nextCursor: null };
    },
    [day, dateOf],
  );
  const load = useCallback(
    async (cursor?: string) => {
      setBusy(true);
      try {
        const page = await read(cursor);
        setProblem(null);
        setPages((present) =>
          cursor && present ? { ...page, items: [...present.items, ...page.items] } : page,
        );
      } catch (error) {
        const met = problemIn(error);
        if (met.isLoggedOut) onEnded();
        else setProblem(met);
      } finally {
        setBusy(false);
      }
    },
    [read, onEnded],
  );
  useEffect(() => {
    setPages(null);
    void load();
  }, [load]);
  useEffect(() => {
    // The newest page moves with the balance; a person who reads older ones is not pulled back.
    setPages((present) => {
      if (present && present.items.length <= PAGE_LINES) void load();
      return present;
    });
  }, [balance, load]);
  return { pages, problem, isBusy, load };
};
