// router-rows.ts — tables of a router as the console shows them: whose each row is, and of which device.
import type { MacAddress, RowOwner } from '@saring/kernel';
import type { DesiredDevice } from '../domain/access';
import type { Binding, Host, ListEntry } from '../domain/actual';
import type { Signature } from '../domain/comments';

export type RouterRow = {
  readonly row: string;
  readonly owner: RowOwner;
  readonly subscriberId?: string;
  readonly deviceId?: string;
  readonly mac: string;
  readonly address: string;
  readonly target: string;
  readonly comment: string;
  readonly disabled: boolean;
  readonly seconds?: number;
  readonly bytes: number;
};

const ownerOf = (comment: string | undefined, signature: Signature): RowOwner => {
  if (signature.isOurs(comment)) return 'ours';
  return signature.otherIn(comment) === undefined ? 'foreign' : 'other';
};

const idsOf = (ids: { readonly subscriberId: string; readonly deviceId?: string } | undefined) =>
  ids
    ? {
        subscriberId: ids.subscriberId,
        ...(ids.deviceId === undefined ? {} : { deviceId: ids.deviceId }),
      }
    : {};

/** A host is nobody's: it is ours where its device is known. */
export const hostRows = (
  hosts: readonly Host[],
  devices: ReadonlyMap<MacAddress, DesiredDevice>,
): readonly RouterRow[] =>
  hosts.map((host) => {
    const device = devices.get(host.mac);
    return {
      ...{ row: host.id, owner: device ? 'ours' : 'foreign', ...idsOf(device) },
      ...{ mac: host.mac, address: host.address, target: host.bypassed ? 'bypassed' : '' },
      ...{ comment: '', disabled: false },
      ...{ seconds: host.idleSeconds, bytes: host.bytesIn + host.bytesOut },
    };
  });

export const bindingRows = (bindings: readonly Binding[], signature: Signature): readonly RouterRow[] =>
  bindings.map((binding) => ({
    ...{ row: binding.id, owner: ownerOf(binding.comment, signature) },
    ...idsOf(signature.ownerIn(binding.comment)),
    ...{ mac: binding.mac ?? '', address: binding.address ?? '', target: binding.type },
    ...{ comment: binding.comment ?? '', disabled: binding.disabled, bytes: 0 },
  }));

export const entryRows = (entries: readonly ListEntry[], signature: Signature): readonly RouterRow[] =>
  entries.map((entry) => {
    const subscriberId = signature.subscriberIn(entry.comment);
    return {
      ...{ row: entry.id, owner: ownerOf(entry.comment, signature) },
      ...idsOf(subscriberId === undefined ? undefined : { subscriberId }),
      ...{ mac: '', address: entry.address, target: entry.list },
      ...{ comment: entry.comment ?? '', disabled: entry.disabled, bytes: 0 },
      ...(entry.timeoutSeconds === undefined ? {} : { seconds: entry.timeoutSeconds }),
    };
  });
