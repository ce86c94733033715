// safe.ts — the safe of a site: what is put in and taken out beside the drawers. What lies in it is in the books.
import { type Instant, type SafeWay } from '@saring/kernel';
import { accept, refuse, type Decider } from '@saring/event-sourcing';

export type SafeEvent = {
  readonly type: 'SafeMoved';
  readonly at: Instant;
  readonly site: string;
  readonly operatorId: string;
  readonly way: SafeWay;
  readonly amountRupiah: number;
  readonly reason: string;
};
export type SafeCommand = Omit<SafeEvent, 'type'> & { readonly type: 'MoveSafe' };
export type SafeRefusal = 'RUPIAH.INVALID' | 'QUOTA.REASON_REQUIRED';

/** Nothing is decided by what was before: drawers move its money, too, and the books say what it holds. */
export type Safe = null;

export const safeDecider: Decider<Safe, SafeCommand, SafeEvent, SafeRefusal> = {
  initialState: () => null,
  decide: (_safe, command) => {
    if (command.amountRupiah <= 0) return refuse('RUPIAH.INVALID');
    // Money that nobody can explain a month later.
    if (command.reason === '') return refuse('QUOTA.REASON_REQUIRED');
    return accept({ ...command, type: 'SafeMoved' });
  },
  evolve: () => null,
};
