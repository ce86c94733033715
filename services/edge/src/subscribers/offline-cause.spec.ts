// offline-cause.spec.ts — every cause by which a person is offline: given the evidence, then one cause and its repair.
import { diagnose, OFFLINE_CAUSES, type OfflineCause, type OfflineEvidence } from './offline-cause';

type Routers = NonNullable<OfflineEvidence['routers']>;
type Device = Routers['devices'][number];

const device: Device = {
  ...{ deviceId: 'phone', routerId: 'r1', lastSeenAt: '2026-11-28T03:00:00.000Z', present: true },
  ...{ binding: 'right', list: 'right', lane: 'right' },
};
const unseen = { present: false, binding: 'unseen', list: 'unseen', lane: 'unseen' };
const router = { routerId: 'r1', state: 'online', answered: true };
const online: OfflineEvidence = {
  subscriber: { approval: 'approved', disabled: false, blocked: false },
  account: { status: 'active', debtBlock: null, blockReason: null, hadGrant: true },
  orders: { paid: null, open: null },
  routers: { status: 'active', routers: [router], devices: [device] },
};

const person = (change: Partial<OfflineEvidence['subscriber']>): Partial<OfflineEvidence> => ({
  subscriber: { ...online.subscriber, ...change },
});
const stopped = (
  change: Partial<OfflineEvidence['account']>,
  more: Partial<OfflineEvidence> = {},
): Partial<OfflineEvidence> => ({ account: { ...online.account, status: 'exhausted', ...change }, ...more });
const routers = (change: Partial<Routers>): Partial<OfflineEvidence> => ({
  routers: { status: 'active', routers: [router], devices: [device], ...change },
});
const held = (change: Partial<Device>): Partial<OfflineEvidence> =>
  routers({ devices: [{ ...device, ...change }] });
const away = { ...router, state: 'offline', answered: false };
const neverSeen = { ...device, ...unseen, routerId: undefined, lastSeenAt: undefined };

const CASES: readonly (readonly [OfflineCause, string, Partial<OfflineEvidence>])[] = [
  ['pending', 'approve', person({ approval: 'pending' })],
  ['rejected', 'approve', person({ approval: 'rejected' })],
  ['disabled', 'enable', person({ disabled: true })],
  ['blocked', 'unblock', stopped({ status: 'blocked' }, person({ blocked: true }))],
  ['blocked', 'unblock', stopped({ status: 'blocked', debtBlock: 'overdue' }, person({ blocked: true }))],
  ['debt', 'settle', stopped({ status: 'blocked', debtBlock: 'overdue' })],
  ['bill', 'ask', stopped({ status: 'blocked', blockReason: 'bill' })],
  ['paid_not_given', 'retry_order', stopped({}, { orders: { paid: 'o1', open: 'o2' } })],
  ['payment_open', 'recheck_order', stopped({}, { orders: { paid: null, open: 'o2' } })],
  ['never_bought', 'sell', stopped({ hadGrant: false })],
  ['expired', 'sell', stopped({ status: 'expired' })],
  ['exhausted', 'sell', stopped({})],
  ['exhausted', 'sell', stopped({}, { orders: null })],
  ['no_device', 'add_device', routers({ devices: [] })],
  ['gateway_away', 'wait', { routers: null }],
  ['account_unknown', 'wait', routers({ status: undefined, devices: [] })],
  ['status_behind', 'sweep', routers({ status: 'exhausted' })],
  ['router_away', 'open_router', routers({ routers: [away], devices: [{ ...device, ...unseen }] })],
  ['router_away', 'open_router', routers({ routers: [away], devices: [neverSeen] })],
  ['never_seen', 'ask', routers({ devices: [neverSeen] })],
  ['absent', 'ask', held(unseen)],
  ['idle', 'ask', held({ present: false })],
  ['foreign_binding', 'open_router', held({ binding: 'foreign' })],
  ['binding_missing', 'sweep', held({ binding: 'missing' })],
  ['binding_wrong', 'sweep', held({ binding: 'wrong' })],
  ['host_stale', 'sweep', held({ binding: 'stale' })],
  ['list_wrong', 'sweep', held({ list: 'missing' })],
  ['list_wrong', 'sweep', held({ list: 'wrong' })],
  ['lane_wrong', 'sweep', held({ lane: 'wrong' })],
  ['slowed', 'sell', { ...stopped({ status: 'fup' }), ...routers({ status: 'fup' }) }],
  ['none', 'none', {}],
];

describe('why a person is offline', () => {
  it.each(CASES)('is %s, repaired by %s', (cause, repair, evidence) =>
    expect(diagnose({ ...online, ...evidence })).toMatchObject({ cause, repair }),
  );
  it('has a case above for every cause', () =>
    expect(new Set(CASES.map(([cause]) => cause))).toEqual(new Set(OFFLINE_CAUSES)));
  it('names a stop of the person before what is wrong on the way', () =>
    expect(diagnose({ ...online, ...held({ binding: 'missing' }), ...stopped({}) }).cause).toBe('exhausted'));
  it('speaks of the device that is there and stopped, not of one at home or of one that is well', () => {
    const television = { ...device, deviceId: 'tv', binding: 'missing' };
    const old = { ...device, deviceId: 'old', ...unseen };
    const { cause, deviceId, routerId } = diagnose({
      ...online,
      ...routers({ devices: [old, device, television] }),
    });
    expect([cause, deviceId, routerId]).toEqual(['binding_missing', 'tv', 'r1']);
  });
  it('names the order that waits', () =>
    expect(diagnose({ ...online, ...stopped({}, { orders: { paid: 'o1', open: 'o2' } }) }).orderId).toBe(
      'o1',
    ));
  it('shows each step of the way, wrong ones beside the cause, too', () =>
    expect(
      diagnose({ ...online, ...held({ list: 'wrong' }), ...stopped({}), orders: null }).steps.map(
        ({ step, state }) => `${step} ${state}`,
      ),
    ).toEqual([
      ...['phone right', 'device right', 'router right', 'host right', 'binding right', 'list wrong'],
      ...['lane right', 'account wrong', 'order unknown'],
    ]));
  it('does not call a device gone that its router still shows, without traffic', () =>
    expect(
      diagnose({ ...online, ...held({ present: false }) })
        .steps.filter(({ step }) => ['router', 'host', 'binding'].includes(step))
        .map(({ state }) => state),
    ).toEqual(['right', 'unknown', 'right']));
  it('says that it cannot know what a router holds that is away', () =>
    expect(
      diagnose({ ...online, ...routers({ routers: [away], devices: [{ ...device, ...unseen }] }) })
        .steps.filter(({ step }) => ['router', 'host', 'binding', 'list', 'lane'].includes(step))
        .map(({ state }) => state),
    ).toEqual(['wrong', 'unknown', 'unknown', 'unknown', 'unknown']));
  it('says what it cannot know while the gateway is away', () =>
    expect(diagnose({ ...online, routers: null }).steps.map(({ state }) => state)).toEqual([
      ...['right', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'right', 'idle'],
    ]));
});
