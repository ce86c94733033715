// by-kind.ts — settings that say something for each kind of message, or for a family of kinds.
import { messages, type MessageKey } from '@saring/i18n';
import { SettingError } from './setting-error';

/** By a kind (`bill.issued`), or by a family of kinds (`bill`). */
export type ByKind<T> = ReadonlyMap<string, T>;

const MOST_WORD_CHARACTERS = 40;

export const familyOf = (kind: string): string => kind.split('.')[0] ?? '';
const KINDS: ReadonlySet<string> = new Set(Object.keys(messages.id));
const FAMILIES: ReadonlySet<string> = new Set([...KINDS].map(familyOf));

export const partsOf = (text: string, between: ',' | ';'): readonly string[] =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
export const quoted = (word: string): string => `"${word.slice(0, MOST_WORD_CHARACTERS)}"`;

/**
 * `otp=…; purchase,bill.paid=…`
 * @param form of an entry, for people. @param parse reads what stands behind the sign, for these kinds.
 * @throws SettingError naming the word that is no kind, no family or there twice.
 */
export const parseByKind = <T>(
  text: string,
  form: string,
  parse: (value: string, kinds: readonly string[]) => T,
): ByKind<T> => {
  const byKind = new Map<string, T>();
  for (const entry of partsOf(text, ';')) {
    const [listed = '', value, ...more] = entry.split('=');
    if (value === undefined || more.length > 0)
      throw new SettingError(`holds ${quoted(entry)}, which is no ${form}`);
    const kinds = partsOf(listed, ',');
    if (kinds.length === 0) throw new SettingError(`names no kind of message in ${quoted(entry)}`);
    const parsed = parse(value.trim(), kinds);
    for (const kind of kinds) {
      if (!KINDS.has(kind) && !FAMILIES.has(kind))
        throw new SettingError(`names ${quoted(kind)}, which is no kind of message and no family of kinds`);
      if (byKind.has(kind)) throw new SettingError(`names ${quoted(kind)} twice`);
      byKind.set(kind, parsed);
    }
  }
  return byKind;
};

/** That of the kind, else of its family; undefined: none is set. */
export const ofKind = <T>(kind: MessageKey, byKind: ByKind<T>): T | undefined =>
  byKind.get(kind) ?? byKind.get(familyOf(kind));
