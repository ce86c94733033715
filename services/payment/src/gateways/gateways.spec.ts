// gateways.spec.ts — given other settings, when the gateways are renewed, then new orders take the new ones.
import { systemClock } from '@saring/kernel';
import { paymentConfig } from '../config';
import { Gateways } from './gateways';
import type { GuardedGateway } from './guarded-gateway';

const DATABASE_URL = 'postgresql://saring@localhost/saring';

it('takes and drops the vendor and the text of transfers while running', () => {
  const config = paymentConfig.parse({ DATABASE_URL, SECRETS_KEY: 'k'.repeat(32) });
  const gateways = new Gateways(config, systemClock);
  expect([gateways.vendor, gateways.ways]).toEqual([null, []]);
  Object.assign(config, {
    MIDTRANS_SERVER_KEY: 'SB-Mid-server-1',
    MANUAL_TRANSFER_TEXT: 'BCA 123 a.n. RW 05',
  });
  gateways.renew();
  expect(gateways.vendor?.name).toBe('midtrans-core');
  expect(gateways.ways.map(({ method }) => method)).toEqual(expect.arrayContaining(['qris', 'manual']));
  const { vendor } = gateways;
  // What has nothing to do with a gateway leaves it, and what it knows of an outage.
  Object.assign(config, { QRIS_EXPIRY_MINUTES: 5 });
  gateways.renew();
  expect(gateways.vendor).toBe(vendor);
  Object.assign(config, { MIDTRANS_MODE: 'snap' });
  expect(gateways.vendor?.name).toBe('midtrans-snap');
  expect(gateways.find('midtrans-core')).not.toBeNull();
  Object.assign(config, { MIDTRANS_SERVER_KEY: undefined });
  gateways.renew();
  expect(gateways.vendor).toBeNull();
});

describe('which gateway takes a new order', () => {
  const gatewayOf = (label: string, offer: object): GuardedGateway =>
    ({ name: 'plugin', label, offers: [{ method: 'qris', banks: [], ...offer }] }) as never;
  const routed = (added: readonly GuardedGateway[], settings: object = {}) => {
    const config = paymentConfig.parse({
      ...{ DATABASE_URL, SECRETS_KEY: 'k'.repeat(32), MIDTRANS_SERVER_KEY: 'SB-Mid-server-1' },
      ...settings,
    });
    const forMethod = () => added;
    return new Gateways(config, systemClock, { refresh: async () => undefined, find: () => null, forMethod });
  };
  const labels = (gateways: readonly GuardedGateway[]) => gateways.map(({ label }) => label);
  const dear = gatewayOf('dear@1.0.0', { fee: { rupiah: 750, percent: 0.7 } });
  const cheap = gatewayOf('cheap@1.0.0', { fee: { rupiah: 0, percent: 0.5 } });
  const unsaid = gatewayOf('unsaid@1.0.0', {});

  it('is the cheapest for the amount; of two that cost the same the plugin', () => {
    const gateways = routed([dear, cheap, unsaid]);
    const order = labels(gateways.routes({ method: 'qris', amountRupiah: 100_000 }));
    expect(order).toEqual(['cheap@1.0.0', 'unsaid@1.0.0', 'midtrans-core', 'dear@1.0.0']);
  });
  it('is the first of the order that is set, and none that it does not name', () => {
    const gateways = routed([dear, cheap], { PAYMENT_ROUTES: 'qris=plugin:dear>midtrans>plugin:gone' });
    expect(labels(gateways.routes({ method: 'qris' }))).toEqual(['dear@1.0.0', 'midtrans-core']);
  });
  it('takes the amount and answers', () => {
    const small = gatewayOf('small@1.0.0', { fee: { rupiah: 0, percent: 0 }, mostRupiah: 20_000 });
    const closed = { ...dear, isClosedToBuyers: true } as GuardedGateway;
    const order = { PAYMENT_ROUTES: 'qris=plugin:dear>plugin:small>midtrans' };
    const gateways = routed([small, closed], order);
    expect(gateways.forWish({ method: 'qris', amountRupiah: 20_000 })?.label).toBe('small@1.0.0');
    expect(gateways.forWish({ method: 'qris', amountRupiah: 20_001 })?.label).toBe('midtrans-core');
  });
  it('is named with what it keeps of Rp 50.000; a closed one collects nothing', () => {
    const gateways = routed([dear, cheap]);
    expect([gateways.usualCostOf(dear, 'qris'), gateways.usualCostOf(cheap, 'qris')]).toEqual([1_100, 250]);
    expect(gateways.collectorOf('qris')).toBe('plugin:cheap');
    const closed = { ...cheap, isClosedToBuyers: true } as GuardedGateway;
    expect(routed([closed], { PAYMENT_ROUTES: 'qris=plugin:cheap>midtrans' }).collectorOf('qris')).toBe(
      'midtrans',
    );
    expect(routed([closed], { PAYMENT_ROUTES: 'qris=plugin:cheap' }).collectorOf('qris')).toBeNull();
  });
});
