// faults.ts — what a test may make go wrong on the API's wire.
export type WireFault = 'truncate' | 'garbage' | 'oversized-word';

export class Faults {
  /** How long every command waits before it is carried out. */
  slowRepliesMs = 0;
  /** Commands that the router refuses, with the words of its trap, by their path. */
  private readonly refusals = new Map<string, string>();
  private next: WireFault | undefined;
  private readonly connections = new Set<{ destroy(): unknown }>();

  /** What the next reply suffers on its way, once. */
  nextReply(fault: WireFault): void {
    this.next = fault;
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
