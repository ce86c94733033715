// senders.ts — which of several numbers of one channel writes to a person: always the same one while it works.

export type SenderRule = {
  /** Of all messages, in parts; 0: it writes to nobody. */
  readonly weight: number;
  /** A young number may write to few; null: no limit. */
  readonly perDay: number | null;
};

export const NO_RULE: SenderRule = { weight: 1, perDay: null };

/** FNV-1a: the same for the same text, spread evenly. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  // Mixed once more: texts that differ at their end alone are far apart, too.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * First choice first: who wrote to the person last, then by weight (rendezvous hashing: where one falls away only its own
 * people move). None of weight 0.
 * @param last empty: nobody has written to them yet.
 */
export const sendersInOrder = (
  senders: readonly { readonly name: string; readonly weight: number }[],
  target: string,
  last: string,
): readonly string[] => {
  const scoreOf = (name: string, weight: number): number =>
    -Math.log((hashOf(`${name}|${target}`) + 1) / 4_294_967_297) / weight;
  return senders
    .filter(({ weight }) => weight > 0)
    .map(({ name, weight }) => ({ name, score: name === last ? -1 : scoreOf(name, weight) }))
    .sort((one, other) => one.score - other.score)
    .map(({ name }) => name);
};
