// codec.ts — RouterOS API framing: words with a length prefix, a zero-length word ends
// a sentence.
import { isAscii } from 'node:buffer';

/** The words of one sentence, the first being the reply or the command. */
export type Sentence = readonly string[];

/** The longest word taken from a router: its length is believed only below this, so that no reply can exhaust memory. */
export const MAX_WORD_BYTES = 1_048_576;
/** RouterOS rows have some twenty words; a sentence that never ends is a broken or hostile peer. */
export const MAX_SENTENCE_WORDS = 1_024;
/** All words of a sentence together. */
const MAX_SENTENCE_BYTES = 4 * MAX_WORD_BYTES;

/** The peer does not speak the RouterOS API, or its bytes were damaged: the connection cannot be used any more. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

const lengthPrefix = (length: number): number[] => {
  if (length < 0x80) return [length];
  if (length < 0x4000) return [0x80 | (length >> 8), length & 0xff];
  if (length < 0x200000) return [0xc0 | (length >> 16), (length >> 8) & 0xff, length & 0xff];
  if (length < 0x10000000)
    return [0xe0 | (length >> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  return [0xf0, (length >>> 24) & 0xff, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
};

/**
 * The bytes of a sentence, UTF-8, with its ending empty word.
 * @throws ProtocolError when a word is empty (it would end the sentence early) or longer than `MAX_WORD_BYTES`.
 */
export const encodeSentence = (words: Sentence): Buffer => {
  const pieces: Uint8Array[] = [];
  for (const word of words) {
    const bytes = Buffer.from(word, 'utf8');
    if (bytes.length === 0 || bytes.length > MAX_WORD_BYTES)
      throw new ProtocolError(`a word of ${bytes.length} bytes cannot be sent`);
    pieces.push(Uint8Array.from(lengthPrefix(bytes.length)), bytes);
  }
  pieces.push(Uint8Array.of(0));
  return Buffer.concat(pieces);
};

const prefixBytes = (first: number): number => {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  if (first < 0xf0) return 4;
  if (first < 0xf8) return 5;
  throw new ProtocolError(`reserved control byte 0x${first.toString(16)}`);
};

/** Only the bits that belong to the length; arithmetic, not shifts, because five-byte lengths pass 2^31. */
const lengthAt = (buffer: Buffer, offset: number, size: number): number => {
  const first = buffer[offset] ?? 0;
  let length = size === 5 ? 0 : first & (0xff >> size);
  for (let index = 1; index < size; index += 1) length = length * 256 + (buffer[offset + index] ?? 0);
  return length;
};

/**
 * Turns bytes, however TCP splits them, into sentences. One parser a connection; after a ProtocolError it is spent.
 */
export class SentenceParser {
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Bytes that must be there before parsing can go on: spares a copy for every small segment of a long word. */
  private neededBytes = 1;
  private words: string[] = [];
  private sentenceBytes = 0;

  constructor(private readonly onSentence: (words: Sentence) => void) {}

  /** @throws ProtocolError on a reserved byte, a word or a sentence beyond the limits. */
  feed(chunk: Buffer): void {
    this.held.push(chunk);
    this.heldBytes += chunk.length;
    if (this.heldBytes < this.neededBytes) return;
    const buffer = this.held.length === 1 ? chunk : Buffer.concat(this.held, this.heldBytes);
    const consumed = this.parse(buffer);
    this.held = consumed < buffer.length ? [buffer.subarray(consumed)] : [];
    this.heldBytes = buffer.length - consumed;
  }

  /** Whether the peer stopped in the middle of a sentence. */
  get midSentence(): boolean {
    return this.heldBytes > 0 || this.words.length > 0;
  }

  private parse(buffer: Buffer): number {
    // Rows are almost always plain ASCII: one string of the whole segment, cut into words, spares a decoding each.
    const text = isAscii(buffer) ? buffer.toString('latin1') : undefined;
    let offset = 0;
    while (offset < buffer.length) {
      const size = prefixBytes(buffer[offset] ?? 0);
      if (offset + size > buffer.length) return this.waitFor(size, offset);
      const length = lengthAt(buffer, offset, size);
      if (length > MAX_WORD_BYTES) throw new ProtocolError(`a word of ${length} bytes is beyond the limit`);
      const end = offset + size + length;
      if (end > buffer.length) return this.waitFor(size + length, offset);
      if (length === 0) this.endSentence();
      else
        this.addWord(text?.slice(offset + size, end) ?? buffer.toString('utf8', offset + size, end), length);
      offset = end;
    }
    this.neededBytes = 1;
    return offset;
  }

  private waitFor(bytes: number, offset: number): number {
    this.neededBytes = bytes;
    return offset;
  }

  private addWord(word: string, bytes: number): void {
    this.sentenceBytes += bytes;
    if (this.words.length >= MAX_SENTENCE_WORDS || this.sentenceBytes > MAX_SENTENCE_BYTES)
      throw new ProtocolError('a sentence does not end');
    this.words.push(word);
  }

  private endSentence(): void {
    if (this.words.length === 0) return;
    const sentence = this.words;
    this.words = [];
    this.sentenceBytes = 0;
    this.onSentence(sentence);
  }
}
