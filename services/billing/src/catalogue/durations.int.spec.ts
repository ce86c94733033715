// durations.int.spec.ts — hours and first use, and what a purchase does to what the buyer has, from shop to ledger.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const newPackage = (sold: object) =>
  billing.ask(Billing.method.createPackage, {
    commandId: newId(),
    package: { name: 'Paket', bytes: GB, priceRupiah: 2_000, active: true, ...sold },
    actor: 'op',
  });

it('sells hours from the first use at the speed that was bought', async () => {
  const speed = { speedDownKilobitsPerSecond: 5_000, speedUpKilobitsPerSecond: 2_000, deviceLimit: 5 };
  const sold = await newPackage({ lastsSeconds: 3 * 3_600, startsAtFirstUse: true, ...speed });
  expect(sold).toMatchObject({ lastsSeconds: 10_800, days: 1, startsAtFirstUse: true });
  const { orderId } = await billing.placeOrder(newId(), sold.packageId);
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  expect(world.fulfilled.get(orderId)).toMatchObject({
    ...speed,
    lastsSeconds: 10_800,
    startsAtFirstUse: true,
    packageId: sold.packageId,
    expiryPolicy: 'per-grant',
  });
  const message = await eventually(
    () => [...world.messages.values()].find(({ template }) => template === 'purchase.receipt') ?? false,
  );
  expect(message.params['expires']).toBe('3 jam sejak pertama dipakai');
});

it('sells between two times alone what ends on a date, and fixes the date in the order', async () => {
  const day = (days: number): string =>
    new Date(billing.clock.now().getTime() + days * 86_400_000).toISOString();
  const [sellFrom, sellUntil, validUntil] = [day(1), day(3), day(10)];
  const sold = await newPackage({ days: 30, sellFrom, sellUntil, validUntil });
  expect(sold).toMatchObject({ sellFrom, sellUntil, validUntil, onSale: false });
  const { packageId } = sold;
  const isShown = async (): Promise<boolean> =>
    (await billing.ask(Billing.method.listPackages, {})).items.some((one) => one.packageId === packageId);
  const change = (times: object) =>
    billing.ask(Billing.method.updatePackage, { commandId: newId(), packageId, actor: 'op', ...times });
  expect(await isShown()).toBe(false);
  await expect(billing.placeOrder(newId(), packageId)).rejects.toEqual(refusal('BILLING.PACKAGE_INACTIVE'));
  await expect(change({ validUntil: day(2) })).rejects.toEqual(refusal('BILLING.PACKAGE_TIMES_INVALID'));
  await expect(change({ sellFrom: 'lusa' })).rejects.toEqual(refusal('BILLING.PACKAGE_TIMES_INVALID'));
  expect(await change({ sellFrom: '' })).toMatchObject({ onSale: true, sellUntil });
  expect(await isShown()).toBe(true);
  const { orderId } = await billing.placeOrder(newId(), packageId);
  // Who was shown it has bought it, whatever it is changed to while the money is on its way.
  await change({ sellUntil: day(0.5), validUntil: day(1) });
  world.quota.grants = [{ grantId: orderId, expiresAt: validUntil }] as typeof world.quota.grants;
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  expect(world.fulfilled.get(orderId)).toMatchObject({ packageId, validUntil, lastsSeconds: 30 * 86_400 });
});

it('sells hours of every day by the clocks of the site, fixed in the order', async () => {
  const hours = {
    ...{ validHours: '00:00-06:00', speedHours: '22:00-06:00' },
    ...{ hoursSpeedDownKilobitsPerSecond: 20_000, hoursSpeedUpKilobitsPerSecond: 5_000 },
  };
  const sold = await newPackage({ days: 30, ...hours });
  expect(sold).toMatchObject(hours);
  const { packageId } = sold;
  const change = (terms: object) =>
    billing.ask(Billing.method.updatePackage, { commandId: newId(), packageId, actor: 'op', ...terms });
  await expect(change({ validHours: '06:00-06:00' })).rejects.toEqual(
    refusal('BILLING.PACKAGE_HOURS_INVALID'),
  );
  await expect(change({ bytes: 0, unlimited: true, startsAtFirstUse: true })).rejects.toEqual(
    refusal('BILLING.PACKAGE_HOURS_INVALID'),
  );
  const { orderId } = await billing.placeOrder(newId(), packageId);
  await change({ validHours: '', speedHours: '' });
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  expect(world.fulfilled.get(orderId)).toMatchObject({ ...hours, timeZone: 'Asia/Jakarta' });
});

it('makes vouchers that are good until the date of their package', async () => {
  const until = (days: number) => new Date(billing.clock.now().getTime() + days * 86_400_000).toISOString();
  const { packageId } = await newPackage({ days: 1, validUntil: until(2) });
  const asked = { packageId, amount: 1, codeLength: 8, seller: 'Ani', site: 'rw05', actor: 'op' };
  const make = (change: object = {}) =>
    billing.ask(Billing.method.makeVouchers, { ...asked, commandId: newId(), ...change });
  const { validUntil } = (await billing.ask(Billing.method.listPackages, {})).items.find(
    (one) => one.packageId === packageId,
  ) ?? { validUntil: undefined };
  expect(await make()).toMatchObject({ redeemableUntil: validUntil });
  expect(await make({ redeemableUntil: until(9) })).toMatchObject({ redeemableUntil: validUntil });
  const sooner = until(1);
  expect(await make({ redeemableUntil: sooner })).toMatchObject({ redeemableUntil: sooner });
});

it('sells as many devices as auth-otp takes, and no more', async () => {
  const sold = await newPackage({ days: 1, deviceLimit: 20 });
  expect(sold.deviceLimit).toBe(20);
  await expect(newPackage({ days: 1, deviceLimit: 21 })).rejects.toEqual(refusal('REQUEST.INVALID'));
  const change = { commandId: newId(), packageId: sold.packageId, deviceLimit: 0, actor: 'op' };
  expect((await billing.ask(Billing.method.updatePackage, change)).deviceLimit).toBe(0);
});

it('changes days to minutes, and never shorter than one', async () => {
  const { packageId } = await newPackage({ days: 2 });
  const change = (lastsSeconds: number) =>
    billing.ask(Billing.method.updatePackage, { commandId: newId(), packageId, lastsSeconds, actor: 'op' });
  expect(await change(90 * 60)).toMatchObject({ lastsSeconds: 5_400, days: 1 });
  await expect(change(30)).rejects.toEqual(refusal('BILLING.PACKAGE_DAYS_INVALID'));
});

it('shows before paying what the policy of the site does, and fixes it in the order', async () => {
  const { packageId } = await newPackage({ days: 30 });
  const subscriberId = newId();
  const expiresAt = new Date(billing.clock.now().getTime() + 7 * 86_400_000).toISOString();
  world.quota = {
    status: 'active',
    grants: [{ source: 'purchase', packageId, remainingBytes: GB, expiresAt, expired: false }],
  } as typeof world.quota;
  const shown = async (site: string) =>
    (await billing.ask(Billing.method.listPackages, { subscriberId, site })).items.find(
      (one) => one.packageId === packageId,
    );
  expect(await shown('rw06')).toMatchObject({ expiryPolicy: 'extend', continuesFrom: expiresAt });
  expect(await shown('rw05')).toMatchObject({ expiryPolicy: 'per-grant' });
  expect((await shown('rw05'))?.continuesFrom).toBeUndefined();
  const order = await billing.placeOrder(subscriberId, packageId, { site: 'rw06' });
  expect(order).toMatchObject({ expiryPolicy: 'extend' });
  const endsAt = '2031-01-31T15:30:00.000Z';
  world.quota.grants = [{ grantId: order.orderId, expiresAt: endsAt }] as typeof world.quota.grants;
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  expect(world.fulfilled.get(order.orderId)).toMatchObject({ expiryPolicy: 'extend', packageId });
  const message = await eventually(
    () => [...world.messages.values()].find(({ template }) => template === 'purchase.receipt') ?? false,
  );
  expect(message.params['expires']).toBe('1 Februari 2031, 00.30 WIT');
});
