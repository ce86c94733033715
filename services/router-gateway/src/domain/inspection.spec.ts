import { idFrom, type AccessStatus, type MacAddress } from '@saring/kernel';
import { DEFAULT_LIST_NAMES } from './access';
import type { Actual, Binding, Host, ListEntry } from './actual';
import { Signature } from './comments';
import { inspect } from './inspection';
import type { Desired } from './plan';
import { SpeedClasses } from './speed-classes';

const signature = new Signature('0a1b2c3d');
const MAC: MacAddress = 'AA:BB:CC:00:00:01';
const ADDRESS = '10.5.50.3';
const OWNER = idFrom('budi');
const DEVICE = idFrom('phone');

const wanted = (status: AccessStatus): Desired => ({
  devices: new Map([[MAC, { mac: MAC, deviceId: DEVICE, subscriberId: OWNER, status }]]),
  lists: DEFAULT_LIST_NAMES,
  sweepSeconds: 60,
  signature,
  speeds: new SpeedClasses([], signature),
});
const host: Host = {
  ...{ id: '*1', mac: MAC, address: ADDRESS, uptimeSeconds: 900, idleSeconds: 4, bytesIn: 0, bytesOut: 0 },
  bypassed: true,
};
const ours: Binding = {
  ...{ id: '*2', mac: MAC, type: 'bypassed', disabled: false },
  comment: signature.binding(OWNER, DEVICE),
};
const entry: ListEntry = {
  ...{ id: '*3', list: 'active', address: ADDRESS, timeoutSeconds: 170, disabled: false },
  comment: signature.entry(OWNER),
};
const right: Actual = { hosts: [host], bindings: [ours], entries: [entry] };
const foreign: Binding = { id: '*9', address: '10.5.50.0/24', type: 'blocked', disabled: false };

const held = (actual: Partial<Actual>, status: AccessStatus = 'active') =>
  inspect(wanted(status), { ...right, ...actual }, [MAC]).map(({ binding, list }) => [binding, list]);

describe('what a router holds for a device', () => {
  it('is right when binding, host and list follow the status', () => {
    expect(held({})).toEqual([['right', 'right']]);
    expect(
      held(
        {
          hosts: [{ ...host, bypassed: false }],
          bindings: [{ ...ours, type: 'regular' }],
          entries: [{ ...entry, list: 'habis' }],
        },
        'exhausted',
      ),
    ).toEqual([['right', 'right']]);
  });
  it('is right while a list entry only has to be renewed', () =>
    expect(held({ entries: [{ ...entry, timeoutSeconds: 20 }] })).toEqual([['right', 'right']]));
  it('is nothing when the device is in no host table', () => expect(held({ hosts: [] })).toEqual([]));
  it.each<[string, Partial<Actual>, [string, string]]>([
    ['a missing binding', { bindings: [] }, ['missing', 'right']],
    ['a binding of another status', { bindings: [{ ...ours, type: 'regular' }] }, ['wrong', 'right']],
    ['a disabled binding', { bindings: [{ ...ours, disabled: true }] }, ['wrong', 'right']],
    ['a foreign binding in its place', { bindings: [{ ...ours, comment: 'TV' }] }, ['foreign', 'right']],
    ['a foreign binding above it', { bindings: [foreign, ours] }, ['foreign', 'right']],
    ['a host that follows its former binding', { hosts: [{ ...host, bypassed: false }] }, ['stale', 'right']],
    ['a missing list entry', { entries: [] }, ['right', 'missing']],
    ['an entry in another list', { entries: [{ ...entry, list: 'habis' }] }, ['right', 'wrong']],
  ])('shows %s', (_name, actual, expected) => expect(held(actual)).toEqual([expected]));
  it('shows the livest row of a device that has two', () =>
    expect(
      inspect(wanted('active'), { ...right, hosts: [{ ...host, id: '*7', idleSeconds: 900 }, host] }, [MAC]),
    ).toMatchObject([{ idleSeconds: 4 }]));
});
