// A router's absolute counters as they are published: by columns, in parts (architecture.md, "Reading").
import type { MacAddress } from '@saring/kernel';
import type { Host } from './actual';

/** 350 rows with UUIDs as JSON stay under the 64 KB of a part. */
export const ROWS_PER_PART = 350;

export type ReadingKind = 'poll' | 'cut';

export type ReadingHead = {
  readonly routerId: string;
  readonly bootId: string;
  readonly routerUptimeSeconds: number;
  readonly observedAt: string;
  readonly kind: ReadingKind;
  readonly readingId: string;
  readonly linkBitsPerSecondPerDevice: number;
};

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
};

/** Whom a MAC's bytes belong to: the account and device named by the binding that the gateway has applied. */
export type Owner = { readonly subscriberId: string; readonly deviceId: string };

export type Attribution = {
  ownerOf(mac: MacAddress): Owner | undefined;
  /** A keyed hash: tells rows apart without carrying the MAC. */
  macKeyOf(mac: MacAddress): string;
};

/** Parts count from 0. A poll without rows is still one part: it says that every row is gone. */
export const readingParts = (
  head: ReadingHead,
  hosts: readonly Host[],
  attribution: Attribution,
): ReadingPart[] => {
  const parts = Math.max(1, Math.ceil(hosts.length / ROWS_PER_PART));
  return Array.from({ length: parts }, (_, index) =>
    partOf(head, index, parts, hosts.slice(index * ROWS_PER_PART, (index + 1) * ROWS_PER_PART), attribution),
  );
};

const partOf = (
  head: ReadingHead,
  part: number,
  parts: number,
  hosts: readonly Host[],
  attribution: Attribution,
): ReadingPart => {
  const owners = hosts.map(({ mac }) => attribution.ownerOf(mac));
  return {
    ...head,
    part,
    parts,
    ids: hosts.map(({ id }) => id),
    macKeys: hosts.map(({ mac }) => attribution.macKeyOf(mac)),
    deviceIds: owners.map((owner) => owner?.deviceId ?? ''),
    owners: owners.map((owner) => owner?.subscriberId ?? ''),
    bytesIn: hosts.map(({ bytesIn }) => bytesIn),
    bytesOut: hosts.map(({ bytesOut }) => bytesOut),
    uptimeSeconds: hosts.map(({ uptimeSeconds }) => uptimeSeconds),
  };
};
