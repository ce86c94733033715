import fc from 'fast-check';
import {
  encodeSentence,
  MAX_SENTENCE_WORDS,
  MAX_WORD_BYTES,
  ProtocolError,
  type Sentence,
  SentenceParser,
} from './codec';

const parse = (chunks: readonly Buffer[]): Sentence[] => {
  const sentences: Sentence[] = [];
  const parser = new SentenceParser((words) => sentences.push(words));
  chunks.forEach((chunk) => parser.feed(chunk));
  return sentences;
};

const splitAt = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const edges = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
};

describe('framing', () => {
  it('returns what was sent, however TCP splits it', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(sentences, fc.array(fc.nat(), { maxLength: 40 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(encodeSentence));
        expect(parse(splitAt(bytes, cuts))).toEqual(sent);
      }),
      { numRuns: 200 },
    );
  });

  it.each([1, 0x7f, 0x80, 0x3fff, 0x4000, 100_000, MAX_WORD_BYTES])(
    'carries a word of %i bytes',
    (length) => {
      const word = 'x'.repeat(length);
      const bytes = encodeSentence([word]);
      expect(parse([bytes.subarray(0, 1), bytes.subarray(1, 3), bytes.subarray(3)])).toEqual([[word]]);
    },
  );

  it('takes one byte at a time', () => {
    const sent = ['!re', '=comment=Warung Bu Sri — ☕ 😀', '.tag=1'];
    const bytes = encodeSentence(sent);
    expect(parse([...bytes].map((byte) => Buffer.of(byte)))).toEqual([sent]);
  });

  it('ignores empty sentences', () => {
    expect(parse([Buffer.of(0, 0), encodeSentence(['!done']), Buffer.of(0)])).toEqual([['!done']]);
  });

  it('knows when the peer stopped in the middle of a sentence', () => {
    const parser = new SentenceParser(() => undefined);
    parser.feed(encodeSentence(['!done']));
    expect(parser.midSentence).toBe(false);
    parser.feed(encodeSentence(['!re', '=a=b']).subarray(0, 6));
    expect(parser.midSentence).toBe(true);
  });
});

describe('a hostile peer', () => {
  it('refuses a word of 2^31 bytes without allocating it', () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => parse([Buffer.of(0xf0, 0x80, 0, 0, 0, 0x21)])).toThrow(ProtocolError);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MAX_WORD_BYTES);
  });

  it('refuses a word one byte beyond the limit', () => {
    expect(() => parse([Buffer.of(0xd0, 0, 1)])).toThrow(ProtocolError);
  });

  it.each([0xf8, 0xff])('refuses the reserved control byte 0x%s', (byte) => {
    expect(() => parse([Buffer.of(byte)])).toThrow(ProtocolError);
  });

  it('refuses a sentence that never ends', () => {
    const word = Buffer.of(1, 0x61);
    expect(() => parse([Buffer.concat(Array.from({ length: MAX_SENTENCE_WORDS + 1 }, () => word))])).toThrow(
      ProtocolError,
    );
  });

  it('refuses a sentence of more bytes than any row has', () => {
    const word = encodeSentence(['x'.repeat(MAX_WORD_BYTES)]).subarray(0, -1);
    expect(() => parse(Array.from({ length: 5 }, () => word))).toThrow(ProtocolError);
  });

  it('survives garbage with nothing but a ProtocolError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        try {
          parse([Buffer.from(bytes)]);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('never sends an empty word, which would end its sentence early', () => {
  expect(() => encodeSentence(['/login', ''])).toThrow(ProtocolError);
});
