// One odd row costs that row, never the router.
import { hostTableOf, interfaceCountersOf } from './rows';

const row = {
  '.id': '*1',
  'mac-address': 'AA:BB:CC:00:00:01',
  uptime: '5s',
  'bytes-in': '1',
  'bytes-out': '2',
};

it.each([
  ['bytes-in', undefined, 'bytes-in is missing'],
  ['bytes-in', '18446744073709551615', 'bytes-in is "18446744073709551615"'],
  ['bytes-out', '-4', 'bytes-out is "-4"'],
  ['uptime', undefined, 'uptime is missing'],
  ['mac-address', 'x', 'mac-address is missing or unreadable'],
])('leaves out a row whose %s is %s, says why, and reads the others', (name, value, problem) => {
  const odd: Record<string, string> = { ...row, '.id': '*2' };
  if (value === undefined) delete odd[name];
  else odd[name] = value;
  const table = hostTableOf([row, odd]);
  expect(table.hosts.map(({ id }) => id)).toEqual(['*1']);
  expect(table.leftOut).toEqual([{ id: '*2', problem }]);
});

it('counts a duplicate row once, with the later values', () => {
  const table = hostTableOf([row, { ...row, 'bytes-in': '9' }]);
  expect(table.hosts.map(({ id, bytesIn }) => [id, bytesIn])).toEqual([['*1', 9]]);
  expect(table.leftOut).toEqual([]);
});

it('ignores an interface with unreadable counters as a witness', () =>
  expect(
    interfaceCountersOf([
      { name: 'bridge1', 'rx-byte': '3', 'tx-byte': '4' },
      { name: 'vlan20', 'rx-byte': '3' },
    ]),
  ).toEqual([{ name: 'bridge1', bytesIn: 3, bytesOut: 4 }]));
