// line-cause.ts — why a PPPoE line is offline: one cause, by what the gateway says of it.
import type { LineStanding, LineState } from '@saring/kernel';

/** In the order in which they are looked for: what an operator or a bill stops comes before what the router lacks. */
export const LINE_CAUSES = [
  'disabled',
  'by_hand',
  'bill',
  'quota',
  'router_away',
  'waiting',
  'name_taken',
  'profile_taken',
  'profile_missing',
  'pool_missing',
  'other_session',
  'not_dialled',
  'slowed',
  'none',
] as const;
type LineCause = (typeof LINE_CAUSES)[number];

type LineEvidence = {
  readonly state: string;
  readonly standing: string;
  readonly suspendedByHand: boolean;
  readonly heldForBill: boolean;
  readonly heldForQuota: boolean;
  readonly slowed: boolean;
};

/** A line that an operator suspended and a bill holds is named by the operator: paying would not bring it back. */
export const lineCauseOf = (line: LineEvidence): LineCause =>
  stopOf(line) ?? onRouter(line.standing as LineStanding) ?? (line.slowed ? 'slowed' : 'none');

const stopOf = ({
  state,
  suspendedByHand,
  heldForBill,
  heldForQuota,
}: LineEvidence): LineCause | undefined => {
  switch (state as LineState) {
    case 'disabled':
    case 'removed':
      return 'disabled';
    case 'suspended':
      if (suspendedByHand) return 'by_hand';
      if (heldForBill) return 'bill';
      return heldForQuota ? 'quota' : 'by_hand';
    default:
      return undefined;
  }
};

const onRouter = (standing: LineStanding): LineCause | undefined => {
  if (standing === 'online') return undefined;
  if (standing === 'offline') return 'not_dialled';
  return standing === 'unreachable' ? 'router_away' : standing;
};
