import { nameRows, understoodRow, type NewLineRow } from './new-lines';

const standard = {
  prefix: 'rumah-',
  uploadKilobitsPerSecond: 5_000,
  downloadKilobitsPerSecond: 20_000,
  pool: 'home',
};
const row = (more: Partial<NewLineRow> = {}): NewLineRow => ({
  ...{ fileRow: 2, phone: '0812 3456 7890', username: '', password: '', download: '', upload: '', pool: '' },
  ...{ address: '', callerId: '', ...more },
});

it('takes what a row leaves out from what holds for all', () =>
  expect(understoodRow(row(), standard)).toMatchObject({
    ...{ phone: '+6281234567890', username: '', refusal: '' },
    terms: { uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000, pool: 'home', address: '' },
  }));

it('reads speeds in Mbps, addresses and MACs as people write them', () =>
  expect(
    understoodRow(
      row({ download: '10 Mbps', upload: '2,5', address: '10.20.0.7', callerId: 'c0-4a-00-00-00-01' }),
      standard,
    ),
  ).toMatchObject({
    refusal: '',
    terms: {
      ...{
        downloadKilobitsPerSecond: 10_000,
        uploadKilobitsPerSecond: 2_500,
        pool: '',
        address: '10.20.0.7',
      },
      callerId: 'C0:4A:00:00:00:01',
    },
  }));

it.each<[string, Partial<NewLineRow>]>([
  ['LINE.ROW_NAME_INVALID', { username: 'rumah satu' }],
  ['LINE.ROW_NAME_INVALID', { username: 'rumah\ufffd0001' }],
  ['PHONE.INVALID', { phone: '0812\ufffd34567890' }],
  ['LINE.ROW_PASSWORD_INVALID', { password: `${'x'.repeat(299)}\ufffd` }],
  ['LINE.ROW_SPEED_INVALID', { download: '10\ufffd' }],
  ['LINE.ROW_POOL_INVALID', { pool: 'home\ufffd' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '10.20.0.7\ufffd' }],
  ['LINE.ROW_MAC_INVALID', { callerId: 'C0:4A:00:00:00:01\ufffd' }],
  ['LINE.ROW_PASSWORD_INVALID', { password: 'pendek' }],
  ['LINE.ROW_SPEED_INVALID', { download: 'cepat' }],
  ['LINE.ROW_POOL_INVALID', { pool: 'pool rumah' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '10.20.0' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '0.0.0.0' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '127.0.0.1' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '255.255.255.255' }],
  ['LINE.ROW_ADDRESS_INVALID', { address: '10.020.0.7' }],
  ['LINE.ROW_MAC_INVALID', { callerId: 'C0:4A' }],
  ['LINE.TERMS_INVALID', { upload: '0' }],
  ['LINE.TERMS_INVALID', { pool: 'home', address: '10.20.0.7' }],
])('says %s', (refusal, more) => expect(understoodRow(row(more), standard).refusal).toBe(refusal));

it('says of a row without a name that there is no pattern, and of a number that it is none', () => {
  expect(understoodRow(row(), { ...standard, prefix: '' }).refusal).toBe('LINE.ROW_NAME_INVALID');
  expect(understoodRow(row({ phone: 'x' }), standard).refusal).not.toBe('');
});

const BUDI = 'budi';
const SITI = 'siti';
const holders = new Map([
  ['+6281234567890', BUDI],
  ['+6281234567891', SITI],
]);
const none = { prefix: 'rumah-', lines: [], foreignNames: [], pools: null, room: 10 };
const ofBudi = (username = '') => understoodRow(row({ username }), standard);
const ofSiti = (username = '') => understoodRow(row({ phone: '081234567891', username }), standard);
const named = (...given: Parameters<typeof nameRows>) =>
  nameRows(...given).map(({ name, refusal }) => refusal || name);

it('numbers names behind the highest there is, of whomever', () => {
  const held = {
    ...none,
    lines: [
      { username: 'rumah-0007', subscriberId: 'ani', address: '' },
      { username: 'kos-0099', subscriberId: BUDI, address: '' },
    ],
    foreignNames: ['rumah-12', 'rumah-x'],
  };
  expect(named([ofBudi(), ofSiti()], holders, held)).toEqual(['rumah-0013', 'rumah-0014']);
  expect(named([ofBudi()], holders, none)).toEqual(['rumah-0001']);
  expect(named([ofBudi(), ofSiti('rumah-0020')], holders, none)).toEqual(['rumah-0021', 'rumah-0020']);
});

it('gives nobody a second line by the same row', () => {
  const held = { ...none, lines: [{ username: 'rumah-0001', subscriberId: BUDI, address: '' }] };
  expect(named([ofBudi(), ofSiti()], holders, held)).toEqual(['LINE.ROW_HAS_LINE', 'rumah-0002']);
  expect(named([ofBudi(), ofBudi()], holders, none)).toEqual(['rumah-0001', 'LINE.ROW_HAS_LINE']);
  // Under a name of its own it is another line.
  expect(named([ofBudi('toko')], holders, held)).toEqual(['toko']);
});

it('says of names that they are taken, stand twice, or find no room, and of people that nobody knows them', () => {
  const held = { ...none, foreignNames: ['toko'], room: 1 };
  expect(named([ofBudi('toko'), ofBudi('a'), ofSiti('a'), ofSiti('b')], holders, held)).toEqual([
    ...['LINE.NAME_TAKEN', 'a', 'LINE.ROW_NAME_TWICE', 'LINE.ROUTER_FULL'],
  ]);
  expect(named([ofBudi()], new Map(), none)).toEqual(['AUTH.SUBSCRIBER_UNKNOWN']);
});

it('says of a pool that the router does not have it, where the router is there to be asked', () => {
  const pool = ofBudi().terms.pool;
  expect(pool).not.toBe('');
  expect(named([ofBudi()], holders, { ...none, pools: ['other'] })).toEqual(['LINE.ROW_POOL_MISSING']);
  expect(named([ofBudi()], holders, { ...none, pools: [pool] })).toEqual(['rumah-0001']);
  const fixed = understoodRow(row({ pool: '', address: '10.20.0.7' }), standard);
  expect(named([fixed], holders, { ...none, pools: [] })).toEqual(['rumah-0001']);
});

it('gives no address to two lines, of the file or of the router', () => {
  const fixed = (phone: string, address: string) =>
    understoodRow(row({ phone, username: `kos-${phone.slice(-1)}`, pool: '', address }), standard);
  const rows = [fixed('081234567890', '10.20.0.7'), fixed('081234567891', '10.20.0.7')];
  expect(named(rows, holders, none)).toEqual(['kos-0', 'LINE.ADDRESS_TAKEN']);
  const held = { ...none, lines: [{ username: 'toko', subscriberId: BUDI, address: '10.20.0.7' }] };
  expect(named(rows, holders, held)).toEqual(['LINE.ADDRESS_TAKEN', 'LINE.ADDRESS_TAKEN']);
});
