// router-snapshot.ts — what a gateway last saw of a router: shown in the console, and the answer while the router is
// away.
import type { BreakerState } from '@saring/kernel';
import type { Binding, LeftOutRow } from '../domain/actual';
import type { DriftItem } from '../access/drift';
import { HostTable } from './host-table';

/** What a router says of itself, and how long it took to say so. */
export type Vitals = {
  readonly answeredAt: string;
  readonly answerMilliseconds: number;
  readonly cpuLoadPercent?: number;
  readonly freeMemoryBytes?: number;
  readonly totalMemoryBytes?: number;
};

export type RouterHealth = Partial<Vitals> & {
  readonly breaker: BreakerState;
  readonly breakerChangedAt: string;
  readonly failures: number;
};

export class RouterSnapshot {
  readonly hosts = new HostTable();
  uptimeSeconds = 0;
  vitals: Vitals | undefined;
  sweptAt: string | undefined;
  drift: readonly DriftItem[] = [];
  /** Host rows of the last reading that could not be read. */
  leftOut: readonly LeftOutRow[] = [];
  /** Bindings of other people that let devices through, as of the last sweep. */
  byHand: readonly Binding[] = [];
}
