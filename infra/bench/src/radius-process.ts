// radius-process.ts — the load of the yardstick `ingest.freeradius`: Interim-Updates of many sessions, so many at once.
import { createHash } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { percentile, rounded } from './figures';

export const RADIUS_SECRET = 'saring-bench';
export type RadiusTask = {
  readonly port: number;
  readonly users: number;
  readonly inFlight: number;
  readonly seconds: number;
};
export type RadiusResult = { readonly answered: number; readonly seconds: number; readonly p99: number };

const ACCOUNTING_REQUEST = 4;
const IDS_A_SOCKET = 256;
const LOST_MILLISECONDS = 3_000;

const text = (type: number, value: string): Buffer =>
  Buffer.concat([Buffer.from([type, value.length + 2]), Buffer.from(value)]);
const number = (type: number, value: number): Buffer => {
  const attribute = Buffer.from([type, 6, 0, 0, 0, 0]);
  attribute.writeUInt32BE(value >>> 0, 2);
  return attribute;
};

/** RFC 2866: Interim-Update of a hotspot session with its counters, as a MikroTik sends it. */
const interimUpdate = (id: number, user: number, turn: number): Buffer => {
  const session = user.toString(16).padStart(8, '0');
  const body = Buffer.concat([
    text(1, `user${user}`),
    text(44, session),
    number(40, 3),
    number(4, 0x7f000001),
    number(5, user),
    number(61, 19),
    number(8, 0x0a000000 + user),
    text(
      31,
      `AA:BB:${session.slice(0, 2)}:${session.slice(2, 4)}:${session.slice(4, 6)}:${session.slice(6)}`,
    ),
    text(30, 'hotspot1'),
    number(46, turn * 10),
    number(42, turn * 100_000),
    number(43, turn * 900_000),
    number(55, Math.floor(Date.now() / 1_000)),
  ]);
  const packet = Buffer.concat([Buffer.from([ACCOUNTING_REQUEST, id, 0, 0]), Buffer.alloc(16), body]);
  packet.writeUInt16BE(packet.length, 2);
  createHash('md5').update(packet).update(RADIUS_SECRET).digest().copy(packet, 4);
  return packet;
};

/** One socket keeps one request under way: its answer, or that it got lost, sends the next. */
const lane = (task: RadiusTask, first: number, until: number, delays: number[]): Promise<void> =>
  new Promise((resolve) => {
    const socket: Socket = createSocket('udp4');
    let [id, user, turn, sentAt] = [0, first, 1, 0];
    let lost: NodeJS.Timeout;
    const send = () => {
      if (performance.now() > until) {
        socket.close(() => resolve());
        return;
      }
      id = (id + 1) % IDS_A_SOCKET;
      sentAt = performance.now();
      socket.send(interimUpdate(id, user, turn), task.port, '127.0.0.1');
      lost = setTimeout(send, LOST_MILLISECONDS);
      user += task.inFlight;
      if (user >= task.users) [user, turn] = [first, turn + 1];
    };
    socket.on('message', (answer) => {
      if (answer[1] !== id) return;
      clearTimeout(lost);
      delays.push(performance.now() - sentAt);
      send();
    });
    send();
  });

export const runRadiusProcess = async (): Promise<void> => {
  process.on('message', (task: RadiusTask) => {
    const delays: number[] = [];
    const start = performance.now();
    const lanes = Array.from({ length: task.inFlight }, (_, index) =>
      lane(task, index, start + task.seconds * 1_000, delays),
    );
    void Promise.all(lanes).then(() =>
      process.send?.({
        answered: delays.length,
        seconds: (performance.now() - start) / 1_000,
        p99: rounded(percentile(delays, 0.99)),
      } satisfies RadiusResult),
    );
  });
  process.once('SIGTERM', () => process.exit(0));
  process.send?.('ready');
};
