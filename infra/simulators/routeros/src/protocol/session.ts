// session.ts — one API connection: reads sentences, carries them out, answers with tags, obeys cancel and the faults.
import type { Socket } from 'node:net';
import { execute, type Answer } from '../commands/execute';
import type { Row } from '../tables/table';
import { formatDate } from '../tables/values';
import type { Spread } from '../world/faults';
import type { ApiUser, Router } from '../world/router';
import { Login } from './login';
import { notLoggedIn, Trap } from './traps';
import { encodeSentence, FramingError, SentenceBuffer, SentenceParser } from './words';

const MAX_COMMANDS_BEFORE_LOGIN = 3;
/** Bytes collected before they are handed to the socket. */
const FLUSH_BYTES = 48 * 1024;
/** A word that claims 2^31 bytes, and a little of it. */
const OVERSIZED_WORD = Buffer.from([0xf0, 0x80, 0x00, 0x00, 0x00, 0x21, 0x72, 0x65]);
const GARBAGE = Buffer.from([0xff, 0xfe, 0xf9, 0x00, 0x13, 0x37, 0xff, 0xff]);

/** Where an untagged listen is kept, for a cancel of everything. */
const UNTAGGED = '';

const HOST_PRINT = '/ip/hotspot/host/print';

const within = ([fromMs, toMs]: Spread): number => fromMs + Math.random() * (toMs - fromMs);

const pause = async (milliseconds: number): Promise<void> => {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
};

interface Running {
  cancelled: boolean;
  stopWatch?: () => void;
}

export class Session {
  private readonly parser = new SentenceParser();
  private readonly login: Login;
  private user: ApiUser | undefined;
  private commandsBeforeLogin = 0;
  private endSession: (() => void) | undefined;
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly socket: Socket,
    private readonly router: Router,
  ) {
    this.login = new Login(() => router.apiUsers);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.read(Buffer.from(chunk)));
    socket.on('close', () => {
      this.stopAll();
      this.endSession?.();
    });
    // A reset connection is the client's business; 'close' follows and cleans up.
    socket.on('error', () => socket.destroy());
  }

  private read(chunk: Buffer): void {
    try {
      for (const sentence of this.parser.push(chunk)) void this.take(sentence);
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      this.socket.destroy();
    }
  }

  private async take(sentence: string[]): Promise<void> {
    this.router.commandCount += 1;
    const tag = sentence.find((word) => word.startsWith('.tag='));
    const words = sentence.filter((word) => word !== tag);
    const running: Running = { cancelled: false };
    if (tag !== undefined) this.running.set(tag, running);
    try {
      // A cancel overtakes the command that waits.
      if (words[0] === '/cancel') return await this.carryOut(words, tag, running);
      const release = await this.router.faults.threads.take();
      try {
        await this.slowness(words[0] ?? '');
        if (this.socket.destroyed || running.cancelled) return;
        await this.carryOut(words, tag, running);
      } finally {
        release();
      }
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.sendTrap(error, tag);
      this.send(['!done'], tag);
    } finally {
      if (tag !== undefined && !running.stopWatch) this.running.delete(tag);
    }
  }

  private async slowness(command: string): Promise<void> {
    const { slowRepliesMs, timing } = this.router.faults;
    await pause(slowRepliesMs + within(timing.latencyMs));
    if (command === HOST_PRINT) await pause(within(timing.tableLateMs));
  }

  private async carryOut(words: string[], tag: string | undefined, running: Running): Promise<void> {
    const [command = ''] = words;
    if (command === '/quit') return this.fatal('session terminated on request');
    if (command === '/login') return this.logIn(words, tag);
    if (!this.user) {
      this.commandsBeforeLogin += 1;
      if (this.commandsBeforeLogin >= MAX_COMMANDS_BEFORE_LOGIN)
        return this.fatal('too many commands before login');
      throw notLoggedIn();
    }
    if (command === '/cancel') return this.cancel(words, tag);
    const answer = execute(this.router, this.user, words);
    await this.answer(answer, tag, running);
  }

  private logIn(words: string[], tag: string | undefined): void {
    const result = this.login.attempt(words);
    if ('challenge' in result) {
      this.send(['!done', `=ret=${result.challenge}`], tag);
      return;
    }
    this.user = result.user;
    this.endSession?.();
    this.endSession = this.showSession(result.user);
    this.send(['!done'], tag);
  }

  /** A row of `/user/active`; returns how it goes. */
  private showSession({ name, group }: ApiUser): () => void {
    const { clock, personality } = this.router;
    const address = (this.socket.remoteAddress ?? '').replace('::ffff:', '');
    const session = { when: formatDate(clock.nowMs, personality), name, address, via: 'api', group };
    const sessions = this.router.table('user/active');
    const row = sessions.insert({ ...session, radius: 'false' });
    return () => sessions.remove(row['.id'] ?? '');
  }

  private async answer(answer: Answer, tag: string | undefined, running: Running): Promise<void> {
    // A change that comes while the rows are being sent must not be missed.
    if (answer.watch) {
      running.stopWatch = answer.watch((row) => this.sendRow(row, answer.fields, tag));
      this.running.set(tag ?? UNTAGGED, running);
    }
    const sent = await this.sendRows(answer, tag, running);
    if (running.cancelled || answer.watch) return;
    if (sent === 0 && answer.isPrint && this.router.saysEmpty) this.send(['!empty'], tag);
    this.send(
      ['!done', ...Object.entries(answer.done ?? {}).map(([name, value]) => `=${name}=${value}`)],
      tag,
    );
  }

  /** Streams rows in large pieces and waits whenever the client reads too slowly. */
  private async sendRows(answer: Answer, tag: string | undefined, running: Running): Promise<number> {
    const buffer = new SentenceBuffer();
    let sent = 0;
    for (const row of answer.rows) {
      if (running.cancelled || this.socket.destroyed) return sent;
      writeRow(buffer, row, answer.fields, tag);
      sent += 1;
      if (this.router.faults.timing.rowMs > 0) {
        this.write(buffer.take());
        await pause(this.router.faults.timing.rowMs);
      }
      if (buffer.bytes >= FLUSH_BYTES && !this.write(buffer.take())) await this.drained();
    }
    if (buffer.bytes > 0) this.write(buffer.take());
    return sent;
  }

  private sendRow(row: Row, fields: readonly string[] | undefined, tag: string | undefined): void {
    const buffer = new SentenceBuffer();
    writeRow(buffer, row, row['.dead'] === undefined ? fields : undefined, tag);
    this.write(buffer.take());
  }

  /** `/cancel =tag=2`: the cancelled command is interrupted, the cancel is done, then the cancelled one is done. */
  private cancel(words: string[], tag: string | undefined): void {
    const wanted = words.find((word) => word.startsWith('=tag='))?.slice('=tag='.length);
    const cancelled =
      wanted === undefined ? [...this.running.keys()].filter((key) => key !== tag) : [`.tag=${wanted}`];
    const stopped = cancelled.filter((key) => this.stop(key));
    for (const key of stopped) this.sendTrap(new Trap('interrupted', 2), key === UNTAGGED ? undefined : key);
    this.send(['!done'], tag);
    for (const key of stopped) this.send(['!done'], key === UNTAGGED ? undefined : key);
  }

  private stop(key: string): boolean {
    const running = this.running.get(key);
    if (!running) return false;
    running.cancelled = true;
    running.stopWatch?.();
    return this.running.delete(key);
  }

  private stopAll(): void {
    for (const key of [...this.running.keys()]) this.stop(key);
  }

  private sendTrap(trap: Trap, tag: string | undefined): void {
    const category = trap.category === undefined ? [] : [`=category=${trap.category}`];
    this.send(['!trap', ...category, `=message=${trap.message}`], tag);
  }

  private fatal(reason: string): void {
    this.write(encodeSentence(['!fatal', reason]));
    this.socket.end();
  }

  private send(words: string[], tag: string | undefined): void {
    const [word = '', ...rest] = words;
    // Routers put the tag right behind the reply word; clients written against one rely on it.
    this.write(encodeSentence(tag === undefined ? words : [word, tag, ...rest]));
  }

  /** False when the socket wants us to wait. */
  private write(bytes: Buffer): boolean {
    if (this.socket.destroyed || this.socket.writableEnded) return true;
    const fault = this.router.faults.takeWireFault();
    if (fault === undefined) return this.socket.write(bytes);
    if (fault === 'truncate') {
      this.socket.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => this.socket.destroy());
      return true;
    }
    return this.socket.write(Buffer.concat([fault === 'garbage' ? GARBAGE : OVERSIZED_WORD, bytes]));
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        this.socket.off('drain', go);
        this.socket.off('close', go);
        resolve();
      };
      this.socket.on('drain', go);
      this.socket.on('close', go);
    });
  }
}

const writeRow = (
  buffer: SentenceBuffer,
  row: Row,
  fields: readonly string[] | undefined,
  tag: string | undefined,
): void => {
  buffer.word('!re');
  if (tag !== undefined) buffer.word(tag);
  for (const name of fields ?? Object.keys(row)) {
    const value = row[name];
    if (value !== undefined) buffer.word(`=${name}=${value}`);
  }
  buffer.end();
};
