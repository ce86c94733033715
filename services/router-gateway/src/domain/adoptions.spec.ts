// One judge says what keeps a secret from becoming a line, whoever asks for one or for many.
import { judgeAdoptions, type AdoptionSurroundings } from './adoptions';

const siti = { username: 'siti', profile: '10M' };
const around: AdoptionSurroundings = {
  owners: new Map([
    ['siti', 'person-1'],
    ['budi', 'person-2'],
  ]),
  names: ['siti', 'budi'],
  profiles: new Set(['10M']),
  ...{ taken: new Set(), room: 5 },
};

it.each<[string, Partial<AdoptionSurroundings>, string]>([
  ['nothing', {}, ''],
  ['a line of its name', { taken: new Set(['siti']) }, 'LINE.NAME_TAKEN'],
  ['a second secret of its name', { names: ['siti', 'siti'] }, 'LINE.ROW_NAME_TWICE'],
  ['a profile that is not on the router', { profiles: new Set() }, 'LINE.ROW_PROFILE_MISSING'],
  ['nobody whose it is', { owners: new Map() }, 'LINE.ROW_NO_OWNER'],
  ['a router that is full', { room: 0 }, 'LINE.ROUTER_FULL'],
])('is in the way: %s', (_what, change, refusal) => {
  expect(judgeAdoptions([siti], { ...around, ...change })).toEqual([refusal]);
});

it('gives the last place to the first that can have it', () => {
  const secrets = [{ ...siti, profile: '20M' }, siti, { username: 'budi', profile: '10M' }];
  expect(judgeAdoptions(secrets, { ...around, room: 1 })).toEqual([
    ...['LINE.ROW_PROFILE_MISSING', '', 'LINE.ROUTER_FULL'],
  ]);
});
