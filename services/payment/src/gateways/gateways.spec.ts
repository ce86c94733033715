// gateways.spec.ts — given other settings, when the gateways are renewed, then new orders take the new ones.
import { systemClock } from '@saring/kernel';
import { paymentConfig } from '../config';
import { Gateways } from './gateways';

const DATABASE_URL = 'postgresql://saring@localhost/saring';

it('takes and drops the vendor and the text of transfers while running', () => {
  const config = paymentConfig.parse({ DATABASE_URL, SECRETS_KEY: 'k'.repeat(32) });
  const gateways = new Gateways(config, systemClock);
  expect([gateways.vendor, gateways.offers]).toEqual([null, []]);
  Object.assign(config, {
    MIDTRANS_SERVER_KEY: 'SB-Mid-server-1',
    MANUAL_TRANSFER_TEXT: 'BCA 123 a.n. RW 05',
  });
  gateways.renew();
  expect(gateways.vendor?.name).toBe('midtrans-core');
  expect(gateways.offers.map(({ method }) => method)).toEqual(expect.arrayContaining(['qris', 'manual']));
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
