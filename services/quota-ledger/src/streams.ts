/** The streams that this service writes. */
export const accountStream = (subscriberId: string): string => `quota-account-${subscriberId}`;
export const meterStream = (routerId: string): string => `meter-${routerId}`;

const ACCOUNT = 'quota-account-';
const METER = 'meter-';
export const subscriberOf = (stream: string): string | null =>
  stream.startsWith(ACCOUNT) ? stream.slice(ACCOUNT.length) : null;
export const routerOf = (stream: string): string | null =>
  stream.startsWith(METER) ? stream.slice(METER.length) : null;
