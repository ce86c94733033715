// actual.ts — what a router holds, as far as Saring cares. Rows keep the router's order: bindings are matched from
// the top.
import type { MacAddress } from '@saring/kernel';

export type BindingType = 'bypassed' | 'regular' | 'blocked';

export type Host = {
  readonly id: string;
  readonly mac: MacAddress;
  readonly address: string;
  readonly toAddress?: string;
  readonly uptimeSeconds: number;
  readonly idleSeconds: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Whether the hotspot lets it through, whatever the bindings say now. */
  readonly bypassed?: boolean;
};

/** A host row that could not be read, and why. */
export type LeftOutRow = { readonly id: string; readonly problem: string };
export type HostTable = { readonly hosts: readonly Host[]; readonly leftOut: readonly LeftOutRow[] };
/** Bytes that an interface received from clients and sent to them. */
export type InterfaceCounters = {
  readonly name: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
};

export type Binding = {
  readonly id: string;
  readonly mac?: MacAddress;
  readonly address?: string;
  readonly type: BindingType;
  readonly comment?: string;
  readonly disabled: boolean;
};

export type ListEntry = {
  readonly id: string;
  readonly list: string;
  readonly address: string;
  /** Absent: the entry stays for ever. */
  readonly timeoutSeconds?: number;
  readonly comment?: string;
  readonly disabled: boolean;
};

/** A row of a menu that is compared attribute by attribute: queues and mangle rules. */
export type ConfigRow = { readonly id: string; readonly attributes: Readonly<Record<string, string>> };

export type Actual = {
  readonly hosts: readonly Host[];
  readonly bindings: readonly Binding[];
  readonly entries: readonly ListEntry[];
};

/** An interface as a person sees it: bytes since the router started. */
export type InterfaceState = {
  readonly name: string;
  readonly type: string;
  readonly running: boolean;
  readonly disabled: boolean;
  readonly comment: string;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly hotspot: boolean;
};
