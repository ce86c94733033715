// words.ts — cuts RouterOS script into statements and words: quotes, brackets and braces hold together.

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** Where the thing that opens at `from` ends, its last sign included. */
const endOf = (text: string, from: number): number => {
  const open = text[from] ?? '';
  const close = open === '"' ? '"' : CLOSING[open];
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\') at += 1;
    else if (sign === close) return at;
    else if (open !== '"' && (sign === '"' || CLOSING[sign] !== undefined)) at = endOf(text, at);
  }
  throw new ScriptError(`expected closing ${close}`);
};

/** Cuts at signs outside of quotes and brackets. */
const cut = (text: string, isCut: (sign: string) => boolean): string[] => {
  const parts: string[] = [];
  let begin = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"' || CLOSING[sign] !== undefined) at = endOf(text, at);
    else if (at === text.length || isCut(sign)) {
      const part = text.slice(begin, at).trim();
      if (part !== '') parts.push(part);
      begin = at + 1;
    }
  }
  return parts;
};

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trim().startsWith('#'))
    .join('\n');

export const statementsOf = (text: string): string[] =>
  cut(withoutComments(text), (sign) => sign === '\n' || sign === ';');
export const wordsOf = (statement: string): string[] => cut(statement, (sign) => /\s/.test(sign));
export const elementsOf = (array: string): string[] => cut(array, (sign) => sign === ';');

/** The text between a word's brackets: `{ a }` gives ` a `. */
export const inner = (word: string): string => word.slice(1, -1);

/** The values of words such as `do={…}`, by name; words without a name are left out. */
export const namedWords = (words: readonly string[]): Map<string, string> => {
  const named = new Map<string, string>();
  for (const word of words) {
    const match = /^([a-z][\w-]*)=([\s\S]*)$/.exec(word);
    if (match) named.set(match[1] ?? '', match[2] ?? '');
  }
  return named;
};
