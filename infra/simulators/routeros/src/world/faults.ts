// faults.ts — what a test may make go wrong on the API's wire.
import { HandlerThreads } from './handler-threads';

/** From and to, in milliseconds: each time another one between them. */
export type Spread = readonly [fromMs: number, toMs: number];

/** How fast a router is. Hardware has few API threads, a busy CPU and tables that come long after the question. */
interface Timing {
  /** Before a command is carried out. */
  readonly latencyMs: Spread;
  /** For each row of a reply: counters go on while a table is being sent. */
  readonly rowMs: number;
  /** Commands carried out at once; undefined: any number. */
  readonly handlers: number | undefined;
  /** Before the first row of a host table, after everything that was asked with it. */
  readonly tableLateMs: Spread;
}

const AT_ONCE: Timing = { latencyMs: [0, 0], rowMs: 0, handlers: undefined, tableLateMs: [0, 0] };

type WireFault = 'truncate' | 'garbage' | 'oversized-word';

export class Faults {
  /** How long every command waits before it is carried out. */
  slowRepliesMs = 0;
  /** Commands that the router refuses, with the words of its trap, by their path. */
  private readonly refusals = new Map<string, string>();
  readonly threads = new HandlerThreads();
  private held: Timing = AT_ONCE;
  private next: WireFault | undefined;
  private readonly connections = new Set<{ destroy(): unknown }>();

  /** The fault of the next reply, once. */
  nextReply(fault: WireFault): void {
    this.next = fault;
  }

  get timing(): Timing {
    return this.held;
  }

  /** Makes the router as slow as this; what is left out is at once. */
  takeTiming(timing: Partial<Timing>): void {
    this.held = { ...AT_ONCE, ...timing };
    this.threads.limit = timing.handlers;
  }

  /** Refuses a command, such as `/queue/simple/add`, from now on; without a message it is taken again. */
  refuse(path: string, message: string | undefined): void {
    if (message === undefined) this.refusals.delete(path);
    else this.refusals.set(path, message);
  }

  refusalOf(path: string): string | undefined {
    return this.refusals.get(path);
  }

  get connectionCount(): number {
    return this.connections.size;
  }

  takeWireFault(): WireFault | undefined {
    const fault = this.next;
    this.next = undefined;
    return fault;
  }

  /** Resets every open API connection; new ones are accepted. */
  cutConnections(): void {
    for (const connection of this.connections) connection.destroy();
  }

  watch(connection: { destroy(): unknown; once(event: 'close', listener: () => void): unknown }): void {
    this.connections.add(connection);
    connection.once('close', () => this.connections.delete(connection));
  }
}
