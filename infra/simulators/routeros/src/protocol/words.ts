// words.ts — RouterOS API framing: length-prefixed words, sentences that end in an empty word.
/** The longest word a client may send; RouterOS itself stops near this size. */
const MAX_WORD_BYTES = 4 * 1024 * 1024;
const MAX_SENTENCE_WORDS = 1_024;

export class FramingError extends Error {}

/** The length prefix of a word of so many bytes. */
export const encodeLength = (bytes: number): Buffer => {
  if (bytes < 0x80) return Buffer.from([bytes]);
  if (bytes < 0x4000) return Buffer.from([(bytes >> 8) | 0x80, bytes & 0xff]);
  if (bytes < 0x200000) return Buffer.from([(bytes >> 16) | 0xc0, (bytes >> 8) & 0xff, bytes & 0xff]);
  const long = Buffer.alloc(5);
  long.writeUInt32BE(bytes, 1);
  if (bytes >= 0x10000000) {
    long[0] = 0xf0;
    return long;
  }
  long[1] = (long[1] ?? 0) | 0xe0;
  return long.subarray(1);
};

/** One sentence as bytes, its closing empty word included. */
export const encodeSentence = (words: readonly string[]): Buffer => {
  const parts: Buffer[] = [];
  for (const word of words) {
    const bytes = Buffer.from(word, 'utf8');
    parts.push(encodeLength(bytes.length), bytes);
  }
  return Buffer.concat([...parts, Buffer.alloc(1)]);
};

/** How many bytes the length prefix takes that begins with this byte. */
const prefixBytes = (first: number): number => {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  if (first < 0xf0) return 4;
  if (first < 0xf8) return 5;
  throw new FramingError('reserved control byte');
};

const PREFIX_MASK = [0, 0x7f, 0x3f, 0x1f, 0x0f, 0];

/** Collects bytes however they were cut and gives whole sentences; throws FramingError at what is no framing. */
export class SentenceParser {
  private pending: Buffer = Buffer.alloc(0);
  private words: string[] = [];

  push(chunk: Buffer): string[][] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const sentences: string[][] = [];
    for (let word = this.takeWord(); word !== undefined; word = this.takeWord()) {
      if (word !== '') {
        this.words.push(word);
        if (this.words.length > MAX_SENTENCE_WORDS) throw new FramingError('too many words in a sentence');
      } else if (this.words.length > 0) {
        sentences.push(this.words);
        this.words = [];
      }
    }
    return sentences;
  }

  private takeWord(): string | undefined {
    const first = this.pending[0];
    if (first === undefined) return undefined;
    const prefix = prefixBytes(first);
    if (this.pending.length < prefix) return undefined;
    let length = first & (PREFIX_MASK[prefix] ?? 0);
    for (let at = 1; at < prefix; at += 1) length = length * 256 + (this.pending[at] ?? 0);
    if (length > MAX_WORD_BYTES) throw new FramingError('word too long');
    if (this.pending.length < prefix + length) return undefined;
    const word = this.pending.toString('utf8', prefix, prefix + length);
    this.pending = this.pending.subarray(prefix + length);
    return word;
  }
}

const CHUNK_BYTES = 64 * 1024;
const MAX_PREFIX_BYTES = 5;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Writes many sentences into few large buffers, since one Buffer a word is what makes 20,000 rows slow. */
export class SentenceBuffer {
  private chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  private used = 0;

  get bytes(): number {
    return this.used;
  }

  word(text: string): void {
    const most = text.length * MAX_BYTES_PER_UNIT + MAX_PREFIX_BYTES;
    this.makeRoom(most);
    if (text.length * MAX_BYTES_PER_UNIT < 0x80) {
      const written = this.chunk.write(text, this.used + 1, 'utf8');
      this.chunk[this.used] = written;
      this.used += written + 1;
      return;
    }
    const prefix = encodeLength(Buffer.byteLength(text, 'utf8'));
    prefix.copy(this.chunk, this.used);
    this.used += prefix.length;
    this.used += this.chunk.write(text, this.used, 'utf8');
  }

  end(): void {
    this.makeRoom(1);
    this.chunk[this.used] = 0;
    this.used += 1;
  }

  /** The bytes so far; the buffer starts empty again. */
  take(): Buffer {
    const bytes = this.chunk.subarray(0, this.used);
    this.chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    this.used = 0;
    return bytes;
  }

  private makeRoom(bytes: number): void {
    if (this.used + bytes <= this.chunk.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.chunk.length * 2, this.used + bytes));
    this.chunk.copy(larger, 0, 0, this.used);
    this.chunk = larger;
  }
}
