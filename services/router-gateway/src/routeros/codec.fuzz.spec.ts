// codec.fuzz.spec.ts — whatever bytes come, the codec of RouterOS reads what a plain reading of its documents gives, however
// TCP cuts them, or refuses. `npm run fuzz -- codec --inputs=100000000` for long.
import { fuzz, fuzzRuns } from '@saring/testing';
import { encodeSentence, MAX_SENTENCE_WORDS, MAX_WORD_BYTES, ProtocolError, SentenceParser } from './codec';
import { readSentence } from './reply';

type Read = {
  readonly sentences: readonly (readonly string[])[];
  readonly end: 'whole' | 'middle' | 'refused';
};

/** As the documents say it, one byte after another; sentences of no word are none. */
const plainlyRead = (bytes: Buffer): Read => {
  const sentences: string[][] = [];
  let [words, at]: [string[], number] = [[], 0];
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const further = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first > 0xf7) return { sentences, end: 'refused' };
    if (at + further >= bytes.length) return { sentences, end: 'middle' };
    let length = [first, first - 0x80, first - 0xc0, first - 0xe0, 0][further] ?? 0;
    for (let index = 1; index <= further; index += 1) length = length * 256 + (bytes[at + index] ?? 0);
    if (length > MAX_WORD_BYTES) return { sentences, end: 'refused' };
    const from = at + further + 1;
    if (from + length > bytes.length) return { sentences, end: 'middle' };
    at = from + length;
    if (length > 0) {
      if (words.length >= MAX_SENTENCE_WORDS) return { sentences, end: 'refused' };
      words.push(bytes.toString('utf8', from, at));
    } else if (words.length > 0) {
      sentences.push(words);
      words = [];
    }
  }
  return { sentences, end: words.length > 0 ? 'middle' : 'whole' };
};

const parsed = (pieces: readonly Buffer[]): Read => {
  const sentences: (readonly string[])[] = [];
  const parser = new SentenceParser((words) => sentences.push(words));
  try {
    for (const piece of pieces) parser.feed(piece);
  } catch (error) {
    if (error instanceof ProtocolError) return { sentences, end: 'refused' };
    throw error;
  }
  return { sentences, end: parser.midSentence ? 'middle' : 'whole' };
};

const isSame = (one: Read, other: Read): boolean =>
  one.end === other.end &&
  one.sentences.length === other.sentences.length &&
  one.sentences.every((words, index) => {
    const others = other.sentences[index] ?? [];
    return words.length === others.length && words.every((word, place) => word === others[place]);
  });

const sentence = (...words: string[]): Buffer => encodeSentence(words);
const CORPUS = [
  sentence('!done', '=ret=*1A', '.tag=7'),
  Buffer.concat([
    sentence('!re', '=.id=*1', '=mac-address=02:00:5E:00:53:01', '=bytes-in=123'),
    sentence('!done'),
  ]),
  sentence('!trap', '=category=4', '=message=failure: already have such entry', '.tag=9'),
  sentence('!fatal', 'session terminated on request'),
  sentence('!re', '=comment=Warung Bu Sri — ☕', `=note=${'x'.repeat(200)}`),
  Buffer.of(0xc0, 0x00, 0x01, 0x41, 0x00),
  Buffer.of(0xf0, 0x80, 0x00, 0x00, 0x00, 0x21),
  Buffer.of(0, 0, 0),
];

// Refusals are many here, and nobody reads where they come from.
const { stackTraceLimit } = Error;
beforeAll(() => (Error.stackTraceLimit = 0));
afterAll(() => (Error.stackTraceLimit = stackTraceLimit));

it('reads what a plain reading gives, however it is cut, and never more than a row of the router', async () => {
  const seen = await fuzz(
    {
      corpus: CORPUS,
      longestBytes: 256,
      words: ['\u0005!done\u0000', '\u0003!re', '.tag=', '=', '__proto__', '\u0000'],
      answer(input, random) {
        const expected = plainlyRead(input);
        const whole = parsed([input]);
        if (!isSame(whole, expected)) throw new Error('in one piece it reads otherwise');
        const cut = random(input.length + 1);
        const later = cut + random(input.length - cut + 1);
        const pieces = [input.subarray(0, cut), input.subarray(cut, later), input.subarray(later)];
        if (!isSame(parsed(pieces), expected)) throw new Error('in three pieces it reads otherwise');
        for (const words of whole.sentences) {
          const { row } = readSentence(words);
          if (Object.getPrototypeOf(row) !== Object.prototype) throw new Error('a row has another prototype');
        }
        return `${whole.end} ${Math.min(whole.sentences.length, 4)} ${Math.min(whole.sentences[0]?.length ?? 0, 6)}`;
      },
    },
    fuzzRuns(50_000),
  );
  // It got beyond the first byte.
  expect(seen.answers.size).toBeGreaterThan(10);
  expect(seen.inputs).toBeGreaterThan(0);
});
