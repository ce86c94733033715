import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  OLDEST_VERSION,
  runScript,
  startRouterOsSimulator,
  VERSION_7S,
  type Router,
  type RouterOsSimulator,
} from '../../../../infra/simulators/routeros/src';
import { hotspotPage } from './hotspot-pages';
import {
  HAND_SETTINGS,
  HOTSPOT_PAGES,
  onboardingScript,
  undoScript,
  type OnboardingSettings,
} from './script';

const FOLDER = join(__dirname, '../../../../infra/routeros');
const SETTINGS: OnboardingSettings = {
  ...HAND_SETTINGS,
  portalUrl: 'https://wifi.warga.example:8443/',
  password: 'a "quoted" $secret\\ one',
};
const PORTAL = SETTINGS.portalUrl.replace(/\/$/, '');

let simulator: RouterOsSimulator;
let router: Router;
beforeEach(async () => {
  simulator = await startRouterOsSimulator({ clock: 'manual' });
  router = simulator.router();
  // Simulated routers come with the gateway's user; a factory-fresh one does not.
  router.table('user').removeWhere((row) => row['name'] === 'saring');
  router.download = (url) => {
    const name = HOTSPOT_PAGES.find((one) => url === `${PORTAL}/hotspot/${SETTINGS.site}/${one}`);
    return name && hotspotPage(name, PORTAL, SETTINGS.site);
  };
});
afterEach(() => simulator.close());

const MENUS = [
  ...['user', 'user/group', 'certificate', 'ip/service', 'ip/hotspot', 'ip/hotspot/profile'],
  ...['ip/hotspot/walled-garden', 'ip/hotspot/walled-garden/ip', 'ip/dhcp-server/option'],
  ...['ip/dhcp-server/network', 'ip/firewall/filter', 'file', 'ip/address'],
];
const everything = () => MENUS.map((menu) => router.rows(menu));
const script = onboardingScript(SETTINGS);

describe('saring.rsc', () => {
  it.each([OLDEST_VERSION, ...VERSION_7S])('runs whole on RouterOS %s, twice without harm', (version) => {
    router.personality = version;
    expect(runScript(router, script).output).toEqual(['Saring: the router is ready.']);
    const once = everything();
    runScript(router, script);
    expect(everything()).toEqual(once);
  });

  it('readies the router', () => {
    router.put('ip/firewall/filter', { chain: 'forward', action: 'fasttrack-connection', disabled: 'false' });
    runScript(router, script);
    expect(router.rows('user').find((row) => row['name'] === 'saring')).toMatchObject({
      ...{ group: 'saring', address: '192.168.88.2/32', password: SETTINGS.password },
    });
    expect(router.rows('ip/service').find((row) => row['name'] === 'api-ssl')).toMatchObject({
      ...{ certificate: 'saring-api', disabled: 'false' },
    });
    // Other tools of the operator keep their way in.
    expect(router.rows('ip/service').find((row) => row['name'] === 'api')).toMatchObject({
      disabled: 'false',
    });
    expect(router.rows('ip/firewall/filter')[0]).toMatchObject({ disabled: 'true' });
    expect(router.rows('ip/hotspot/profile')[1]).toMatchObject({
      'html-directory': 'saring',
      'login-by': 'http-pap',
    });
    expect(router.rows('ip/dhcp-server/option')).toMatchObject([
      { code: '114', value: `'${PORTAL}/captive-portal/api'` },
    ]);
    expect(router.rows('ip/hotspot/walled-garden').map((row) => row['dst-host'])).toContain(
      'wifi.warga.example',
    );
  });

  it('opens no wildcard', () => {
    runScript(router, script);
    for (const menu of ['ip/hotspot/walled-garden', 'ip/hotspot/walled-garden/ip'])
      for (const row of router.rows(menu)) expect(row['dst-host']).toMatch(/^[a-z0-9.-]+$/);
  });

  it('adds to the options that a network has, and to its networks only', () => {
    const networks = router.table('ip/dhcp-server/network');
    networks.update('*1', { 'dhcp-option': 'ntp,time' });
    router.put('ip/dhcp-server/network', { address: '192.168.88.0/24' });
    runScript(router, script);
    expect(router.rows('ip/dhcp-server/network').map((row) => row['dhcp-option'])).toEqual([
      'ntp,time,saring-portal',
      undefined,
    ]);
    runScript(router, undoScript());
    expect(router.rows('ip/dhcp-server/network')[0]?.['dhcp-option']).toBe('ntp,time');
  });

  it('uses the flash folder where there is one', () => {
    router.put('file', { name: 'flash', type: 'disk' });
    runScript(router, script);
    expect(router.rows('ip/hotspot/profile')[1]?.['html-directory']).toBe('flash/saring');
    expect(router.rows('file').map((row) => row['name'])).toContain('flash/saring/alogin.html');
  });

  it('says what device-mode forbids, and how to allow it', () => {
    router.forbidden.add('hotspot').add('fetch');
    const { output } = runScript(router, script);
    expect(output.filter((line) => line.includes('device-mode'))).toEqual([
      expect.stringMatching(/does not allow hotspot.*update mode=advanced.*reset button/),
      expect.stringMatching(/does not allow fetch/),
    ]);
  });

  it('says which pages are to be uploaded by hand', () => {
    router.download = () => undefined;
    const { output } = runScript(router, script);
    expect(output.filter((line) => line.includes('upload the folder'))).toHaveLength(HOTSPOT_PAGES.length);
  });

  it('stops before it changes anything without a password', () => {
    const before = everything();
    expect(() => runScript(router, onboardingScript(HAND_SETTINGS))).toThrow(/set saringPassword/);
    expect(everything()).toEqual(before);
  });

  it('lets the gateway in where there is no hotspot yet, and says who makes one', () => {
    router.table('ip/hotspot').removeWhere(() => true);
    const { output } = runScript(router, script);
    expect(output.join()).toMatch(/no hotspot yet/);
    expect(output.at(-1)).toBe('Saring: the router is ready.');
    expect(router.rows('user').some((row) => row['name'] === 'saring')).toBe(true);
  });

  it('keeps the certificate that api-ssl has', () => {
    const services = router.table('ip/service');
    const api = services.find((row) => row['name'] === 'api-ssl');
    services.update(api?.['.id'] ?? '', { certificate: 'own' });
    runScript(router, script);
    runScript(router, undoScript());
    expect(router.rows('ip/service').find((row) => row['name'] === 'api-ssl')?.['certificate']).toBe('own');
  });

  it('opens a tunnel where it is asked to, and says so where the version has none', () => {
    const wireguard = {
      ...{ endpointHost: 'vpn.example', endpointPort: 51_820, serverPublicKey: 'abc=' },
      ...{ routerAddress: '10.90.0.2/24', allowedAddress: '10.90.0.1/32' },
    };
    router.personality = 'v6';
    const { output } = runScript(router, onboardingScript({ ...SETTINGS, wireguard }));
    expect(output[0]).toMatch(/no WireGuard; it needs version 7/);
    expect(output[output.length - 1]).toBe('Saring: the router is ready.');
  });

  it('is undone without a trace but the files', () => {
    const fasttrack = { chain: 'forward', action: 'fasttrack-connection', comment: 'defconf: fasttrack' };
    router.put('ip/firewall/filter', { ...fasttrack, disabled: 'false' });
    router.table('ip/hotspot/profile').update('*1', { 'html-directory': 'hotspot', 'login-by': 'http-pap' });
    const before = everything();
    runScript(router, script);
    runScript(router, undoScript());
    const files = MENUS.indexOf('file');
    const without = (rows: unknown[]) => rows.filter((_, index) => index !== files);
    expect(without(everything())).toEqual(without(before));
  });
});

describe('the files of infra/routeros', () => {
  const file = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  it('are what the gateway writes', () => {
    expect(file('saring.rsc')).toBe(onboardingScript(HAND_SETTINGS));
    expect(file('undo.rsc')).toBe(undoScript());
    for (const name of HOTSPOT_PAGES)
      expect(file(`hotspot/${name}`)).toBe(hotspotPage(name, HAND_SETTINGS.portalUrl, HAND_SETTINGS.site));
  });
});
