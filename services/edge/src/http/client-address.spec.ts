import { cidrProblem, countedAddress, TrustedProxies } from './client-address';

const proxies = new TrustedProxies(['127.0.0.1/32', '10.1.0.0/24', '::1/128']);

it.each([
  ['a direct peer', '10.5.50.2', undefined, '10.5.50.2'],
  ['a peer that is no proxy and forges', '10.5.50.2', '1.1.1.1', '10.5.50.2'],
  ['what a proxy says', '127.0.0.1', '10.5.50.2', '10.5.50.2'],
  ['the right-most untrusted hop, not the forged left', '127.0.0.1', '1.1.1.1, 10.5.50.2', '10.5.50.2'],
  ['the hop before a chain of proxies', '127.0.0.1', '1.1.1.1, 10.5.50.2, 10.1.0.7', '10.5.50.2'],
  ['the first proxy where all are trusted', '127.0.0.1', '10.1.0.3, 10.1.0.7', '10.1.0.3'],
  ['a proxy that says nonsense', '127.0.0.1', '1.1.1.1, <script>', '127.0.0.1'],
  ['an IPv4 peer on a dual-stack socket', '::ffff:127.0.0.1', ' 10.5.50.2 ', '10.5.50.2'],
  ['IPv6', '::1', '2001:db8::7', '2001:db8::7'],
])('takes %s', (_, peer, forwarded, client) => expect(proxies.clientOf(peer, forwarded)).toBe(client));

it('trusts no proxy when none is named', () =>
  expect(new TrustedProxies([]).clientOf('127.0.0.1', '10.0.0.1')).toBe('127.0.0.1'));

it.each([
  ['10.5.50.2', '10.5.50.2'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:0DB8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:0:1::7', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('counts %s as %s', (address, counted) => expect(countedAddress(address)).toBe(counted));

it('looks at a bounded number of hops', () => {
  const chain = Array.from({ length: 1_000 }, () => '10.1.0.1').join(',');
  expect(proxies.clientOf('127.0.0.1', `9.9.9.9,${chain}`)).toBe('10.1.0.1');
});

it('refuses wide ranges at boot, unless they are wanted', () => {
  expect(cidrProblem('10.0.0.0/8', false)).toMatch(/wider than \/24/);
  expect(cidrProblem('10.0.0.0/8', true)).toBeNull();
  expect(cidrProblem('10.0.0.0/24', false)).toBeNull();
  expect(cidrProblem('fd00::/32', false)).toMatch(/wider than \/64/);
  expect(cidrProblem('10.0.0.0/33', true)).toMatch(/not an address range/);
  expect(cidrProblem('proxy', true)).toMatch(/not an address range/);
});
