// openings.ts — how long accounts that are let in wait until a router lets them in.
import { accessOpenedSeconds, openingsFailed } from '../routers/metrics';
import { bindingTypeOf, isAccessStatus } from '../domain/access';

/** Why an account is to be brought up to date at once. */
export type Urgency = {
  /** The trace that asked for it. */
  readonly traceparent?: string;
  /** When the ledger let in who was stopped before, by its clock; absent: something else changed. */
  readonly openedAt?: string;
};

type StatusChange = {
  readonly status: string;
  readonly previousStatus?: string;
  readonly paymentLane: boolean;
  readonly at: string;
};

/** Undefined: nobody who was stopped is let in by it. A lane that is opened for paying is no access. */
export const openedAtOf = ({ status, previousStatus, paymentLane, at }: StatusChange): string | undefined =>
  !paymentLane && letsIn(status) && previousStatus !== undefined && !letsIn(previousStatus) ? at : undefined;

const letsIn = (status: string): boolean =>
  isAccessStatus(status) && bindingTypeOf({ status }) === 'bypassed';

/** An account keeps what asked for it when another request without that follows. */
export const joined = (earlier: Urgency | undefined, later: Urgency): Urgency => ({
  ...earlier,
  ...(later.traceparent === undefined ? {} : { traceparent: later.traceparent }),
  ...(later.openedAt === undefined ? {} : { openedAt: later.openedAt }),
});

/** Counts those of a batch that a router was asked to let in. @param held the accounts that it now holds as it should. */
export const countOpenings = (
  batch: ReadonlyMap<string, Urgency>,
  held: ReadonlySet<string>,
  now: Date,
): void => {
  for (const [subscriberId, { openedAt }] of batch) {
    if (openedAt === undefined) continue;
    if (!held.has(subscriberId)) openingsFailed.inc();
    else accessOpenedSeconds.observe(Math.max(0, now.getTime() - new Date(openedAt).getTime()) / 1_000);
  }
};
