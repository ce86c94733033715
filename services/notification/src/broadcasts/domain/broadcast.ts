// broadcast.ts — what may be done with a message to many, how fast it goes, and who is asked whom it is for.
import {
  assertNever,
  type BroadcastState,
  type BroadcastStep,
  type Instant,
  instantAfter,
  ok,
  refused,
  type Result,
} from '@saring/kernel';

/** A step that was taken already changes nothing. */
export const afterStep = (
  state: BroadcastState,
  step: BroadcastStep,
): Result<BroadcastState, 'NOTIFICATION.BROADCAST_STATE'> => {
  const from = (states: readonly BroadcastState[], to: BroadcastState) =>
    state === to || states.includes(state) ? ok(to) : refused('NOTIFICATION.BROADCAST_STATE', { state });
  switch (step) {
    case 'start':
      return from(['ready'], 'running');
    case 'pause':
      return from(['running'], 'paused');
    case 'resume':
      return from(['paused'], 'running');
    case 'stop':
      return from(['resolving', 'ready', 'running', 'paused'], 'stopped');
    default:
      return assertNever(step);
  }
};

/** The most that are handed to the outbox in one go. */
const MOST_AT_ONCE = 10;
const LOOK_MILLISECONDS = 1_000;

/** How many get it now, and from when on the next: a time that was missed is not made up for by a burst. */
export const paceAt = (
  perMinute: number,
  at: Instant,
): { readonly count: number; readonly nextAt: Instant } => {
  const interval = 60_000 / perMinute;
  const count = Math.min(MOST_AT_ONCE, Math.max(1, Math.floor(LOOK_MILLISECONDS / interval)));
  return { count, nextAt: instantAfter(at, Math.ceil(count * interval)) };
};

export type Filter = {
  readonly site: string;
  readonly query: string;
  readonly statuses: readonly string[];
  readonly overdue: boolean;
  /** Absent: any. */
  readonly packageId?: string;
  readonly routerId?: string;
};
/** Whose data says whom it is for: everyone who is approved first, each further one leaves some out. */
export type Stage = 'people' | 'status' | 'overdue' | 'package' | 'router';

export const stagesOf = ({ statuses, overdue, packageId, routerId }: Filter): readonly Stage[] => [
  'people',
  ...(statuses.length > 0 ? (['status'] as const) : []),
  ...(overdue ? (['overdue'] as const) : []),
  ...(packageId === undefined ? [] : (['package'] as const)),
  ...(routerId === undefined ? [] : (['router'] as const)),
];
