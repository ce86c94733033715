export type Params = Readonly<Record<string, string | number | boolean>>;

/** `{count}`, or `{count|person|people}`: the first where the value is 1. */
const PLACE = /\{(\w+)(?:\|(.*?)\|(.*?))?\}/g;

/** The names that a text has places for, sorted. */
export const placesOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ''))].sort();

/** Puts values into `{name}` places; a place without a value stays, so that no text says "undefined". */
export const fill = (text: string, params: Params): string =>
  text.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    if (!Object.hasOwn(params, name)) return place;
    const value = String(params[name]);
    return (value === '1' ? one : many) ?? value;
  });
