import {
  encodeLength,
  encodeSentence,
  FramingError,
  SentenceBuffer,
  SentenceParser,
} from '../src/protocol/words';

describe('framing', () => {
  it.each([
    [0, '00'],
    [0x7f, '7f'],
    [0x80, '8080'],
    [0x3fff, 'bfff'],
    [0x4000, 'c04000'],
    [0x1fffff, 'dfffff'],
    [0x200000, 'e0200000'],
    [0xfffffff, 'efffffff'],
    [0x10000000, 'f010000000'],
  ])('writes length %i as %s', (length, hex) => expect(encodeLength(length).toString('hex')).toBe(hex));

  it('reads sentences however their bytes are cut', () => {
    const long = 'x'.repeat(20_000);
    const bytes = Buffer.concat([encodeSentence(['/a', '=b=ü']), Buffer.from([0]), encodeSentence([long])]);
    for (const size of [1, 2, 3, 7, 4_096]) {
      const parser = new SentenceParser();
      const read: string[][] = [];
      for (let at = 0; at < bytes.length; at += size)
        read.push(...parser.push(bytes.subarray(at, at + size)));
      expect(read).toEqual([['/a', '=b=ü'], [long]]);
    }
  });

  it.each([[[0xf8]], [[0xff]], [[0xf0, 0x80, 0, 0, 0]]])('refuses %j', (bytes) => {
    expect(() => new SentenceParser().push(Buffer.from(bytes))).toThrow(FramingError);
  });

  it('writes long and short words into one buffer as the plain encoder does', () => {
    const words = ['!re', '=name=ü', `=long=${'ü'.repeat(70_000)}`, '=a=' + 'b'.repeat(130)];
    const buffer = new SentenceBuffer();
    for (const word of words) buffer.word(word);
    buffer.end();
    expect(buffer.take().equals(encodeSentence(words))).toBe(true);
  });
});
