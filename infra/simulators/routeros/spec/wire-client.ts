// wire-client.ts — the smallest API client that lets a spec see every sentence as it came over the wire.
import { connect, type Socket } from 'node:net';
import { encodeSentence, SentenceParser } from '../src/protocol/words';

const PATIENCE_MS = 5_000;

export class WireClient {
  private readonly parser = new SentenceParser();
  readonly sentences: string[][] = [];
  closed = false;
  private wake: (() => void) | undefined;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.sentences.push(...this.parser.push(Buffer.from(chunk)));
      this.wake?.();
    });
    socket.on('close', () => {
      this.closed = true;
      this.wake?.();
    });
    // A cut is signalled by 'close', which every spec that cuts waits for.
    socket.on('error', () => socket.destroy());
  }

  static async open(port: number): Promise<WireClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new WireClient(socket);
  }

  static async loggedIn(port: number, name = 'saring', password = 'saring-demo'): Promise<WireClient> {
    const client = await WireClient.open(port);
    await client.ask('/login', `=name=${name}`, `=password=${password}`);
    return client;
  }

  send(...words: string[]): void {
    this.socket.write(encodeSentence(words));
  }

  /** Sends a command without a tag and gives its reply, the closing `!done` included. */
  async ask(...words: string[]): Promise<string[][]> {
    const before = this.sentences.length;
    this.send(...words);
    await this.until(() =>
      this.sentences.slice(before).some(([word]) => word === '!done' || word === '!fatal'),
    );
    return this.sentences.slice(before);
  }

  /** The rows of a print, as objects. */
  async rows(...words: string[]): Promise<Record<string, string>[]> {
    const replies = await this.ask(...words);
    return replies.filter(([word]) => word === '!re').map(toRow);
  }

  /** The message of the trap that a command gets, or undefined if it got none. */
  async trapOf(...words: string[]): Promise<string | undefined> {
    const trap = (await this.ask(...words)).find(([word]) => word === '!trap');
    return trap && toRow(trap).message;
  }

  /** Waits until something holds of what arrived; fails when it does not in time. */
  async until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > deadline)
        throw new Error(`nothing came of it; got ${JSON.stringify(this.sentences.slice(-5))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.socket.destroy();
  }
}

export const toRow = (sentence: string[]): Record<string, string> =>
  Object.fromEntries(
    sentence
      .filter((word) => word.startsWith('='))
      .map((word) => [word.slice(1, word.indexOf('=', 1)), word.slice(word.indexOf('=', 1) + 1)]),
  );
