// metrics.ts — what Prometheus sees of routers. One registry a process, however many gateways run in it.
import { Counter, Gauge, Histogram } from 'prom-client';

export const routerOnline = new Gauge({
  name: 'saring_router_online',
  help: '1 while this gateway is connected to the router',
  labelNames: ['router'],
});
export const routerHosts = new Gauge({
  name: 'saring_router_hosts',
  help: 'Rows of the host table at the last poll',
  labelNames: ['router'],
});
export const routerWrites = new Counter({
  name: 'saring_router_writes_total',
  help: 'Commands that change a router, by outcome',
  labelNames: ['router', 'outcome'],
});
export const readings = new Counter({
  name: 'saring_readings_total',
  help: 'Readings by what became of them: stored, overtaken (another came first) or torn (the table took more than 30 s)',
  labelNames: ['router', 'outcome'],
});
/** The second step from a payment to open access, of which the promise allows one second. */
export const accessOpenedSeconds = new Histogram({
  name: 'saring_access_opened_seconds',
  help: 'From when the ledger let an account with devices in until a connected router does',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
});
export const openingsFailed = new Counter({
  name: 'saring_access_openings_failed_total',
  help: 'Accounts that were let in and whose commands a connected router refused',
});
export const pollSeconds = new Histogram({
  name: 'saring_router_poll_seconds',
  help: 'From asking for the host table to its last row stored',
  labelNames: ['router'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

/** It is connected. Counts stand from the start: one that is first seen at one has not grown, and nobody would be alerted. */
export const showOnline = (router: string): void => {
  routerOnline.set({ router }, 1);
  for (const outcome of ['stored', 'overtaken', 'torn']) readings.inc({ router, outcome }, 0);
  for (const outcome of ['done', 'refused']) routerWrites.inc({ router, outcome }, 0);
};
