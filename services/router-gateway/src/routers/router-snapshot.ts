// router-snapshot.ts — what a gateway last saw of a router: shown in the console, and the answer while the router is
// away.
import type { Binding, LeftOutRow } from '../domain/actual';
import type { DriftItem } from '../access/drift';
import { HostTable } from './host-table';

export class RouterSnapshot {
  readonly hosts = new HostTable();
  uptimeSeconds = 0;
  sweptAt: string | undefined;
  drift: readonly DriftItem[] = [];
  /** Host rows of the last reading that could not be read. */
  leftOut: readonly LeftOutRow[] = [];
  /** Bindings of other people that let devices through, as of the last sweep. */
  byHand: readonly Binding[] = [];
}
