// A package is proposed where the profile says one, and never guessed.
import { proposedPackage, speedIn } from './package-proposals';

const sold = (packageId: string, name: string, up = 0, down = 0) => ({
  ...{ packageId, name, speedUpKilobitsPerSecond: up, speedDownKilobitsPerSecond: down },
});
const slow = sold('slow', 'Rumah 10 Mbps', 5_000, 10_000);
const fast = sold('fast', 'Rumah 20 Mbps', 10_000, 20_000);

it.each([
  ['5M/10M', { up: 5_000, down: 10_000 }],
  ['512k/1M 1M/2M 256k/512k 8/8', { up: 512, down: 1_000 }],
  ['10M', { up: 10_000, down: 10_000 }],
  ['5000000/10000000', { up: 5_000, down: 10_000 }],
  ['', null],
  ['0/0', null],
  ['cepat', null],
])('reads the limit %j', (limit, speed) => {
  expect(speedIn(limit)).toEqual(speed);
});

it.each([
  ['by its name, however it is written', 'rumah-10mbps', '', [slow, fast], 'slow'],
  ['by its speed', 'profile1', '10M/20M', [slow, fast], 'fast'],
  ['by its name where the package has no speed', 'warung', '5M/10M', [sold('w', 'Warung')], 'w'],
  ['not where both say another speed', 'rumah-10mbps', '1M/2M', [slow, fast], undefined],
  ['not where two have the speed', 'x', '5M/10M', [slow, sold('other', 'Kos', 5_000, 10_000)], undefined],
  ['not where two have the name', 'warung', '', [sold('a', 'Warung'), sold('b', 'warung')], undefined],
  ['not where nothing says it', 'default', '', [slow, fast], undefined],
  ['not by a package without a speed', 'x', '', [sold('a', 'Bebas')], undefined],
])('is proposed %s', (_how, profile, rateLimit, packages, packageId) => {
  expect(proposedPackage({ profile, rateLimit }, packages)?.packageId).toBe(packageId);
});
