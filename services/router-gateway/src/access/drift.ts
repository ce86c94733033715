// drift.ts — what a sweep found to mend on a router, or would find, as the console shows it.
import { contentHash } from '@saring/event-sourcing';
import type { RouterChange } from '@saring/kernel';
import { LEASE_PATH } from '../domain/fixed-address';
import { GARDEN_PATH } from '../domain/garden';
import { MANGLE_PATH, QUEUE_PATH, QUEUE_TYPE_PATH } from '../domain/lanes';
import { POOL_PATH, PROFILE_PATH, SECRET_PATH, SESSION_PATH } from '../domain/line-plan';
import { BINDING_PATH, HOST_PATH, LIST_PATH } from '../domain/plan';
import { isRenewal, type PlannedCommand } from '../domain/planned-command';
import { consoleLine } from '../domain/provisioning';

/** The result of one sweep for the console. */
const MOST_DRIFT_ITEMS = 500;

export type DriftItem = {
  path: string;
  action: string;
  subject: string;
  detail: string;
  state: 'done' | 'waiting' | 'failed';
  key: string;
  change: RouterChange;
  deviceId?: string;
  mac: string;
  address: string;
  target: string;
  command: string;
};

/** Renewals are no drift. */
export const driftOf = (commands: readonly PlannedCommand[]): ReadonlyMap<PlannedCommand, DriftItem> =>
  new Map(
    commands
      .filter((command) => !isRenewal(command))
      .slice(0, MOST_DRIFT_ITEMS)
      .map((command) => [command, itemOf(command)]),
  );

/** The same command for the same row has the same key. */
export const keyOf = ({ path, action, id = '', attributes }: PlannedCommand): string =>
  contentHash({ path, action, id, attributes: withoutPassword(attributes) });

/** Nobody reads a password here, in whichever form. */
const withoutPassword = (attributes: PlannedCommand['attributes']): PlannedCommand['attributes'] =>
  attributes['password'] === undefined ? attributes : { ...attributes, password: '***' };

const BINDING_CHANGES = {
  add: 'binding_added',
  set: 'binding_changed',
  unset: 'binding_changed',
  remove: 'binding_removed',
} as const;
const LIST_CHANGES = {
  add: 'list_joined',
  set: 'list_changed',
  unset: 'list_changed',
  remove: 'list_left',
} as const;

/** What a command is for, as a word. */
export const changeOf = ({ path, action }: PlannedCommand): RouterChange => {
  switch (path) {
    case BINDING_PATH:
      return BINDING_CHANGES[action];
    case LIST_PATH:
      return LIST_CHANGES[action];
    case HOST_PATH:
      return 'host_removed';
    case MANGLE_PATH:
    case QUEUE_PATH:
    case QUEUE_TYPE_PATH:
      return 'lane';
    case GARDEN_PATH:
      return 'garden';
    case LEASE_PATH:
      return 'fixed_address';
    case SECRET_PATH:
    case PROFILE_PATH:
    case SESSION_PATH:
    case POOL_PATH:
      return 'line';
    default:
      return 'other';
  }
};

/** For people, a field taken away is a change like another. */
export const shownActionOf = ({ action }: PlannedCommand): 'add' | 'set' | 'remove' =>
  action === 'unset' ? 'set' : action;

/** What a command is of, where its plan does not say: a host of the walled garden, the address of a lease. */
export const targetOf = ({ about, attributes }: PlannedCommand): string =>
  about?.target ?? attributes['dst-host'] ?? attributes['name'] ?? '';

const itemOf = (command: PlannedCommand): DriftItem => {
  const { path, subscriberId, reason, about, attributes } = command;
  const shown = { ...command, attributes: withoutPassword(attributes) };
  return {
    ...{
      path,
      action: shownActionOf(command),
      subject: subscriberId ?? '',
      detail: reason,
      state: 'waiting',
    },
    ...{ key: keyOf(command), change: changeOf(command), command: consoleLine(shown) },
    ...(about?.deviceId === undefined ? {} : { deviceId: about.deviceId }),
    mac: about?.mac ?? attributes['mac-address'] ?? '',
    address: about?.address ?? attributes['address'] ?? '',
    target: targetOf(command),
  };
};
