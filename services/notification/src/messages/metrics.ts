// metrics.ts — how fast login codes arrive. One registry a process.
import { Counter, Histogram } from 'prom-client';

export const codesAsked = new Counter({
  name: 'saring_codes_asked_total',
  help: 'Codes that were to be sent',
});
const codeDelivered = new Histogram({
  name: 'saring_code_delivered_seconds',
  help: 'From when a code was to be sent until its receipt came, or until a channel without receipts took it',
  labelNames: ['channel'],
  buckets: [1, 2, 5, 10, 20, 60, 300],
});

/** A count that is first seen at one has not grown: the first code of each start would count as lost. */
export const showChannels = (names: readonly string[]): void => {
  for (const channel of names) codeDelivered.zero({ channel });
};

/** Clocks of vendors tell whole seconds: an arrival before the code was asked for took no time. */
export const noteCodeDelivered = (channel: string, askedAt: Date, at: Date): void =>
  codeDelivered.observe({ channel }, Math.max(0, at.getTime() - askedAt.getTime()) / 1_000);
