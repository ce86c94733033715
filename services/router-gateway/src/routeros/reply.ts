// reply.ts — sentences of a router as replies: rows, traps, ends.
import type { Sentence } from './codec';

/** One `!re`: attribute names without the leading `=`, values as the router wrote them. */
export type Row = Readonly<Record<string, string>>;

/** A router's refusal of one command. */
export type Trap = { readonly category?: number; readonly message: string };

/** The result of a command: rows and the id that `add` returns, or the router's refusal. */
export type Reply =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly ret?: string }
  | { readonly ok: false; readonly trap: Trap };

export type ReplySentence = { readonly kind: string; readonly tag: string | undefined; readonly row: Row };

const TAG = '.tag=';

/** Splits `!re =name=value .tag=7`; the tag may be at any position. A `!fatal` carries its reason as a bare word. */
export const readSentence = (words: Sentence): ReplySentence => {
  const row: Record<string, string> = {};
  let tag: string | undefined;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word.startsWith(TAG)) tag = word.slice(TAG.length);
    else if (word.startsWith('=')) {
      const equals = word.indexOf('=', 1);
      if (equals > 0) row[word.slice(1, equals)] = word.slice(equals + 1);
    } else row['message'] = word;
  }
  return { kind: words[0] ?? '', tag, row };
};

export const trapOf = (row: Row): Trap => ({
  category: row['category'] === undefined ? undefined : Number(row['category']),
  message: row['message'] ?? 'the router gave no reason',
});
