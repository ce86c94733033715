import { idFrom, systemClock } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import type { Router } from '../routeros/router';
import { DEFAULT_LIST_NAMES } from '../domain/access';
import type { Host, ListEntry } from '../domain/actual';
import { Signature } from '../domain/comments';
import { LIST_PATH } from '../domain/plan';
import type { PlannedCommand } from '../domain/planned-command';
import { DesiredAccess } from './desired-access';
import { AccessReconciler } from './access-reconciler';
import { AccessWriter } from './access-writer';
import { BindingOwners } from './binding-owners';
import type { MeterFeed } from '../readings/meter-feed';
import { Pacer } from './pacer';
import { LineReconciler } from '../lines/line-reconciler';
import { RouterSnapshot } from '../routers/router-snapshot';

const signature = new Signature('0a1b2c3d');
const BUDI = idFrom('budi');
const MAC = 'AA:BB:CC:00:00:01';
const STALE_ENTRIES = 40;
const addressOf = (number: number): string => `10.5.50.${number + 2}`;

/** Holds entries that nobody needs, and lets a spec say what else happens; everything but what is asked here is empty. */
const routerWith = (entries: readonly ListEntry[], hosts: readonly Host[]) => {
  const written: PlannedCommand[] = [];
  const router: Pick<
    Router,
    | 'bindings'
    | 'hosts'
    | 'entriesOf'
    | 'entriesAt'
    | 'lanes'
    | 'garden'
    | 'fixedLeases'
    | 'hotspotInterfaces'
    | 'execute'
  > = {
    bindings: async () => [],
    hosts: async () => [...hosts],
    entriesOf: async () => [...entries],
    entriesAt: async (addresses) => entries.filter(({ address }) => addresses.includes(address)),
    lanes: async () => ({ '/ip/firewall/mangle': [], '/queue/simple': [], '/queue/type': [] }),
    hotspotInterfaces: async () => [],
    garden: async () => [],
    fixedLeases: async () => [],
    execute: async (command) => {
      written.push(command);
      return { ok: true, rows: [] };
    },
  };
  return { router: router as unknown as Router, written };
};

const reconcilerOf = (router: Router, desired: DesiredAccess): AccessReconciler => {
  const feed = { read: async () => ({ hosts: [], uptimeSeconds: 1, stored: true }) } as unknown as MeterFeed;
  const owners = new BindingOwners(router, signature);
  const writer = new AccessWriter({
    ...{ router, feed, owners, routerName: 'spec', logger: createLogger('silent'), mayWrite: () => true },
    onWritten: () => Promise.resolve(),
    readSessions: () => Promise.resolve(),
    pacer: new Pacer(1_000_000, systemClock),
  });
  const rates = { FUP_UP_KILOBITS_PER_SECOND: 1, FUP_DOWN_KILOBITS_PER_SECOND: 1 };
  return new AccessReconciler({
    ...{ router, feed, writer, owners, desired, signature, snapshot: new RouterSnapshot() },
    lists: DEFAULT_LIST_NAMES,
    config: { SWEEP_SECONDS: 60, WALLED_GARDEN_HOSTS: [], WALLED_GARDEN_WHATSAPP: false, ...rates },
    lines: new LineReconciler(
      router,
      signature,
      async () => [],
      () => null,
    ),
    fixedAddresses: async () => new Map(),
    onLaneMissing: () => undefined,
    onApplied: () => Promise.resolve(),
  });
};

it('does not undo an urgent change in the rest of the sweep', async () => {
  const stale = Array.from({ length: STALE_ENTRIES }, (_, number): ListEntry => ({
    id: `*${number}`,
    list: 'habis',
    address: addressOf(number),
    timeoutSeconds: 170,
    comment: signature.entry(idFrom('gone')),
    disabled: false,
  }));
  const last = STALE_ENTRIES - 1;
  const host: Host = {
    id: '*h',
    mac: MAC,
    address: addressOf(last),
    uptimeSeconds: 1,
    idleSeconds: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
  const { router, written } = routerWith(stale, [host]);
  const desired = new DesiredAccess();
  const reconciler = reconcilerOf(router, desired);
  let joined = false;
  // The last of the stale entries is at the address that Budi takes while the sweep is under way.
  await reconciler.sweep([], async () => {
    if (joined) return new Set();
    joined = true;
    const device = { deviceId: idFrom('device'), mac: MAC };
    desired.put([
      { subscriberId: BUDI, status: 'active', statusVersion: 1, devicesVersion: 1, devices: [device] },
    ]);
    await reconciler.applyAccounts(new Map([[BUDI, undefined]]));
    return new Set([BUDI]);
  });
  const onLast = written.filter(({ path, id }) => path === LIST_PATH && id === `*${last}`);
  expect(onLast.map(({ action, attributes }) => [action, attributes['list']])).toEqual([['set', 'active']]);
  expect(written.filter(({ path, action }) => path === LIST_PATH && action === 'remove')).toHaveLength(last);
});
