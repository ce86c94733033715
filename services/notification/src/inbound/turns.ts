// turns.ts — lets no channel take all the room: so many webhooks of one are stored at once, the others wait their turn.
import { UnavailableError } from '@saring/messaging';

/** Of one channel; a pool has six connections, and the rest is for the others. */
const AT_ONCE = 3;
/** Of one channel. A vendor sends again what is refused above it: a queue longer than vendors wait for answers stores nothing in time. */
const WAITING_MOST = 4_000;

/** What may wait of one channel in all: a webhook may have a megabyte. */
const WAITING_BYTES_MOST = 32 * 1024 * 1024;

type Channel = { running: number; waitingBytes: number; readonly waiting: (() => void)[] };

export class Turns {
  private readonly channels = new Map<string, Channel>();
  private readonly newest = new Map<string, Promise<unknown>>();

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly waitingMost = WAITING_MOST,
    private readonly waitingBytesMost = WAITING_BYTES_MOST,
  ) {}

  /** @throws UnavailableError where too many wait already. */
  async of<T>(name: string, bytes: number, work: () => Promise<T>): Promise<T> {
    const channel = this.channels.get(name) ?? { running: 0, waitingBytes: 0, waiting: [] };
    this.channels.set(name, channel);
    if (channel.running >= this.atOnce) {
      const isFull = channel.waiting.length >= this.waitingMost;
      if (isFull || channel.waitingBytes + bytes > this.waitingBytesMost)
        throw new UnavailableError(name, 'too many webhooks wait');
      channel.waitingBytes += bytes;
      await new Promise<void>((resolve) => channel.waiting.push(resolve));
      channel.waitingBytes -= bytes;
    } else channel.running += 1;
    try {
      return await work();
    } finally {
      const next = channel.waiting.shift();
      if (next) next();
      else channel.running -= 1;
    }
  }

  /** One after another, in their order: what is counted for one must be stored before the next is counted. */
  async inOrder<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.newest.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.newest.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.newest.get(key) === mine) this.newest.delete(key);
    }
  }
}
