// The operator of a site as set by profile, in lists, receipts, messages and invoice numbers.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { endOfLocalMonth, localDate, newId } from '@saring/kernel';
import { imageSize } from 'image-size';
import { pngOf } from '../receipts/png';
import { BillingStack, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { eventually } from '@saring/testing';

const method = Billing.method;
const LOGO = pngOf({ width: 200, height: 100, marks: [] });
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const set = (profile: object, change: object = {}) =>
  billing.ask(method.setSiteProfile, { commandId: newId(), profile, actor: 'op', ...change });
const listed = async (site: string) =>
  (await billing.ask(method.listSiteProfiles, {})).items.find((one) => one.site === site);

it('is stored whole, once a command, with who did it', async () => {
  const commandId = newId();
  const profile = { site: 'rw05', name: 'Warung Budi', phone: '0812 3456 7890', color: '#0B6B47' };
  const first = await set(profile, { commandId, logo: LOGO });
  expect(first).toMatchObject({ name: 'Warung Budi', color: '#0b6b47', version: 1 });
  expect((await set(profile, { commandId, logo: LOGO })).version).toBe(1);
  await expect(set({ ...profile, name: 'Lain' }, { commandId, logo: LOGO })).rejects.toEqual(
    refusal('COMMAND.ID_REUSED'),
  );
  const second = await set({ site: 'rw05', name: 'Warung Budi 2' });
  expect(second).toMatchObject({ version: 2, name: 'Warung Budi 2', logoEtag: first.logoEtag });
  expect(second.phone).toBeUndefined();
  expect(await listed('rw05')).toMatchObject({ version: 2 });
  const { content, contentType, etag } = await billing.ask(method.getSiteLogo, { site: 'rw05' });
  expect(imageSize(content)).toMatchObject({ type: 'png', width: 200, height: 100 });
  expect([contentType, etag]).toEqual(['image/png', first.logoEtag]);
  expect((await set({ site: 'rw05' }, { withoutLogo: true })).logoEtag).toBeUndefined();
  await expect(billing.ask(method.getSiteLogo, { site: 'rw05' })).rejects.toEqual(
    refusal('BILLING.LOGO_UNKNOWN'),
  );
});

it('takes no picture that is none, or too large', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  for (const logo of [svg, Buffer.alloc(0), Buffer.alloc(100_001)])
    await expect(set({ site: 'rw05' }, { logo })).rejects.toEqual(refusal('BILLING.LOGO_INVALID'));
});

it('keeps both of two changes at once', async () => {
  const names = ['a', 'b', 'c'];
  const replies = await Promise.all(names.map((name) => set({ site: 'rw09', name })));
  expect(replies.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
});

describe('the time zone', () => {
  it('of a site is its own, before the environment and before that of all sites', async () => {
    await set({ site: '', timeZone: 'Asia/Makassar' });
    const clockOf = async (site: string) => {
      world.messages.clear();
      const { packageId } = await billing.newPackage();
      const { orderId } = await billing.placeOrder(newId(), packageId, { site });
      await billing.paymentBecomes(orderId, 'paid');
      return eventually(() => {
        const receipt = [...world.messages.values()].find(({ template }) => template === 'purchase.receipt');
        return receipt?.params['expires'] ?? false;
      });
    };
    // rw10 is Asia/Jayapura by the environment.
    expect(await clockOf('rw10')).toMatch(/ WIT$/);
    expect(await clockOf('rw07')).toMatch(/ WITA$/);
    await set({ site: 'rw10', timeZone: 'Asia/Jakarta' });
    expect(await clockOf('rw10')).toMatch(/ WIB$/);
    await set({ site: '' });
  });
  it('decides the month of an invoice number', async () => {
    await set({ site: 'rw08', timeZone: 'Asia/Jayapura' });
    const { packageId } = await billing.newPackage();
    const { orderId } = await billing.placeOrder(newId(), packageId, { site: 'rw08' });
    // Half an hour into the next month in WIT is half past ten of the last evening in WIB.
    const monthEnd = endOfLocalMonth(billing.clock.now(), 'Asia/Jayapura').getTime();
    billing.later((monthEnd + 1_800_000 - billing.clock.now().getTime()) / 1_000);
    const month = localDate(billing.clock.now(), 'Asia/Jayapura').slice(0, 7).replace('-', '');
    expect(month).not.toBe(localDate(billing.clock.now(), 'Asia/Jakarta').slice(0, 7).replace('-', ''));
    await billing.paymentBecomes(orderId, 'paid');
    const { invoiceNumber } = await billing.becomes(orderId, 'fulfilled');
    expect(invoiceNumber).toMatch(new RegExp(`^rw08/${month}/`));
  });
});
