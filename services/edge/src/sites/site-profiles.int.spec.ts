// The profile of a site: set by an operator, seen by its own people only.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { localDate, newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import { billingStandIn, money, paymentStandIn, resetMoney } from '../testing/fake-money';
import { resetWorld, world } from '../testing/fakes';

const WIT = 'wit.localhost:9100';
let edge: EdgeStack;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp, billingStandIn, paymentStandIn],
    whatsapp: await startWhatsAppSimulator(),
    env: {
      SITES: 'wit.localhost=rw06',
      BUSINESS_NAME: 'WiFi Kita',
      TERMS_URL: 'https://kita.example/syarat',
    },
  });
});
afterAll(() => edge?.close());
beforeEach(() => {
  resetWorld();
  resetMoney();
});

const put = async (site: string, json: object) => {
  const operator = await edge.operator();
  return operator.call(`/api/v1/sites/${site}/profile`, { method: 'PUT', json });
};
const PICTURE = Buffer.from('a picture');

it('is as the environment says until it is set', async () => {
  await put('_all', {});
  money.profiles.clear();
  const operator = await edge.operator();
  const { json } = await operator.get('/api/v1/sites/rw06/profile');
  expect(json).toMatchObject({
    set: null,
    shown: {
      name: 'WiFi Kita',
      termsUrl: 'https://kita.example/syarat',
      color: null,
      timeZone: 'Asia/Jakarta',
    },
  });
});

it('is seen at once by the people of the site, on pages with and without scripts', async () => {
  const profile = {
    name: 'Warung <b>Budi',
    phone: '0812 3456 7890',
    contactText: 'Halo Budi',
    color: '#0b6b47',
  };
  const { status, json } = await put('rw06', { ...profile, timeZone: 'Asia/Jayapura' });
  expect([status, json['set']]).toMatchObject([200, { ...profile, site: 'rw06' }]);
  const { json: shown } = await edge.newBrowser(WIT).get('/api/v1/site');
  expect(shown).toMatchObject({
    ...{ name: 'Warung <b>Budi', color: '#0b6b47', timeZone: 'Asia/Jayapura', logoUrl: null },
    contactUrl: 'https://wa.me/6281234567890?text=Halo%20Budi',
    termsUrl: 'https://kita.example/syarat',
  });
  expect((await edge.newBrowser(WIT).get('/login')).text).toContain('Warung &lt;b&gt;Budi');
  expect((await edge.newBrowser().get('/api/v1/site')).json).toMatchObject({
    name: 'WiFi Kita',
    color: null,
  });
});

it('gives sites what all have, and each its own before that', async () => {
  await put('_all', { name: 'Semua', address: 'Jl. Melati 5' });
  await put('rw06', { name: 'RW 06' });
  const shown = async (host?: string) => (await edge.newBrowser(host).get('/api/v1/site')).json;
  expect(await shown(WIT)).toMatchObject({ name: 'RW 06', address: 'Jl. Melati 5' });
  expect(await shown()).toMatchObject({ name: 'Semua', address: 'Jl. Melati 5' });
});

it('counts the days of a person in the zone of their site', async () => {
  await put('rw06', { timeZone: 'Asia/Jayapura' });
  const browser = edge.newBrowser(WIT);
  await edge.logIn(browser, edge.newPhone());
  expect((await browser.get('/api/v1/me')).json).toMatchObject({ site: 'rw06', timeZone: 'Asia/Jayapura' });
  await browser.get('/api/v1/me/usage?from=2026-11-01&to=2026-11-02');
  expect(world.usageZones).toEqual(['Asia/Jayapura']);
});

it.each(['Asia/Jakarta', 'Asia/Jayapura', 'Pacific/Kiritimati'])(
  'sums what passes by hand over the month that it is in %s',
  async (timeZone) => {
    await put('rw06', { timeZone });
    world.routerSite = 'rw06';
    const operator = await edge.operator();
    const { json } = await operator.get('/api/v1/routers/00000000-0000-4000-8000-000000000001/by-hand');
    expect(json).toMatchObject({ items: [{ comment: 'kamera' }], bytesThisMonth: 41 * 1_073_741_824 });
    const [range] = world.bookRanges;
    const [from, to] = [new Date(range?.from ?? ''), new Date(range?.to ?? '')];
    const month = localDate(to, timeZone).slice(0, 7);
    expect(localDate(from, timeZone)).toBe(`${month}-01`);
    expect(localDate(new Date(from.getTime() - 1), timeZone).slice(0, 7)).not.toBe(month);
  },
);

it('names the sites that there are to who makes vouchers for another', async () => {
  const operator = await edge.operator();
  world.routerSite = 'rw07';
  const make = async (site: string) => {
    const json = { packageId: newId(), amount: 1, codeLength: 8, site };
    return (await operator.post('/api/v1/voucher-batches', json)).json;
  };
  expect(await make('rw99')).toMatchObject({
    ...{ status: 422, code: 'SITE.UNKNOWN', details: { errors: [{ field: 'site' }] } },
    detail: 'Tidak ada router, nama portal, atau profil lokasi "rw99". Yang ada: rw06, rw07, site-1.',
  });
  // The stand-in makes none: it was asked, since these sites are there.
  for (const site of ['rw06', 'rw07', 'site-1'])
    expect(await make(site)).not.toMatchObject({ code: 'SITE.UNKNOWN' });
});

it('shows a logo as a picture and as nothing else', async () => {
  await put('rw06', { logoBase64: PICTURE.toString('base64') });
  const { logoUrl } = (await edge.newBrowser(WIT).get('/api/v1/site')).json;
  const { status, headers, text } = await edge.newBrowser(WIT).get(String(logoUrl));
  expect([status, text, headers['content-type']]).toEqual([200, 'a picture', 'image/png']);
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

it('refuses what is no text or no picture with its name', async () => {
  expect((await put('rw06', { name: 5 })).json).toMatchObject({ status: 400, code: 'REQUEST.INVALID' });
  expect((await put('rw06', { logoBase64: '<svg>' })).json).toMatchObject({ code: 'REQUEST.INVALID' });
  expect((await put('rw06', { colour: '#000000' })).json).toMatchObject({ code: 'REQUEST.INVALID' });
});

it('takes a logo as large as is promised, and no body that says nothing for one that leaves all out', async () => {
  const large = Buffer.concat([PICTURE, Buffer.alloc(99_000 - PICTURE.length)]);
  const { status, json } = await put('rw06', { name: 'RW 06', logoBase64: large.toString('base64') });
  expect([status, json['code']]).not.toEqual([413, 'REQUEST.TOO_LARGE']);
  for (const body of [null, [], 5]) expect((await put('rw06', body as unknown as object)).status).toBe(400);
  const { json: kept } = await put('rw07', { logoBase64: 'A'.repeat(170_000) });
  expect(kept).toMatchObject({ code: 'REQUEST.TOO_LARGE' });
});

it('readies no router at an address that is none', async () => {
  const operator = await edge.operator();
  const good = { name: 'Pondok', host: '192.168.88.1', site: 'rw06', gatewayAddress: '192.168.88.2/32' };
  const wireguard = {
    ...{ endpointHost: 'vpn.example', endpointPort: 51_820, serverPublicKey: `${'A'.repeat(43)}=` },
    ...{ routerAddress: '10.90.0.2/24', allowedAddress: '10.90.0.1/32' },
  };
  for (const wrong of [
    { gatewayAddress: '999.999.999.999/99' },
    { gatewayAddress: '1.2.3.4/33' },
    { site: 'rw_06' },
    { wireguard: { ...wireguard, allowedAddress: '300.1.1.1' } },
    { wireguard: { ...wireguard, routerAddress: '10.90.0.2/99' } },
  ])
    expect((await operator.post('/api/v1/routers/onboarding', { ...good, ...wrong })).json).toMatchObject({
      ...{ status: 400, code: 'REQUEST.INVALID' },
    });
});
