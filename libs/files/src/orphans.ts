// orphans.ts — what a place holds beside what rows name of it: files that no row names, rows whose file is missing.
import type { Files, StoredFile } from './files';

const PAGE_FILES = 1_000;
/** What an upload stores before its row is there is no orphan. Long, so that a mistake can be undone before. */
export const ORPHAN_MILLISECONDS = 7 * 86_400_000;
/** A row is written behind its file: one that is newer may have been missed by the list. */
const MISSING_MILLISECONDS = 3_600_000;
/** Of one run. */
const MOST_FOUND = 1_000;
/** So many are removed whatever their share is. */
const FEW_ORPHANS = 20;
/** More than this share of all is a sign of another's files, or of an older database. */
const MOST_ORPHAN_SHARE = 0.1;

type Comparison = {
  readonly files: number;
  /** By their names; no more than a thousand. */
  readonly orphans: readonly StoredFile[];
  readonly missing: readonly string[];
};

/** Rows that name files between two names, each with when it was written. @param until the last one of them; null: all behind. */
export type NamedFiles = (after: string, until: string | null) => Promise<ReadonlyMap<string, Date>>;

/** Both in the order of names, a page at a time. @throws FilesError */
export const compareFiles = async (
  files: Files,
  prefix: string,
  namedFiles: NamedFiles,
  now: Date,
): Promise<Comparison> => {
  const orphans: StoredFile[] = [];
  const missing: string[] = [];
  let count = 0;
  let after = '';
  for (let isLast = false; !isLast;) {
    const page = await files.page(prefix, after, PAGE_FILES);
    isLast = page.length < PAGE_FILES;
    const until = isLast ? null : (page.at(-1)?.name ?? null);
    const named = await namedFiles(after, until);
    const there = new Set(page.map(({ name }) => name));
    count += page.length;
    orphans.push(
      ...page.filter(
        ({ name, at }) => !named.has(name) && now.getTime() - at.getTime() > ORPHAN_MILLISECONDS,
      ),
    );
    for (const [name, since] of named)
      if (!there.has(name) && now.getTime() - since.getTime() > MISSING_MILLISECONDS) missing.push(name);
    after = until ?? after;
  }
  return { files: count, orphans: orphans.slice(0, MOST_FOUND), missing: missing.slice(0, MOST_FOUND) };
};

/** Whether the orphans may be removed: a few, or a small share of what is there. */
export const mayRemove = ({ files, orphans }: Comparison): boolean =>
  orphans.length <= FEW_ORPHANS || orphans.length <= files * MOST_ORPHAN_SHARE;
