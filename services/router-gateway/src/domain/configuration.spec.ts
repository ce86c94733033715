// configuration.spec.ts — a router's configuration as text: what is in it, and what is not.
import { Signature } from './comments';
import { configurationText } from './configuration';

const signature = new Signature('0a1b2c3d');
const text = (menu: string, ...rows: Record<string, string>[]) =>
  configurationText([{ menu, rows }], signature);

it('is a line for each row, its fields by name', () => {
  expect(text('/ip/pool', { '.id': '*1', name: 'hs-pool', ranges: '10.5.50.2-10.5.50.254' })).toBe(
    '/ip/pool name="hs-pool" ranges="10.5.50.2-10.5.50.254"\n',
  );
});

it.each<[string, Record<string, string>]>([
  ['a password', { password: 'x' }],
  ['a secret', { secret: 'x' }],
  ['a private key', { 'private-key': 'x' }],
  ['counters', { bytes: '1', packets: '2', 'rx-byte': '3', 'tx-packet': '4', hits: '5' }],
  ['states', { running: 'true', invalid: 'false', 'last-logged-in': 'today', uptime: '1h' }],
])('holds no %s', (_what, fields) => {
  expect(text('/ppp/secret', { name: 'budi', ...fields })).toBe('/ppp/secret name="budi"\n');
});

it('holds no dynamic rows and nothing that Saring keeps there', () => {
  const rows: Record<string, string>[] = [
    { name: 'a', dynamic: 'true' },
    { name: 'b', comment: 'saring|0a1b2c3d|lane|fup|up' },
    { name: 'saring-0a1b2c3d-pool' },
    { list: 'saring-0a1b2c3d-speed-1', address: '10.5.50.2' },
    { name: 'c', comment: 'saring|ffffffff|lane|fup|up' },
  ];
  expect(text('/queue/simple', ...rows)).toBe(
    '/queue/simple comment="saring|ffffffff|lane|fup|up" name="c"\n',
  );
});
