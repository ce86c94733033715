// drift.ts — what one sweep found to mend on a router, as the console shows it.
import { isRenewal, type PlannedCommand } from '../domain/planned-command';

/** The result of one sweep for the console. */
const MOST_DRIFT_ITEMS = 500;

export type DriftItem = {
  path: string;
  action: string;
  subject: string;
  detail: string;
  state: 'done' | 'waiting' | 'failed';
};

/** Renewals are no drift. */
export const driftOf = (commands: readonly PlannedCommand[]): ReadonlyMap<PlannedCommand, DriftItem> =>
  new Map(
    commands
      .filter((command) => !isRenewal(command))
      .slice(0, MOST_DRIFT_ITEMS)
      .map((command) => [command, itemOf(command)]),
  );

const itemOf = ({ path, action, subscriberId, reason }: PlannedCommand): DriftItem => ({
  path,
  action,
  subject: subscriberId ?? '',
  detail: reason,
  state: 'waiting',
});
