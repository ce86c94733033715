// inspection.ts — what a router holds for each device of one account, compared with what it should hold.
import type { HeldState, MacAddress } from '@saring/kernel';
import type { Actual, Host } from './actual';
import { rulingAbove } from './alarms';
import { BINDING_PATH, HOST_PATH, LIST_PATH, plan, ruledAddressOf, type Desired } from './plan';
import { isRenewal, type PlannedCommand } from './planned-command';

export type InspectedHost = {
  readonly mac: MacAddress;
  readonly idleSeconds: number;
  readonly binding: HeldState;
  readonly list: HeldState;
};

/**
 * One answer for each device that the host table shows, from its livest row.
 * @param actual every binding of the router, in its order; of hosts and entries those of the devices in question.
 */
export const inspect = (
  desired: Desired,
  actual: Actual,
  macs: readonly MacAddress[],
): readonly InspectedHost[] =>
  macs.flatMap((mac): InspectedHost[] => {
    const host = livestOf(actual.hosts.filter((one) => one.mac === mac));
    if (!host) return [];
    const { commands, conflicts } = plan(desired, actual, new Set([mac]));
    const isRuled =
      conflicts.length > 0 ||
      rulingAbove(actual.bindings, actual.hosts, desired.signature).some(({ ours }) => ours.mac === mac);
    return [
      {
        ...{ mac, idleSeconds: host.idleSeconds },
        binding: isRuled ? 'foreign' : bindingState(commands, mac),
        list: listState(commands, actual, ruledAddressOf(host)),
      },
    ];
  });

const livestOf = (rows: readonly Host[]): Host | undefined =>
  [...rows].sort((left, right) => left.idleSeconds - right.idleSeconds)[0];

/** The plan is made for one MAC: every command on a binding is about it. */
const bindingState = (commands: readonly PlannedCommand[], mac: MacAddress): HeldState => {
  const bindings = commands.filter(({ path }) => path === BINDING_PATH);
  if (bindings.some(({ action }) => action === 'add')) return 'missing';
  if (bindings.length > 0) return 'wrong';
  return commands.some(({ path, cut }) => path === HOST_PATH && cut === mac) ? 'stale' : 'right';
};

const listState = (commands: readonly PlannedCommand[], { entries }: Actual, address: string): HeldState => {
  const ids = new Set(entries.filter((entry) => entry.address === address).map(({ id }) => id));
  const ours = commands.filter(
    (command) =>
      command.path === LIST_PATH &&
      !isRenewal(command) &&
      (command.attributes['address'] === address || ids.has(command.id ?? '')),
  );
  if (ours.some(({ action }) => action === 'add')) return 'missing';
  return ours.length > 0 ? 'wrong' : 'right';
};
