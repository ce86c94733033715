// fault-proxy.ts — a TCP proxy on loopback that does to a dependency what a broken network does.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

export type FaultProxy = {
  readonly port: number;
  /** Ends every open connection at once; new ones are taken. */
  cut(): void;
  /** Refuses and cuts until `restore`. */
  down(): void;
  /** Holds every piece back for so long, in each direction, until `restore`. */
  slow(milliseconds: number): void;
  /** Lets so many bytes of a second through, in each direction, until `restore`. */
  drip(bytesPerSecond: number): void;
  /** The other end is gone and nobody says so: what is sent vanishes and new connections open onto nothing, until `restore`. */
  halfOpen(): void;
  /** Passes everything again; connections that hung are reset, as by a peer that knows nothing of them. */
  restore(): void;
  /** Connections that passed so far. */
  readonly connections: number;
  close(): Promise<void>;
};

type Pace =
  | { readonly kind: 'free' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number };

const FREE: Pace = { kind: 'free' };
const DRIPS_PER_SECOND = 10;

/** The connections that pass, and what is being done to them. */
class Passage {
  isDown = false;
  isHalfOpen = false;
  pace: Pace = FREE;
  connections = 0;
  private readonly open = new Set<Socket>();
  private readonly mute = new Set<Socket>();
  private readonly upstreams = new Map<Socket, Socket>();

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  take(client: Socket): void {
    if (this.isDown) return void client.destroy();
    this.connections += 1;
    if (this.isHalfOpen) {
      this.watch(client, () => undefined);
      return this.silence(client);
    }
    const upstream = connect(this.target.port, this.target.host);
    this.watch(client, () => {
      this.upstreams.delete(client);
      upstream.destroy();
    });
    // A client that hangs learns nothing of the other end.
    this.watch(upstream, () => this.mute.has(client) || client.destroy());
    this.upstreams.set(client, upstream);
    client.pipe(paced(() => this.pace)).pipe(upstream);
    upstream.pipe(paced(() => this.pace)).pipe(client);
  }

  cut(): void {
    for (const socket of this.open) socket.destroy();
  }

  hang(): void {
    this.isHalfOpen = true;
    for (const [client, upstream] of this.upstreams) {
      this.silence(client);
      upstream.destroy();
    }
  }

  restore(): void {
    this.isDown = false;
    this.isHalfOpen = false;
    this.pace = FREE;
    for (const socket of [...this.mute]) socket.resetAndDestroy();
  }

  private silence(client: Socket): void {
    this.mute.add(client);
    client.unpipe();
    client.resume();
  }

  private watch(socket: Socket, end: () => void): void {
    this.open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.open.delete(socket);
      this.mute.delete(socket);
      end();
    });
  }
}

/** @param target where connections are passed on to. */
export const startFaultProxy = async (target: { host: string; port: number }): Promise<FaultProxy> => {
  const passage = new Passage(target);
  const server: Server = createServer((client) => passage.take(client));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const down = (): void => {
    passage.isDown = true;
    passage.cut();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut: () => passage.cut(),
    down,
    slow: (milliseconds) => void (passage.pace = { kind: 'slow', milliseconds }),
    drip: (bytesPerSecond) => void (passage.pace = { kind: 'drip', bytesPerSecond }),
    halfOpen: () => passage.hang(),
    restore: () => passage.restore(),
    get connections() {
      return passage.connections;
    },
    close: () => {
      down();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

/** Passes pieces on in their order, at the pace of the moment. */
const paced = (now: () => Pace): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const pace = now();
      if (pace.kind === 'free') return done(null, chunk);
      if (pace.kind === 'slow') return void setTimeout(() => done(null, chunk), pace.milliseconds);
      const size = Math.max(1, Math.ceil(pace.bytesPerSecond / DRIPS_PER_SECOND));
      let sent = 0;
      const timer = setInterval(() => {
        const isFree = now().kind !== 'drip';
        const end = isFree ? chunk.length : sent + size;
        this.push(chunk.subarray(sent, end));
        sent = end;
        if (sent < chunk.length && !this.destroyed) return;
        clearInterval(timer);
        done();
      }, 1_000 / DRIPS_PER_SECOND);
    },
  });
