// fuzz.ts — inputs made of known ones by small damages, chosen by a seed; what is answered in a new way is damaged further.
import { Buffer } from 'node:buffer';

/** Looked up once: within jest each look at a global is slow. */
const { imul } = Math;

/** The next whole number from 0 below `below`. */
export type Random = (below: number) => number;

export type FuzzTarget = {
  /** Good inputs, and those that once found a fault. */
  readonly corpus: readonly Uint8Array[];
  /** Words that are put into inputs: what only whole words get past. */
  readonly words?: readonly string[];
  /** Values within it are changed, too, and it stays JSON. */
  readonly isJson?: boolean;
  /** Longer inputs are cut. */
  readonly longestBytes?: number;
  /** @returns in a few words how the input was answered. @throws what is a fault of ours. */
  answer(input: Buffer, random: Random): string | Promise<string>;
};

export type FuzzReport = {
  readonly seed: number;
  readonly inputs: number;
  /** How often each answer came. */
  readonly answers: ReadonlyMap<string, number>;
};

const LONGEST_INPUT_BYTES = 4_096;
const MOST_KEPT = 2_000;
const MOST_DAMAGES = 6;
const MOST_SHRINKING = 2_000;
const EDGES = [
  0, 1, 0x7f, 0x80, 0xbf, 0xc0, 0xdf, 0xe0, 0xef, 0xf0, 0xf7, 0xf8, 0xff, 0x22, 0x5c, 0x7b, 0x5b,
];
const STANDARD_SEED = 20_261_130;

/** How many inputs and by which seed: `npm run fuzz` says so by the environment, `npm test` has the standard. */
export const fuzzRuns = (standardInputs: number): { readonly inputs: number; readonly seed: number } => ({
  inputs: Number(process.env['FUZZ_INPUTS'] ?? standardInputs),
  seed: Number(process.env['FUZZ_SEED'] ?? STANDARD_SEED),
});

/** Mulberry32, of which 31 bits are used: small whole numbers stay fast. */
export const randomOf = (seed: number): Random => {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= (mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)) | 0;
    return ((mixed ^ (mixed >>> 14)) & 0x7fffffff) % below;
  };
};

type Damage = (input: Buffer, random: Random, others: readonly Uint8Array[]) => Buffer;

const placeIn = (input: Buffer, random: Random): number => random(input.length + 1);

const put = (input: Buffer, at: number, piece: Uint8Array, over = 0): Buffer =>
  Buffer.concat([input.subarray(0, at), piece, input.subarray(at + over)]);

const DAMAGES: readonly Damage[] = [
  (input, random) => {
    if (input.length > 0) input[random(input.length)]! ^= 1 << random(8);
    return input;
  },
  (input, random) => {
    if (input.length > 0) input[random(input.length)] = EDGES[random(EDGES.length)] ?? 0;
    return input;
  },
  (input, random) => put(input, placeIn(input, random), Buffer.of(random(256))),
  (input, random) => {
    const at = placeIn(input, random);
    return put(input, at, Buffer.alloc(0), 1 + random(16));
  },
  (input, random) => input.subarray(0, placeIn(input, random)),
  (input, random) => {
    const from = placeIn(input, random);
    return put(input, placeIn(input, random), input.subarray(from, from + 1 + random(64)));
  },
  (input, random, others) => {
    const other = others[random(others.length)] ?? input;
    return put(
      input.subarray(0, placeIn(input, random)),
      input.length,
      other.subarray(random(other.length + 1)),
    );
  },
];

const damaged = (
  input: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
  words: readonly Buffer[],
): Buffer => {
  let made: Buffer = Buffer.from(input);
  for (let times = 1 + random(MOST_DAMAGES); times > 0; times -= 1) {
    const which = random(DAMAGES.length + (words.length > 0 ? 2 : 0));
    const word = words[random(words.length || 1)];
    const damage = DAMAGES[which];
    if (damage) made = damage(made, random, others);
    else if (word) made = put(made, placeIn(made, random), word, random(2) * random(16));
  }
  return made;
};

const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, '', ' ', '0', '\u0000', '\ud800', '\u202e', 'x'.repeat(300)],
  ...['constructor', '__proto__', 'toString', '2026-02-30T25:00:00Z', [], {}, [null], { constructor: 1 }],
];

/** Every value within, with what holds it. */
const placesIn = (
  value: unknown,
  found: { readonly of: Record<string, unknown>; readonly key: string }[] = [],
) => {
  if (typeof value !== 'object' || value === null) return found;
  const of = value as Record<string, unknown>;
  for (const key of Object.keys(of)) {
    found.push({ of, key });
    placesIn(of[key], found);
  }
  return found;
};

/** One value becomes another, an odd one or one from elsewhere in it. Null: it is no JSON that holds values. */
const changed = (input: Uint8Array, random: Random): Buffer | null => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(input).toString('utf8'));
  } catch {
    return null;
  }
  const places = placesIn(value);
  for (let times = places.length === 0 ? 0 : 1 + random(2); times > 0; times -= 1) {
    const [to, from] = [places[random(places.length)], places[random(places.length)]];
    if (!to || !from) continue;
    const other =
      random(3) === 0 ? structuredClone(from.of[from.key]) : ODD_VALUES[random(ODD_VALUES.length)];
    if (random(8) === 0) delete to.of[to.key];
    else
      Object.defineProperty(to.of, to.key, {
        value: other,
        configurable: true,
        enumerable: true,
        writable: true,
      });
  }
  return places.length === 0 ? null : Buffer.from(JSON.stringify(value));
};

/** The fault of an input; null: none. */
const faultOf = async (target: FuzzTarget, input: Buffer, seed: number): Promise<Error | null> => {
  try {
    await target.answer(Buffer.from(input), randomOf(seed));
    return null;
  } catch (error) {
    return error as Error;
  }
};

/** A shorter input with the same fault, found by leaving out ever smaller parts. */
const shrunk = async (target: FuzzTarget, input: Buffer, seed: number, message: string): Promise<Buffer> => {
  let [least, part, tries] = [input, input.length >> 1, 0];
  while (part > 0 && tries < MOST_SHRINKING) {
    let isShorter = false;
    for (let at = 0; at < least.length && tries < MOST_SHRINKING; tries += 1) {
      const shorter = put(least, at, Buffer.alloc(0), part);
      if ((await faultOf(target, shorter, seed))?.message === message) [least, isShorter] = [shorter, true];
      else at += part;
    }
    if (!isShorter) part >>= 1;
  }
  return least;
};

/**
 * @param seed the same seed makes the same inputs.
 * @throws Error with the seed and the shortest input that was found for it, where one is answered with a fault.
 */
export const fuzz = async (
  target: FuzzTarget,
  { inputs, seed }: { readonly inputs: number; readonly seed: number },
): Promise<FuzzReport> => {
  const random = randomOf(seed);
  const words = (target.words ?? []).map((word) => Buffer.from(word));
  const kept: Uint8Array[] = [...target.corpus];
  const answers = new Map<string, number>();
  const longest = target.longestBytes ?? LONGEST_INPUT_BYTES;
  for (let index = 0; index < inputs; index += 1) {
    const known = kept[index < kept.length ? index : random(kept.length)] ?? Buffer.alloc(0);
    const isKnown = index < target.corpus.length;
    const whole = isKnown
      ? Buffer.from(known)
      : target.isJson && random(2) === 0
        ? changed(known, random)
        : null;
    const input = (whole ?? damaged(known, random, kept, words)).subarray(0, longest);
    const own = random(0x7fffffff);
    try {
      const answered = target.answer(Buffer.from(input), randomOf(own));
      const answer = typeof answered === 'string' ? answered : await answered;
      const times = answers.get(answer) ?? 0;
      answers.set(answer, times + 1);
      if (times === 0 && kept.length < MOST_KEPT) kept.push(input);
    } catch (error) {
      const { message } = error as Error;
      const least = await shrunk(target, input, own, message);
      throw new Error(
        `seed ${seed}, input ${index}: ${message}\n${least.toString('hex')}\n${JSON.stringify(least.toString('latin1'))}`,
        { cause: error },
      );
    }
  }
  return { seed, inputs, answers };
};
