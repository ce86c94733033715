// disconnection.spec.ts — what is said of a device that is taken off: given what each router saw, then where it was.
import type { Sightings } from '../presence/sightings';
import type { Routers } from '../routers/routers';
import type { RouterWork } from '../routers/router-work';
import type { DesiredAccess } from './desired-access';
import { DisconnectionRequests } from './disconnection.requests';

const MAC = 'AA:BB:CC:00:00:01';
/** Undefined: the router is away. */
type Saw = Readonly<Record<string, boolean | undefined>>;

const disconnect = (saw: Saw, lastSeenAt?: string) =>
  new DisconnectionRequests(
    { deviceOf: () => ({ mac: MAC }) } as unknown as DesiredAccess,
    {
      list: async () => Object.keys(saw).map((routerId) => ({ routerId, name: `Pondok ${routerId}` })),
    } as unknown as Routers,
    { tryOn: async (routerId: string) => saw[routerId] } as unknown as RouterWork,
    { of: async () => (lastSeenAt ? [{ mac: MAC, routerId: lastSeenAt }] : []) } as unknown as Sightings,
  ).disconnect({ subscriberId: 'budi', deviceId: 'phone' } as Parameters<
    DisconnectionRequests['disconnect']
  >[0]);

const unseen = { refusal: { code: 'ROUTER.DEVICE_NOT_SEEN', details: {} } };
const away = (routerId: string) => ({ refusal: { code: 'ROUTER.UNREACHABLE', details: { routerId } } });

it('names every router that it was taken off, whichever other is away', async () => {
  expect(await disconnect({ one: true, two: undefined, three: true })).toEqual({
    reply: { routerNames: ['Pondok one', 'Pondok three'] },
  });
});

it('that is gone already names no other router that is away', async () => {
  expect(await disconnect({ one: false, two: undefined }, 'one')).toEqual(unseen);
});

it('names the router that is away where the device was last', async () => {
  expect(await disconnect({ one: undefined, two: undefined }, 'two')).toEqual(away('two'));
});

it.each([[undefined], ['removed']])('last seen at %s may be at any router that is away', async (last) => {
  expect(await disconnect({ one: false, two: undefined }, last)).toEqual(away('two'));
  expect(await disconnect({ one: false, two: false }, last)).toEqual(unseen);
});
