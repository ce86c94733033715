// misspelt-settings.ts — unknown names that look like a setting: reported at the start.
import type { z } from 'zod';

/** Names of settings have no prefix: one with ours is a guess. */
const PREFIX = 'SARING_';
/** Shorter names are near to many words of other programs, HOST to HOME: one edit is allowed there. */
const LONG_NAME_CHARACTERS = 8;
const NAME = /^[A-Z][A-Z0-9_]{3,}$/;

/** The names that schemas read. */
export const settingNames = (schemas: readonly z.ZodType[]): readonly string[] => [
  ...new Set(schemas.flatMap((schema) => Object.keys((schema as Partial<z.ZodObject>).shape ?? {}))),
];

/** The setting that was probably meant; undefined: none is near. */
export const nearestSetting = (
  name: string,
  settings: readonly string[],
  mostEdits: number,
): string | undefined => {
  const [near] = settings
    .map((setting) => ({ setting, edits: editsBetween(name, setting) }))
    .sort((one, other) => one.edits - other.edits);
  return near && near.edits <= mostEdits ? near.setting : undefined;
};

/** @param names of a whole environment, most of which are of other programs. @returns sentences. */
export const misspeltSettings = (names: readonly string[], settings: readonly string[]): string[] => {
  const known = new Set(settings);
  return names
    .filter((name) => NAME.test(name) && !known.has(name))
    .flatMap((name) => {
      const isOurs = name.startsWith(PREFIX);
      const plain = isOurs ? name.slice(PREFIX.length) : name;
      const meant = nearestSetting(plain, settings, plain.length < LONG_NAME_CHARACTERS ? 1 : 2);
      if (!isOurs && meant === undefined) return [];
      return `The environment sets ${name}, which Saring does not know${meant ? `; did you mean ${meant}?` : '.'}`;
    });
};

/** Levenshtein's distance. */
const editsBetween = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[other.length] ?? 0;
};
