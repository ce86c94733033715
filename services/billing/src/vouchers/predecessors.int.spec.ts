// predecessors.int.spec.ts — what vouchers of an earlier system lost (M5, M6, M10, M12), each impossible here.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { CODE_ALPHABET } from './domain/voucher-code';
import { VoucherCodes } from './voucher-codes';

const method = Billing.method;
const actor = 'operator:ani';
const DAY_SECONDS = 86_400;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const make = async (amount: number) => {
  const terms = { bytes: 2 * GB, priceRupiah: 5_000, name: '2 GB', days: 30 };
  const { packageId } = await billing.newPackage(terms);
  return billing.ask(method.makeVouchers, {
    ...{ commandId: newId(), actor, packageId, amount, prefix: 'RW', codeLength: 8, site: 'rw05' },
  });
};
const sell = (batchId: string) =>
  billing.ask(method.sellVouchers, {
    ...{ commandId: newId(), actor, batchId, amount: 1, method: 'transfer', paidRupiah: 5_000 },
  });
const counts = async (): Promise<readonly number[]> => {
  const { rows } = await billing.pool.query<{ batches: number; vouchers: number }>(
    `select (select count(*)::int from voucher_batches) as batches, (select count(*)::int from vouchers) as vouchers`,
  );
  return [rows[0]?.batches ?? -1, rows[0]?.vouchers ?? -1];
};

it('M5: the clock of a voucher starts when it is redeemed, however long it lay in a drawer', async () => {
  const { batchId } = await make(1);
  const { vouchers } = await sell(batchId);
  billing.later(200 * DAY_SECONDS);
  const { subscriberId } = await billing.ask(method.redeemVoucher, {
    ...{ code: vouchers[0]?.code ?? '', subscriberId: '', sources: [newId()] },
  });
  const given = [...world.bonuses.values()].find((one) => one.subscriberId === subscriberId);
  expect(given).toMatchObject({ bytes: 2 * GB, lastsSeconds: 30 * DAY_SECONDS });
});

it('M6: a batch that fails in its middle leaves nothing, and says so', async () => {
  const before = await counts();
  await billing.pool.query(`
    create function refuse_seventh() returns trigger language plpgsql as $$
      begin if new.number = 7 then raise exception 'the seventh is refused'; end if; return new; end $$;
    create trigger refuse_seventh before insert on vouchers for each row execute function refuse_seventh()`);
  await expect(make(20)).rejects.toThrow();
  expect(await counts()).toEqual(before);
  await billing.pool.query(`drop trigger refuse_seventh on vouchers; drop function refuse_seventh()`);
  expect(await make(20)).toMatchObject({ amount: 20, unsold: 20 });
});

it('M10: what was sold stays in the books and in the list, years after it ended', async () => {
  const { batchId } = await make(1);
  const day = localDate(billing.clock.now(), 'Asia/Jakarta');
  const { vouchers } = await sell(batchId);
  await billing.ask(method.redeemVoucher, {
    ...{ code: vouchers[0]?.code ?? '', subscriberId: '', sources: [newId()] },
  });
  billing.later(4 * 365 * DAY_SECONDS);
  const { scheduled } = await billing.ask(method.listJobs, {});
  for (const { name } of scheduled) await billing.runJob(name);
  await eventually(async () => {
    const jobs = await billing.ask(method.listJobs, {});
    for (const { nextRunAt } of jobs.scheduled)
      expect(Date.parse(nextRunAt ?? '')).toBeGreaterThan(billing.clock.now().getTime());
  });
  const { items } = await billing.ask(method.listVouchers, { batchId });
  expect(items).toHaveLength(1);
  const report = await billing.ask(method.getVoucherReport, { fromDate: day, toDate: day, site: 'rw05' });
  expect(report.total).toMatchObject({ sold: 1, soldRupiah: 5_000, redeemed: 1 });
});

it('M12: codes are whole, all different, and no character comes more often than another', () => {
  const [amount, length] = [5_000, 8];
  const codes = new VoucherCodes('a-key-of-at-least-32-characters-for-specs')
    .make(amount, 'LONGPREF', length)
    .map(({ code }) => code);
  expect(new Set(codes).size).toBe(amount);
  const parts = codes.map((code) => code.slice('LONGPREF'.length));
  expect(parts.every((part) => part.length === length)).toBe(true);
  const expected = (amount * length) / CODE_ALPHABET.length;
  const seen = new Map<string, number>();
  for (const character of parts.join('')) seen.set(character, (seen.get(character) ?? 0) + 1);
  const chiSquared = [...CODE_ALPHABET].reduce(
    (sum, character) => sum + ((seen.get(character) ?? 0) - expected) ** 2 / expected,
    0,
  );
  // 23 degrees of freedom: above 100 once in 10^11 runs; a remainder of a byte (256 mod 24) would give some 1,500.
  expect(chiSquared).toBeLessThan(100);
});
