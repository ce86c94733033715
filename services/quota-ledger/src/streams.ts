// streams.ts — the streams that this service writes.
import { routerOfLineMeter } from '@saring/contracts';

const ACCOUNT = 'quota-account-';
const METER = 'meter-';
const LINE_METER = 'line-meter-';

export const accountStream = (subscriberId: string): string => `${ACCOUNT}${subscriberId}`;

/** @param name what readings come under: a router's own id for its hosts, or that of its PPPoE sessions. */
export const meterStream = (name: string): string => {
  const routerId = routerOfLineMeter(name);
  return routerId === null ? `${METER}${name}` : `${LINE_METER}${routerId}`;
};

export const subscriberOf = (stream: string): string | null =>
  stream.startsWith(ACCOUNT) ? stream.slice(ACCOUNT.length) : null;
/** Of a meter of hosts, whose bytes are those of accounts. */
export const routerOf = (stream: string): string | null =>
  stream.startsWith(METER) ? stream.slice(METER.length) : null;
/** Of a meter of lines, whose bytes are nobody's quota. */
export const routerOfLines = (stream: string): string | null =>
  stream.startsWith(LINE_METER) ? stream.slice(LINE_METER.length) : null;
