// reading.ts — a router's absolute counters as they are published: by columns, in parts (architecture.md, "Reading").
import type { MacAddress } from '@saring/kernel';
import type { Host, InterfaceCounters, LeftOutRow } from './actual';

/** 350 rows with UUIDs as JSON stay under the 64 KB of a part. */
export const ROWS_PER_PART = 350;

export type ReadingKind = 'poll' | 'cut';

export type ReadingHead = {
  readonly routerId: string;
  readonly bootId: string;
  /** Read before the table and after it: each row was read in between. */
  readonly routerUptimeSeconds: number;
  readonly routerUptimeAfterSeconds: number;
  readonly observedAt: string;
  readonly kind: ReadingKind;
  readonly readingId: string;
  readonly linkBitsPerSecondPerDevice: number;
  /** Rows that may still be there: the meter forgets nothing because of them. */
  readonly leftOutIds: readonly string[];
  readonly interfaceNames: readonly string[];
  readonly interfaceBytesIn: readonly number[];
  readonly interfaceBytesOut: readonly number[];
  /** Of a poll: how often the router is to be read just now. */
  readonly pollSeconds?: number;
};

/** A reading that took longer is thrown away: its rows are too far from one instant. */
const READING_WINDOW_SECONDS = 30;
/** Names of left-out rows that a part carries; the meter needs to know only that there are some. */
const MOST_LEFT_OUT_NAMED = 50;

/** Its uptimes lie too far apart, or the router booted in between. */
export const isTornApart = (uptimeBefore: number, uptimeAfter: number): boolean =>
  uptimeAfter < uptimeBefore || uptimeAfter - uptimeBefore > READING_WINDOW_SECONDS;

/** The head of a reading beside its rows. */
export const witnessColumns = (
  counters: readonly InterfaceCounters[],
  leftOut: readonly LeftOutRow[],
): Pick<ReadingHead, 'leftOutIds' | 'interfaceNames' | 'interfaceBytesIn' | 'interfaceBytesOut'> => ({
  leftOutIds: leftOut.slice(0, MOST_LEFT_OUT_NAMED).map(({ id }) => id),
  interfaceNames: counters.map(({ name }) => name),
  interfaceBytesIn: counters.map(({ bytesIn }) => bytesIn),
  interfaceBytesOut: counters.map(({ bytesOut }) => bytesOut),
});

export type ReadingPart = ReadingHead & {
  readonly part: number;
  readonly parts: number;
  readonly ids: string[];
  readonly macKeys: string[];
  readonly deviceIds: string[];
  readonly owners: string[];
  readonly bytesIn: number[];
  readonly bytesOut: number[];
  readonly uptimeSeconds: number[];
  /** Rows of devices that a foreign binding lets through. */
  readonly byHandRows: number[];
};

/** Whom a MAC's bytes belong to: the account and device named by the binding that the gateway has applied. */
export type Owner = { readonly subscriberId: string; readonly deviceId: string };

export type Attribution = {
  ownerOf(mac: MacAddress): Owner | undefined;
  /** A keyed hash, which distinguishes rows without the MAC. */
  macKeyOf(mac: MacAddress): string;
  isByHand(host: Host): boolean;
};

/** A row with its absolute counters, whatever it is of. */
export type CountedRow = {
  readonly id: string;
  /** Distinguishes rows of one `.id`; tells nothing of whom they are. */
  readonly key: string;
  /** Undefined: nobody's. */
  readonly owner?: Owner;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly uptimeSeconds: number;
  readonly isByHand?: boolean;
};

/** Parts count from 0. A poll without rows is still one part: it says that every row is gone. */
export const readingParts = (
  head: ReadingHead,
  hosts: readonly Host[],
  attribution: Attribution,
): ReadingPart[] =>
  countedParts(
    head,
    hosts.map((host) => {
      const owner = attribution.ownerOf(host.mac);
      return { ...host, key: attribution.macKeyOf(host.mac), owner, isByHand: attribution.isByHand(host) };
    }),
  );

/** The same of rows of any kind. */
export const countedParts = (head: ReadingHead, rows: readonly CountedRow[]): ReadingPart[] => {
  const parts = Math.max(1, Math.ceil(rows.length / ROWS_PER_PART));
  return Array.from({ length: parts }, (_, index) =>
    partOf(head, index, parts, rows.slice(index * ROWS_PER_PART, (index + 1) * ROWS_PER_PART)),
  );
};

const partOf = (
  head: ReadingHead,
  part: number,
  parts: number,
  rows: readonly CountedRow[],
): ReadingPart => ({
  ...head,
  part,
  parts,
  ids: rows.map(({ id }) => id),
  macKeys: rows.map(({ key }) => key),
  deviceIds: rows.map(({ owner }) => owner?.deviceId ?? ''),
  owners: rows.map(({ owner }) => owner?.subscriberId ?? ''),
  bytesIn: rows.map(({ bytesIn }) => bytesIn),
  bytesOut: rows.map(({ bytesOut }) => bytesOut),
  uptimeSeconds: rows.map(({ uptimeSeconds }) => uptimeSeconds),
  byHandRows: rows.flatMap(({ owner, isByHand }, index) => (!owner && isByHand ? [index] : [])),
});
