// client.ts — many commands over one connection: tags, time-outs, a bounded queue, back-pressure both ways. Whatever
// happens to the connection, every command settles.
import { encodeSentence, SentenceParser, type Sentence } from './codec';
import { LeaseLostError, RouterOsError } from './errors';
import { readSentence, trapOf, type Reply, type ReplySentence, type Row, type Trap } from './reply';

/** RouterOS slows down when asked much at once: few commands run, the rest wait here. */
export const MAX_IN_FLIGHT = 4;
export const MAX_QUEUED = 1_000;
const COMMAND_TIMEOUT_MILLISECONDS = 10_000;
/** How long a router may take to confirm a `/cancel` before the connection counts as dead. */
const CANCEL_GRACE_MILLISECONDS = 2_000;
/** More rows than any hotspot has, so that an endless reply cannot fill the memory. */
const MAX_REPLY_ROWS = 500_000;

export type Command = {
  /** The menu and the verb: `/ip/hotspot/host/print`. */
  readonly path: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Query words with their `?`, in the order of the router's stack machine. */
  readonly queries?: readonly string[];
  readonly proplist?: readonly string[];
  readonly timeoutMilliseconds?: number;
  /** Asked just before the command is sent, because it may have waited in the queue; false withdraws it. */
  readonly maySend?: () => boolean;
  /** Takes rows as they come, a segment's worth at a time; the router is held back until a returned promise is settled. */
  readonly onRows?: (rows: readonly Row[]) => void | Promise<void>;
};

/** Rows of a `listen`, until it is cancelled or the connection dies. */
export type Listening = { readonly ended: Promise<unknown>; cancel(): Promise<void> };

/** The byte stream under the client: a TCP or TLS socket. */
interface Wire {
  write(bytes: Buffer): boolean;
  pause(): void;
  resume(): void;
  destroy(): void;
}

type Pending = {
  readonly tag: string;
  readonly bytes: Buffer;
  readonly onRows: Command['onRows'];
  readonly maySend: Command['maySend'];
  rows: Row[];
  rowCount: number;
  trap: Trap | undefined;
  timer: NodeJS.Timeout | undefined;
  settled: boolean;
  /** The reader's work on the rows so far. */
  reading: Promise<void> | undefined;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: RouterOsError | LeaseLostError) => void;
};

const wordsOf = (command: Command, tag: string): Sentence => [
  command.path,
  ...Object.entries(command.attributes ?? {}).map(([name, value]) => `=${name}=${value}`),
  ...(command.proplist ? [`=.proplist=${command.proplist.join(',')}`] : []),
  ...(command.queries ?? []),
  `.tag=${tag}`,
];

export class RouterOsClient {
  private readonly parser = new SentenceParser((words) => this.receive(readSentence(words)));
  private readonly queue: Pending[] = [];
  private readonly inFlight = new Map<string, Pending>();
  private readonly listeners = new Map<string, Pending>();
  private readonly fresh = new Set<Pending>();
  private lastTag = 0;
  private wireFull = false;
  private busyReaders = 0;
  private death: RouterOsError | undefined;
  private markDead: (reason: RouterOsError) => void = () => undefined;
  /** Resolves with the reason when the connection has died. */
  readonly died = new Promise<RouterOsError>((resolve) => (this.markDead = resolve));

  constructor(private readonly wire: Wire) {}

  /**
   * Sends a command and waits for its `!done`. A router's refusal is a value.
   * @throws RouterOsError `timeout`, `lost` or `queue_full`; LeaseLostError where `maySend` says no.
   */
  run(command: Command): Promise<Reply> {
    if (this.death) return Promise.reject(this.death);
    if (this.queue.length >= MAX_QUEUED)
      return Promise.reject(
        new RouterOsError('queue_full', `${MAX_QUEUED} commands wait for the router already`),
      );
    return new Promise((resolve, reject) => {
      const pending = this.pendingOf(command, resolve, reject);
      const timeoutMilliseconds = command.timeoutMilliseconds ?? COMMAND_TIMEOUT_MILLISECONDS;
      pending.timer = setTimeout(() => this.expire(pending, command.path), timeoutMilliseconds);
      this.queue.push(pending);
      this.pump();
    });
  }

  /** Follows the changes of a menu; removed rows carry `.dead`. A refused listen ends at once. */
  listen(command: Command): Listening {
    if (this.death) return { ended: Promise.resolve(), cancel: () => Promise.resolve() };
    const listening = new Promise<Reply>((resolve, reject) => {
      const pending = this.pendingOf(command, resolve, reject);
      this.listeners.set(pending.tag, pending);
      this.send(pending.bytes);
    });
    const tag = String(this.lastTag);
    // An interrupted, refused or lost listen counts as ended, and its reader falls back to polling.
    const ended = Promise.allSettled([listening]);
    const cancel = async (): Promise<void> => {
      if (this.listeners.has(tag) && !this.death)
        this.send(encodeSentence(['/cancel', `=tag=${tag}`, this.nextTag()]));
      await ended;
    };
    return { ended, cancel };
  }

  /** Why the connection is dead; undefined while it lives. */
  get dead(): RouterOsError | undefined {
    return this.death;
  }

  /** Bytes from the wire; damaged ones end the connection. */
  receiveBytes(chunk: Buffer): void {
    if (this.death) return;
    try {
      this.parser.feed(chunk);
    } catch (error) {
      this.die(new RouterOsError('lost', `unreadable reply: ${(error as Error).message}`, { cause: error }));
      return;
    }
    this.handOver();
  }

  /** The wire can take more again. */
  drained(): void {
    this.wireFull = false;
    this.pump();
  }

  /** Ends the connection; every command that waits is rejected with the reason. */
  die(reason: RouterOsError): void {
    if (this.death) return;
    this.death = reason;
    this.wire.destroy();
    for (const pending of [...this.queue, ...this.inFlight.values(), ...this.listeners.values()])
      this.settle(pending, () => pending.reject(reason));
    this.queue.length = 0;
    this.inFlight.clear();
    this.listeners.clear();
    this.markDead(reason);
  }

  /** The peer closed. The message says whether that was mid-sentence, because then the connection was cut. */
  ended(): void {
    const how = this.parser.midSentence ? 'in the middle of a reply' : 'by the router';
    this.die(new RouterOsError('lost', `connection closed ${how}`));
  }

  private pendingOf(command: Command, resolve: Pending['resolve'], reject: Pending['reject']): Pending {
    this.lastTag += 1;
    const tag = String(this.lastTag);
    const bytes = encodeSentence(wordsOf(command, tag));
    const nothingYet = { trap: undefined, timer: undefined, settled: false, reading: undefined, rowCount: 0 };
    const { onRows, maySend } = command;
    return { tag, bytes, onRows, maySend, rows: [], ...nothingYet, resolve, reject };
  }

  private nextTag(): string {
    this.lastTag += 1;
    return `.tag=${this.lastTag}`;
  }

  private pump(): void {
    while (!this.wireFull && !this.death && this.inFlight.size < MAX_IN_FLIGHT) {
      const next = this.queue.shift();
      if (!next) return;
      if (next.maySend?.() === false) {
        this.settle(next, () => next.reject(new LeaseLostError('the lease ended before the command left')));
        continue;
      }
      this.inFlight.set(next.tag, next);
      this.send(next.bytes);
    }
  }

  private send(bytes: Buffer): void {
    if (!this.wire.write(bytes)) this.wireFull = true;
  }

  private receive({ kind, tag, row }: ReplySentence): void {
    if (kind === '!fatal') {
      this.die(new RouterOsError('lost', `the router closed: ${trapOf(row).message}`));
      return;
    }
    const pending = tag === undefined ? undefined : (this.inFlight.get(tag) ?? this.listeners.get(tag));
    // The last sentences of a cancelled command may arrive after its tag was freed.
    if (!pending) return;
    if (kind === '!re') this.receiveRow(pending, row);
    else if (kind === '!trap') pending.trap ??= trapOf(row);
    else if (kind === '!done') this.finish(pending, row['ret']);
  }

  private receiveRow(pending: Pending, row: Row): void {
    pending.rowCount += 1;
    if (pending.rowCount > MAX_REPLY_ROWS && this.inFlight.has(pending.tag)) {
      this.die(new RouterOsError('lost', `a reply of more than ${MAX_REPLY_ROWS} rows`));
      return;
    }
    if (pending.settled) return;
    pending.rows.push(row);
    if (pending.onRows) this.fresh.add(pending);
  }

  /** Passes the rows of a segment to streaming readers, and holds the router back while a reader is busy. */
  private handOver(): void {
    for (const pending of this.fresh) {
      const rows = pending.rows;
      pending.rows = [];
      const busy = pending.onRows?.(rows);
      if (busy) this.holdBackUntil(busy, pending);
    }
    this.fresh.clear();
  }

  private holdBackUntil(busy: Promise<void>, pending: Pending): void {
    this.busyReaders += 1;
    this.wire.pause();
    const fail = (error: unknown): void =>
      this.settle(pending, () =>
        pending.reject(new RouterOsError('lost', 'the reader of the rows failed', { cause: error })),
      );
    pending.reading = busy.catch(fail).finally(() => {
      this.busyReaders -= 1;
      if (this.busyReaders === 0) this.wire.resume();
    });
  }

  private finish(pending: Pending, ret: string | undefined): void {
    if (this.fresh.has(pending)) this.handOver();
    this.inFlight.delete(pending.tag);
    this.listeners.delete(pending.tag);
    const { trap, rows } = pending;
    const reply: Reply = trap ? { ok: false, trap } : { ok: true, rows, ret };
    const settle = (): void => this.settle(pending, () => pending.resolve(reply));
    if (pending.reading) pending.reading.then(settle, settle);
    else settle();
    this.pump();
  }

  private settle(pending: Pending, how: () => void): void {
    clearTimeout(pending.timer);
    if (pending.settled) return;
    pending.settled = true;
    how();
  }

  /** The caller gets the error at once; the tag stays in use until the router confirms the cancel or the connection ends. */
  private expire(pending: Pending, path: string): void {
    this.settle(pending, () => pending.reject(new RouterOsError('timeout', `no reply to ${path} in time`)));
    const position = this.queue.indexOf(pending);
    if (position >= 0) {
      this.queue.splice(position, 1);
      return;
    }
    this.send(encodeSentence(['/cancel', `=tag=${pending.tag}`, this.nextTag()]));
    const silence = (): void => {
      if (this.inFlight.has(pending.tag))
        this.die(new RouterOsError('lost', 'the router has stopped answering'));
    };
    setTimeout(silence, CANCEL_GRACE_MILLISECONDS).unref();
  }
}
