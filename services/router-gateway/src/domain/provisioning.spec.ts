// provisioning.spec.ts — what a router still lacks to carry a hotspot, and what undoes it.
import { Signature } from './comments';
import { networkOf } from './ipv4-network';
import { consoleLine, planProvisioning, type ProvisioningTables } from './provisioning';

const signature = new Signature('0a1b2c3d');
const wishes = { interface: 'bridge1', address: '10.5.50.1/24', mostConnections: 0 };
const FRESH: ProvisioningTables = {
  interfaces: [{ name: 'ether1' }, { name: 'ether2' }, { name: 'bridge1' }],
  bridgePorts: [{ interface: 'ether2', disabled: 'false' }],
  addresses: [{ address: '192.168.88.1/24', interface: 'ether1', disabled: 'false' }],
  ...{ ipv6Addresses: [], pools: [], dhcpServers: [], dhcpNetworks: [] },
  dns: { 'allow-remote-requests': 'no' },
  ...{ profiles: [], hotspots: [], filterRules: [], natRules: [] },
  files: ['flash/saring/login.html'],
  deviceMode: {},
};
const plan = (change: object = {}, tables: Partial<ProvisioningTables> = {}) =>
  planProvisioning({ ...wishes, ...change }, { ...FRESH, ...tables }, signature);
const parts = (...asked: Parameters<typeof plan>) => plan(...asked).steps.map(({ part }) => part);

it('a fresh router needs all of it, in an order that RouterOS takes', () => {
  expect(plan().steps.map(consoleLine)).toEqual([
    '/ip address add address="10.5.50.1/24" interface="bridge1" comment="saring|0a1b2c3d|provisioned|address"',
    '/ip pool add name="saring-0a1b2c3d-pool" ranges="10.5.50.2-10.5.50.254"',
    '/ip dhcp-server add name="saring-0a1b2c3d-dhcp" interface="bridge1" address-pool="saring-0a1b2c3d-pool" lease-time="1h" disabled="no"',
    '/ip dhcp-server network add address="10.5.50.0/24" gateway="10.5.50.1" dns-server="10.5.50.1" comment="saring|0a1b2c3d|provisioned|dhcp_network"',
    '/ip dns set allow-remote-requests="yes"',
    '/ip hotspot profile add name="saring-0a1b2c3d-profile" hotspot-address="10.5.50.1" login-by="http-pap" html-directory="flash/saring"',
    '/ip hotspot add name="saring-0a1b2c3d-hotspot" interface="bridge1" address-pool="saring-0a1b2c3d-pool" profile="saring-0a1b2c3d-profile" addresses-per-mac="2" disabled="no"',
    '/ip firewall nat add chain="srcnat" action="masquerade" src-address="10.5.50.0/24" comment="saring|0a1b2c3d|provisioned|nat"',
  ]);
});

it('what is there already stays as it is', () => {
  const there: Partial<ProvisioningTables> = {
    addresses: [{ address: '10.5.50.1/24', interface: 'bridge1' }],
    pools: [{ name: 'saring-0a1b2c3d-pool' }],
    dhcpServers: [{ interface: 'bridge1' }],
    dhcpNetworks: [{ address: '10.5.50.0/24' }],
    dns: { 'allow-remote-requests': 'true' },
    hotspots: [{ interface: 'bridge1' }],
    natRules: [{ chain: 'srcnat', action: 'masquerade' }],
  };
  expect(parts({}, there)).toEqual([]);
  expect(parts({ mostConnections: 200 }, there)).toEqual(['connections']);
});

it('a limit of connections comes before the first rule of the firewall', () => {
  const [limit] = plan(
    { mostConnections: 200 },
    { filterRules: [{ '.id': '*4', action: 'accept' }] },
  ).steps.slice(-1);
  expect(limit?.attributes).toMatchObject({ 'connection-limit': '200,32', 'place-before': '*4' });
});

it('FastTrack and IPv6 on the interface are switched off, and on again when it is undone', () => {
  const { steps } = plan(
    {},
    {
      filterRules: [
        { '.id': '*1', action: 'fasttrack-connection', disabled: 'false' },
        { '.id': '*2', action: 'fasttrack-connection', disabled: 'true' },
      ],
      ipv6Addresses: [
        { '.id': '*3', address: '2001:db8::1/64', interface: 'bridge1', disabled: 'false' },
        { '.id': '*4', address: 'fe80::1/64', interface: 'bridge1', disabled: 'false' },
        { '.id': '*5', address: '2001:db8:1::1/64', interface: 'ether1', disabled: 'false' },
      ],
    },
  );
  const changed = steps.filter(({ id }) => id !== undefined);
  expect(changed.map(({ part, id }) => [part, id])).toEqual([
    ['fasttrack', '*1'],
    ['ipv6', '*3'],
  ]);
  expect(changed.every(({ undo }) => 'restore' in undo && undo.restore['disabled'] === 'no')).toBe(true);
});

it.each([
  ['network_invalid', { address: '8.8.8.1/24' }],
  ['network_invalid', { address: '10.5.50.0/24' }],
  ['network_invalid', { address: '10.5.50.255/24' }],
  ['network_invalid', { address: '10.5.50.1' }],
  ['network_invalid', { address: '10.5.50.1/30' }],
  ['network_invalid', { address: '10.5.50.1/8' }],
  ['network_invalid', { address: '10.5.500.1/24' }],
  ['interface_unknown', { interface: 'bridge9' }],
  ['interface_is_bridge_port', { interface: 'ether2' }],
  ['network_taken', { address: '192.168.88.5/25' }],
])('cannot be: %s', (fault, change) => {
  expect(plan(change)).toEqual({ steps: [], faults: [fault], warnings: [] });
});

it('says before that pages are missing and that device-mode forbids the hotspot', () => {
  expect(plan({}, { files: [], deviceMode: { hotspot: 'no' } }).warnings).toEqual([
    'pages_missing',
    'device_mode_forbids_hotspot',
  ]);
});

it.each([
  ['10.5.50.1/24', '10.5.50.2-10.5.50.254'],
  ['10.5.50.254/24', '10.5.50.1-10.5.50.253'],
  ['172.16.3.9/29', '172.16.3.10-172.16.3.14'],
  ['192.168.4.7/22', '192.168.4.1-192.168.4.6,192.168.4.8-192.168.7.254'],
])('the clients of %s get %s', (address, ranges) => {
  expect(networkOf(address)?.ranges).toBe(ranges);
});
