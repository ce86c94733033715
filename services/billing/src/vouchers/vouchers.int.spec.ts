// Vouchers from the batch to the account: all or none made, sold for money that the books know, redeemed once.
import 'reflect-metadata';
import { AccessStatusChangedSchema, Billing } from '@saring/contracts';
import { idFrom, localDate, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const DAY_MILLISECONDS = 86_400_000;
const actor = 'operator:ani';
type Change = Readonly<Record<string, unknown>>;
const make = async (change: Change = {}) => {
  const { packageId } = await billing.newPackage({ bytes: 2 * GB, priceRupiah: 5_000, name: '2 GB' });
  const request = {
    commandId: newId(),
    actor,
    packageId,
    amount: 3,
    prefix: 'RW',
    codeLength: 8,
    site: 'rw05',
  };
  return billing.ask(method.makeVouchers, { ...request, ...change });
};
const sell = (batchId: string, change: Change = {}) =>
  billing.ask(method.sellVouchers, {
    ...{ commandId: newId(), actor, batchId, amount: 1, method: 'cash', paidRupiah: 5_000 },
    ...change,
  });
const redeem = (code: string, subscriberId = '', source: string = newId()) =>
  billing.ask(method.redeemVoucher, { code, subscriberId, sources: [source] });
const soldCode = async (change: Change = {}) => {
  const { batchId } = await make(change);
  const { vouchers } = await sell(batchId);
  return vouchers[0]?.code ?? '';
};

describe('a batch', () => {
  it('is made once however often it is asked for, with codes that the database does not say', async () => {
    const commandId = newId();
    const { packageId } = await billing.newPackage();
    const first = await make({ commandId, packageId, amount: 50, seller: 'Warung Bu Ani' });
    expect(await make({ commandId, packageId, amount: 50, seller: 'Warung Bu Ani' })).toEqual(first);
    expect(first).toMatchObject({ amount: 50, unsold: 50, printed: 0, priceRupiah: 50_000 });
    await expect(make({ commandId, packageId, amount: 51 })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    const { items } = await billing.ask(method.printVouchers, {
      ...{ commandId: newId(), actor, batchId: first.batchId, mayRepeat: false },
    });
    expect(new Set(items.map(({ code }) => code)).size).toBe(50);
    const { rows } = await billing.pool.query<{ text: string }>(
      `select string_agg(v::text, ' ') as text from vouchers v`,
    );
    for (const { code } of items) {
      expect(code).toMatch(/^RW-[3-9A-Y]{4}-[3-9A-Y]{4}$/);
      expect(rows[0]?.text).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('refuses codes that can be guessed, and a package that is none', async () => {
    await expect(make({ codeLength: 4, amount: 4 })).rejects.toEqual(refusal('BILLING.VOUCHER_CODES_SHORT'));
    await expect(make({ packageId: newId() })).rejects.toEqual(refusal('BILLING.PACKAGE_UNKNOWN'));
  });

  it('refuses a last day that is over, and a price of nothing', async () => {
    const past = refusal('BILLING.VOUCHER_DAY_PAST');
    const yesterday = localDate(new Date(billing.clock.now().getTime() - DAY_MILLISECONDS), 'Asia/Jakarta');
    await expect(make({ redeemableUntil: '2020-01-01T00:00:00Z' })).rejects.toEqual(past);
    await expect(make({ redeemableUntil: yesterday })).rejects.toEqual(past);
    const today = localDate(billing.clock.now(), 'Asia/Jakarta');
    expect(await make({ redeemableUntil: today })).toMatchObject({ unsold: 3 });
    await expect(make({ priceRupiah: 0 })).rejects.toEqual(refusal('BILLING.VOUCHER_PRICE_ZERO'));
    expect(await make()).toMatchObject({ priceRupiah: 5_000 });
  });

  it('is printed again only by who may, and keeps how often', async () => {
    const { batchId } = await make();
    const print = (mayRepeat: boolean) =>
      billing.ask(method.printVouchers, { commandId: newId(), actor, batchId, mayRepeat });
    expect((await print(false)).batch?.printed).toBe(1);
    await expect(print(false)).rejects.toEqual(refusal('BILLING.VOUCHERS_PRINTED'));
    expect((await print(true)).batch?.printed).toBe(2);
  });
});

describe('a sale of vouchers', () => {
  it('takes the next ones, once a command, with its money in the drawer and in the books', async () => {
    const { batchId } = await make();
    const cashier = `operator:${newId()}`;
    const again = { commandId: newId(), actor: cashier, amount: 2, paidRupiah: 20_000 };
    const first = await sell(batchId, again);
    expect(first).toMatchObject({ amountRupiah: 10_000, changeRupiah: 10_000 });
    expect(first.vouchers.map(({ number }) => number)).toEqual([1, 2]);
    expect(await sell(batchId, again)).toEqual(first);
    await expect(sell(batchId, { ...again, amount: 1 })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    const operatorId = cashier.replace('operator:', '');
    expect(await billing.ask(method.getDrawer, { operatorId })).toMatchObject({ expectedRupiah: 10_000 });
    const day = localDate(new Date(), 'Asia/Jakarta');
    const today = { fromDate: day, toDate: day };
    await eventually(async () => {
      const { items } = await billing.ask(method.getTrialBalance, today);
      const cash = items.find(({ account, party }) => account === 'cash' && party === operatorId);
      expect(cash?.balanceRupiah).toBe(10_000);
    });
    expect(await billing.ask(method.getVoucherBatch, { batchId })).toMatchObject({
      ...{ unsold: 1, sold: 2, revenueRupiah: 10_000 },
    });
  });

  it('is all or none, and no voucher is sold twice by sales at the same moment', async () => {
    const { batchId } = await make({ amount: 5 });
    const sales = await Promise.allSettled(
      Array.from({ length: 4 }, () => sell(batchId, { amount: 2, paidRupiah: 10_000 })),
    );
    const done = sales.flatMap((one) => (one.status === 'fulfilled' ? one.value.vouchers : []));
    expect(new Set(done.map(({ number }) => number)).size).toBe(done.length);
    const { unsold, sold } = await billing.ask(method.getVoucherBatch, { batchId });
    expect([sold, sold + unsold]).toEqual([done.length, 5]);
    await expect(sell(batchId, { amount: 5, paidRupiah: 25_000 })).rejects.toEqual(
      refusal('BILLING.VOUCHERS_SOLD_OUT'),
    );
    await expect(sell(batchId, { paidRupiah: 4_999 })).rejects.toEqual(refusal('BILLING.PAID_WRONG'));
    await expect(sell(batchId, { method: 'transfer', paidRupiah: 5_001 })).rejects.toEqual(
      refusal('BILLING.PAID_WRONG'),
    );
  });
});

it('sells tickets by the number that is handed over, and prints none that is sold unless asked to', async () => {
  const { batchId } = await make({ amount: 6 });
  const { vouchers } = await sell(batchId, { amount: 2, firstNumber: 4, paidRupiah: 10_000 });
  expect(vouchers.map(({ number }) => number)).toEqual([4, 5]);
  await expect(sell(batchId, { firstNumber: 5 })).rejects.toEqual(refusal('BILLING.VOUCHER_NOT_UNSOLD'));
  const print = async (withSold: boolean) => {
    const asked = { commandId: newId(), actor, batchId, mayRepeat: true, withSold };
    return (await billing.ask(method.printVouchers, asked)).items.map(({ number }) => number);
  };
  expect(await print(false)).toEqual([1, 2, 3, 6]);
  expect(await print(true)).toEqual([1, 2, 3, 4, 5, 6]);
});

it('sells and makes void of one batch at the same moment: each is done or refused, nothing fails', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { batchId } = await make({ amount: 6 });
    const { items } = await billing.ask(method.listVouchers, { batchId });
    const end = (index: number) =>
      billing.ask(method.voidVoucher, {
        ...{ commandId: newId(), actor, voucherId: items[index]?.voucherId ?? '', reason: 'rusak' },
      });
    const acts = [sell(batchId, { amount: 5, method: 'transfer', paidRupiah: 25_000 }), end(2), end(4)];
    for (const outcome of await Promise.allSettled(acts))
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('BILLING.VOUCHERS_SOLD_OUT'));
    const { unsold, sold, void: ended } = await billing.ask(method.getVoucherBatch, { batchId });
    expect(unsold + sold + ended).toBe(6);
    expect(ended).toBe(2);
  }
});

describe('a code', () => {
  it('gives its quota once to an account of its own, however it is typed', async () => {
    const code = await soldCode();
    const first = await redeem(code.toLowerCase().replaceAll('-', ' '));
    expect(first).toMatchObject({ ownAccount: true, granted: true, packageName: '2 GB', site: 'rw05' });
    expect(first.subscriberId).toBe(first.voucherId);
    expect(await redeem(code)).toEqual(first);
    const given = [...world.bonuses.values()].filter(
      ({ subscriberId }) => subscriberId === first.subscriberId,
    );
    expect(given).toMatchObject([{ source: 'voucher', bytes: 2 * GB, deviceLimit: 1 }]);
  });

  it('goes to the account of who is logged in, and to no second one, also in a race', async () => {
    const code = await soldCode();
    const people = [newId(), newId(), ''];
    const outcomes = await Promise.allSettled(people.map((person) => redeem(code, person)));
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of outcomes)
      if (lost.status === 'rejected') expect(lost.reason).toEqual(refusal('BILLING.VOUCHER_USED'));
    expect(world.bonuses.size).toBe(1);
  });

  it('is given when the ledger is back, without being typed again', async () => {
    const code = await soldCode();
    world.ledgerFails = 'down';
    expect(await redeem(code)).toMatchObject({ granted: false });
    world.ledgerFails = null;
    await eventually(() => world.bonuses.size === 1);
    expect(await redeem(code)).toMatchObject({ granted: true });
    expect(world.bonuses.size).toBe(1);
  });

  it('is worth nothing unsold, void, or after its last day', async () => {
    const { batchId } = await make();
    const { items } = await billing.ask(method.printVouchers, { commandId: newId(), actor, batchId });
    await expect(redeem(items[0]?.code ?? '')).rejects.toEqual(refusal('BILLING.VOUCHER_UNSOLD'));
    await expect(redeem('RW-3333-3333')).rejects.toEqual(refusal('BILLING.VOUCHER_UNKNOWN'));
    const soon = new Date(billing.clock.now().getTime() + 60_000).toISOString();
    const late = await soldCode({ redeemableUntil: soon });
    billing.later(61);
    await expect(redeem(late)).rejects.toEqual(refusal('BILLING.VOUCHER_EXPIRED'));
  });

  it('is one success and honest refusals where ten type it at once, from one phone or from ten', async () => {
    for (const sources of [() => ['phone', 'address'], () => [newId(), 'lobby']]) {
      const code = await soldCode();
      const answers = await Promise.allSettled(
        Array.from({ length: 10 }, () =>
          billing.ask(method.redeemVoucher, { code, subscriberId: newId(), sources: sources() }),
        ),
      );
      const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(refused).toHaveLength(9);
      for (const reason of refused)
        expect(['BILLING.VOUCHER_TRIES', 'BILLING.VOUCHER_USED']).toContain(
          (reason as { code: string }).code,
        );
    }
  });

  it('costs growing time when it is wrong, by device and by address, also in one burst', async () => {
    const device = newId();
    const guesses = await Promise.allSettled(
      Array.from({ length: 12 }, (_, guess) => redeem(`RW3333${guess}`, '', device)),
    );
    const codes = guesses.map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : '',
    );
    expect(codes.filter((code) => code === 'BILLING.VOUCHER_UNKNOWN')).toHaveLength(3);
    expect(codes.filter((code) => code === 'BILLING.VOUCHER_TRIES')).toHaveLength(9);
    const code = await soldCode();
    await expect(redeem(code, '', device)).rejects.toEqual(refusal('BILLING.VOUCHER_TRIES'));
    // Another device is not held up, nor is this one after its wait.
    await expect(redeem(code)).resolves.toMatchObject({ granted: true });
    billing.later(6);
    await expect(redeem(code, '', device)).resolves.toMatchObject({ granted: true });
  });
});

describe('the end of a voucher', () => {
  const held = (voucherId: string, change: Change) => {
    const grantId = idFrom('grant', idFrom('voucher', voucherId));
    const grant = { grantId, sizeBytes: 2 * GB, remainingBytes: 2 * GB, expired: false, ...change };
    world.quota = { status: 'active', grants: [grant] } as typeof world.quota;
  };
  const tell = (subscriberId: string, status: string) => {
    const at = new Date().toISOString();
    const fact = { subscriberId, version: 9, status, previousStatus: 'active', at };
    return publishFact(billing.nats, AccessStatusChangedSchema, fact, {
      ...{ id: newId(), at, source: 'spec' },
    });
  };
  const stateOf = async (batchId: string) =>
    (await billing.ask(method.listVouchers, { batchId })).items[0]?.state;

  it('is noted when the status of its account changes, and taken back when the ledger prolongs it', async () => {
    const { batchId } = await make();
    const { vouchers } = await sell(batchId);
    const { voucherId } = await redeem(vouchers[0]?.code ?? '');
    held(voucherId, { remainingBytes: 0 });
    await tell(voucherId, 'exhausted');
    await eventually(async () => expect(await stateOf(batchId)).toBe('used_up'));
    expect(await billing.ask(method.getVoucherBatch, { batchId })).toMatchObject({ active: 0, usedUp: 1 });
    expect(await redeem(vouchers[0]?.code ?? '')).toMatchObject({ voucherId });
    held(voucherId, { remainingBytes: GB });
    await tell(voucherId, 'active');
    await eventually(async () => expect(await stateOf(batchId)).toBe('active'));
  });

  it('is found within a day where the person has other quota, so that no status changes', async () => {
    const { batchId } = await make();
    const { vouchers } = await sell(batchId);
    const { voucherId } = await redeem(vouchers[0]?.code ?? '', newId());
    held(voucherId, { expired: true });
    billing.later(86_401);
    await eventually(async () => expect(await stateOf(batchId)).toBe('expired'));
    const ended = await billing.ask(method.listVouchers, { batchId, state: 'expired' });
    expect(ended.items).toHaveLength(1);
  });
});

describe('a void voucher', () => {
  it('takes back what it gave, and its price out of the drawer', async () => {
    const cashier = `operator:${newId()}`;
    const { batchId } = await make();
    const { vouchers } = await sell(batchId, { actor: cashier });
    const { voucherId } = await redeem(vouchers[0]?.code ?? '');
    const asked = { commandId: newId(), actor: cashier, voucherId, reason: 'salah cetak', returned: 'cash' };
    expect(await billing.ask(method.voidVoucher, asked)).toMatchObject({
      state: 'void',
      reason: 'salah cetak',
    });
    expect(await billing.ask(method.voidVoucher, asked)).toMatchObject({ state: 'void' });
    const operatorId = cashier.replace('operator:', '');
    expect(await billing.ask(method.getDrawer, { operatorId })).toMatchObject({ expectedRupiah: 0 });
    const grantId = idFrom('grant', idFrom('voucher', voucherId));
    await eventually(() => world.revokedGrants.has(grantId));
    await expect(redeem(vouchers[0]?.code ?? '')).rejects.toEqual(refusal('BILLING.VOUCHER_VOID'));
    const again = { ...asked, commandId: newId() };
    await expect(billing.ask(method.voidVoucher, again)).rejects.toEqual(refusal('BILLING.VOUCHER_VOID'));
  });
});

describe('the report', () => {
  const reportOf = async (site: string, day: string, byMonth = false) =>
    billing.ask(method.getVoucherReport, { fromDate: day, toDate: day, site, byMonth });

  it('says by batch, package, seller and day what was sold, what went back and what it cost', async () => {
    const site = `r${newId().slice(0, 8)}`;
    const first = await make({ site, seller: 'Warung Bu Ani', costRupiah: 4_000, amount: 5 });
    await make({ site, seller: 'Toko Budi', amount: 2 });
    await sell(first.batchId, { amount: 3, paidRupiah: 15_000 });
    const { items } = await billing.ask(method.listVouchers, { batchId: first.batchId, state: 'sold' });
    await billing.ask(method.voidVoucher, {
      ...{
        commandId: newId(),
        actor,
        voucherId: items[0]?.voucherId ?? '',
        reason: 'hilang',
        returned: 'cash',
      },
    });
    const day = localDate(billing.clock.now(), 'Asia/Jakarta');
    const report = await reportOf(site, day);
    const sums = {
      stock: 4,
      sold: 3,
      redeemed: 0,
      soldRupiah: 15_000,
      returnedRupiah: 5_000,
      costRupiah: 8_000,
    };
    expect(report.total).toMatchObject(sums);
    expect(report.periods).toMatchObject([{ ...sums, name: day, stock: 0 }]);
    expect(report.sellers.map(({ name, stock, sold }) => [name, stock, sold])).toEqual([
      ['Warung Bu Ani', 2, 3],
      ['Toko Budi', 2, 0],
    ]);
    expect(report.packages[0]).toMatchObject({ label: '2 GB', sold: 3 });
    expect(report.batches[0]).toMatchObject({ name: first.batchId, sold: 3, stock: 2 });
    expect((await reportOf(site, day, true)).periods[0]?.name).toBe(day.slice(0, 7));
    expect((await billing.ask(method.getVoucherBatch, { batchId: first.batchId })).revenueRupiah).toBe(
      10_000,
    );
    await expect(reportOf(site, 'kemarin')).rejects.toEqual(refusal('REQUEST.INVALID'));
  });
});

it('takes the last day of a batch as the end of that day where the site is', async () => {
  const { redeemableUntil } = await make({ redeemableUntil: '2030-12-31' });
  expect(redeemableUntil).toBe('2030-12-31T16:59:59.999Z');
  await expect(make({ redeemableUntil: '2030-02-30' })).rejects.toEqual(refusal('REQUEST.INVALID'));
});
