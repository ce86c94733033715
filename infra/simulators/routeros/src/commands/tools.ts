// tools.ts — commands that look rather than change: monitor-traffic, monitor of a port, ping.
import { formatDuration } from '../tables/values';
import { invalidValue, missing, noMatchingValue, noSuchItem } from '../protocol/traps';
import type { Row } from '../tables/table';
import type { Router } from '../world/router';

const EVERY_SECOND_MS = 1_000;
/** A ping without a count goes on until it is cancelled; here it stops by itself. */
const MOST_PINGS = 100;
const PING_BYTES = 56;
const PING_TTL = 64;

/** The answer of a tool at once, and again each second until it is cancelled. */
export interface Watching {
  rows: Row[];
  watch?: (tell: (row: Row) => void) => () => void;
}

const PER_SECOND = ['packets-per-second', 'drops-per-second', 'errors-per-second'];

const trafficOf = (router: Router, name: string): Row => {
  const { upBits, downBits } = router.bridge.bitsThrough(name);
  const nothing = (direction: string): [string, string][] =>
    PER_SECOND.map((what) => [`${direction}-${what}`, '0']);
  return {
    name,
    ...Object.fromEntries(nothing('rx')),
    'rx-bits-per-second': String(upBits),
    ...Object.fromEntries(nothing('tx')),
    'tx-bits-per-second': String(downBits),
  };
};

/** `/interface/monitor-traffic =interface=ether1,ether2 =once=`: one row an interface, each second without `once`. */
export const monitorTraffic = (router: Router, values: Row): Watching => {
  const { interface: wanted } = values;
  if (wanted === undefined || wanted === '') throw missing('interface');
  const table = router.table('interface');
  const names = wanted.split(',').map((item) => {
    const row = table.get(item) ?? table.find((candidate) => candidate.name === item);
    if (!row) throw noMatchingValue('interface');
    return row.name ?? '';
  });
  const rows = names.map((name) => trafficOf(router, name));
  if (values.once !== undefined) return { rows };
  return { rows, watch: everySecond(() => names.map((name) => trafficOf(router, name))) };
};

const everySecond =
  (rows: () => Row[]) =>
  (tell: (row: Row) => void): (() => void) => {
    const timer = setInterval(() => rows().forEach(tell), EVERY_SECOND_MS);
    timer.unref();
    return () => clearInterval(timer);
  };

/** `/interface/ethernet/monitor =numbers=0 =once=`: items by place, by name or by id. */
export const monitorPort = (router: Router, values: Row): Watching => {
  const { numbers } = values;
  if (numbers === undefined) throw missing('numbers');
  const ports = [...router.table('interface/ethernet').all()];
  const rows = numbers.split(',').map((item) => {
    const row = ports[Number(item)] ?? ports.find(({ name, '.id': id }) => name === item || id === item);
    if (!row) throw noSuchItem(router.personality);
    const link = row.running === 'true';
    const fields = { name: row.name ?? '', status: link ? 'link-ok' : 'no-link' };
    return link ? { ...fields, 'auto-negotiation': 'done', rate: '1Gbps', 'full-duplex': 'true' } : fields;
  });
  return { rows };
};

/** `/ping =address=… =count=3`: a row a packet, counts so far in each; whom the router cannot reach times out. */
export const ping = (router: Router, values: Row): Watching => {
  const { address } = values;
  if (address === undefined || address === '') throw missing('address');
  const count = values.count === undefined ? MOST_PINGS : Number(values.count);
  if (!Number.isInteger(count) || count < 0) throw invalidValue('count');
  const answers = reaches(router, address);
  const rows = Array.from({ length: Math.min(count || MOST_PINGS, MOST_PINGS) }, (_, seq): Row => {
    const sent = seq + 1;
    const counts = { sent: String(sent), received: answers ? String(sent) : '0' };
    if (!answers)
      return { seq: String(seq), host: address, status: 'timeout', ...counts, 'packet-loss': '100' };
    const time = formatDuration(0);
    return {
      ...{ seq: String(seq), host: address, size: String(PING_BYTES), ttl: String(PING_TTL), time },
      ...{ ...counts, 'packet-loss': '0', 'min-rtt': time, 'avg-rtt': time, 'max-rtt': time },
    };
  });
  return { rows };
};

/** Its own addresses, the internet's, and those of clients that are there. */
const reaches = (router: Router, address: string): boolean => {
  if (!address.startsWith(router.clientPrefix)) return true;
  const isOwn = router.rows('ip/address').some((row) => row.address?.split('/')[0] === address);
  return isOwn || router.table('ip/hotspot/host').find((row) => row.address === address) !== undefined;
};
