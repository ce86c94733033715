// http-load.ts — a client that costs little beside what it measures: kept connections, one request at a time on each.
import { connect, type Socket } from 'node:net';

export type HttpAnswer = { readonly status: number; readonly head: string; readonly body: string };

const HEAD_END = Buffer.from('\r\n\r\n');

/** One kept connection; requests follow one another on it. */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => this.take(data));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new HttpConnection(socket));
      });
    });
  }

  send(request: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(data: Buffer): void {
    this.received = this.received.length === 0 ? data : Buffer.concat([this.received, data]);
    const end = this.received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const bodyStart = end + HEAD_END.length;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < bodyStart + length) return;
    const body = this.received.toString('utf8', bodyStart, bodyStart + length);
    this.received = this.received.subarray(bodyStart + length);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }
}

const HOST = 'portal.bench.localhost:9100';

/** A request as a browser behind the trusted proxy sends it. */
export const httpRequest = (
  method: 'GET' | 'POST',
  path: string,
  {
    address,
    cookie,
    json,
    key,
    token,
    headers = {},
  }: {
    readonly address: string;
    readonly cookie?: string;
    readonly json?: unknown;
    /** Of a command. */
    readonly key?: string;
    /** The content of the cookie saring_csrf. */
    readonly token?: string;
    /** Further ones, in small letters. */
    readonly headers?: Readonly<Record<string, string>>;
  },
): string => {
  const body = json === undefined ? '' : JSON.stringify(json);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${HOST}`,
    `x-forwarded-for: ${address}`,
    ...(method === 'POST' ? [`origin: http://${HOST}`] : []),
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(token ? [`x-csrf-token: ${token}`] : []),
    ...(key ? [`idempotency-key: ${key}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
};

/** The value of a cookie that an answer sets. */
export const cookieIn = ({ head }: HttpAnswer, name: string): string | undefined =>
  new RegExp(`\\r\\nset-cookie: ${name}=([^;\\r]*)`, 'i').exec(head)?.[1];

/** Works through numbers from 0 on, so many at once, each on a connection of its own. @returns milliseconds of each. */
export const throughConnections = async (
  port: number,
  { count, inFlight }: { readonly count: number; readonly inFlight: number },
  work: (connection: HttpConnection, index: number) => Promise<void>,
): Promise<readonly number[]> => {
  const connections = await Promise.all(Array.from({ length: inFlight }, () => HttpConnection.open(port)));
  const milliseconds: number[] = [];
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < count) {
        const index = next;
        next += 1;
        const start = performance.now();
        await work(connection, index);
        milliseconds.push(performance.now() - start);
      }
    }),
  );
  for (const connection of connections) connection.close();
  return milliseconds;
};

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

/** Connections that webhooks at a steady rate share. */
const IN_FLIGHT = 64;

/**
 * Each webhook when its time comes, whether or not those before it were answered.
 * @returns milliseconds of each answer. @throws Error for any other than 200.
 */
export const atRate = async (
  port: number,
  { count, rate, requestOf }: { count: number; rate: number; requestOf: (index: number) => string },
): Promise<readonly number[]> => {
  const connections = await Promise.all(Array.from({ length: IN_FLIGHT }, () => HttpConnection.open(port)));
  const milliseconds: number[] = [];
  const start = performance.now();
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (let index = next++; index < count; index = next++) {
        const due = start + (index * 1_000) / rate;
        await wait(due - performance.now());
        await accepted(connection.send(requestOf(index)));
        milliseconds.push(performance.now() - due);
      }
    }),
  );
  for (const connection of connections) connection.close();
  return milliseconds;
};

/** @throws Error for any answer but 200. */
export const accepted = async (sent: Promise<HttpAnswer>): Promise<void> => {
  const { status } = await sent;
  if (status !== 200) throw new Error(`a webhook was answered ${status}`);
};
