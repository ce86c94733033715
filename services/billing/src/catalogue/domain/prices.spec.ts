import { GB } from '@saring/kernel';
import type { Debt } from '../../debts/domain/debt';
import { estimateRupiah, priceDebts } from '../../debts/domain/debt-price';
import { bestValueOf, checkPackage, isOnSale, type Package } from './package';
import { checkPromo, priceNow, promoState, registrationBonus, type Promo } from './promo';

const sold = (change: Partial<Package> = {}): Package => ({
  packageId: 'p',
  name: 'Paket',
  description: '',
  bytes: 10 * GB,
  unlimited: false,
  lastsSeconds: 30 * 86_400,
  startsAtFirstUse: false,
  priceRupiah: 100_000,
  speedDownKilobitsPerSecond: 0,
  speedUpKilobitsPerSecond: 0,
  fupThresholdBytes: null,
  onlineSeconds: 0,
  deviceLimit: 0,
  active: true,
  sortOrder: 0,
  ...{ sellFrom: null, sellUntil: null, validUntil: null, validHours: '', speedHours: '' },
  ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0 },
  ...change,
});
const sized = (gigabytes: number, priceRupiah: number, change: Partial<Package> = {}): Package =>
  sold({ packageId: `${gigabytes}@${priceRupiah}`, bytes: gigabytes * GB, priceRupiah, ...change });
const NOW = '2026-11-27T10:00:00.000Z';
const SHOP = [sized(10, 100_000), sized(25, 200_000), sized(50, 350_000)];

describe('what a debt costs', () => {
  it.each([
    [25 * GB, 200_000],
    [10 * GB, 100_000],
    [5 * GB, 50_000],
    // Rp 10,000 a GB: a byte more is a step more.
    [5 * GB + 1, 60_000],
    [1, 10_000],
    // 10 GB and a byte goes by the 25 GB package: 80,000.0…
    [10 * GB + 1, 90_000],
    [20 * GB, 160_000],
    [26 * GB, 190_000],
    [50 * GB, 350_000],
    // More than any package: pro rata of the largest, Rp 7,000 a GB.
    [75 * GB, 530_000],
    [100 * GB, 700_000],
    [0, 0],
  ])('%d bytes cost Rp %d', (bytes, rupiah) =>
    expect(estimateRupiah(SHOP, bytes)).toEqual({ ok: true, value: rupiah }),
  );
  it('goes by the cheapest of packages of one size, never by one that is not sold or unlimited', () => {
    const shop = [sized(10, 120_000), sized(10, 90_000), sized(10, 50_000, { active: false })];
    const unlimited = sold({ packageId: 'u', bytes: 0, unlimited: true, priceRupiah: 1 });
    expect(estimateRupiah([...shop, unlimited], 10 * GB)).toEqual({ ok: true, value: 90_000 });
    expect(estimateRupiah([...shop, unlimited], 20 * GB)).toEqual({ ok: true, value: 180_000 });
  });
  it('has no price without a package to go by', () => {
    expect(estimateRupiah([], GB)).toMatchObject({ refusal: { code: 'BILLING.NO_REFERENCE_PACKAGE' } });
    expect(estimateRupiah([], 0)).toEqual({ ok: true, value: 0 });
  });
  it('stays exact where bytes times rupiah pass 2^53', () => {
    const shop = [sized(4_000, 999_999_999)];
    expect(estimateRupiah(shop, 4_000 * GB)).toEqual({ ok: true, value: 1_000_000_000 });
    expect(estimateRupiah([sized(4_000, 1_000_000_000)], 4_000 * GB - 1)).toEqual({
      ok: true,
      value: 1_000_000_000,
    });
  });

  const debt = (change: Partial<Debt> = {}): Debt => ({
    debtId: 'd',
    sizeBytes: 10 * GB,
    unpaidBytes: 10 * GB,
    unlimited: false,
    priceRupiah: 70_000,
    ...change,
  });
  it.each([
    ['its price', debt(), 70_000],
    ['the unpaid share of its price', debt({ unpaidBytes: 5 * GB }), 35_000],
    ['the share rounded up to a whole rupiah', debt({ unpaidBytes: 1 }), 1],
    ['a third, rounded up', debt({ sizeBytes: 3, unpaidBytes: 1, priceRupiah: 100 }), 34],
    ['the estimate without a price', debt({ priceRupiah: 0, unpaidBytes: 5 * GB }), 50_000],
    ['its price when unlimited', debt({ unlimited: true, sizeBytes: 0, unpaidBytes: 0 }), 70_000],
  ])('an item costs %s', (_what, item, rupiah) => {
    const prices = priceDebts(SHOP, { autoDebtBytes: 0, items: [item] });
    expect(prices).toMatchObject({
      ok: true,
      value: { items: [{ amountRupiah: rupiah }], totalRupiah: rupiah },
    });
  });
  it('an unlimited item without a price costs the cheapest unlimited package', () => {
    const item = debt({ unlimited: true, sizeBytes: 0, unpaidBytes: 0, priceRupiah: 0 });
    const unlimited = sold({ packageId: 'u', bytes: 0, unlimited: true, priceRupiah: 300_000 });
    expect(priceDebts([...SHOP, unlimited], { autoDebtBytes: 0, items: [item] })).toMatchObject({
      value: { totalRupiah: 300_000 },
    });
    expect(priceDebts(SHOP, { autoDebtBytes: 0, items: [item] })).toMatchObject({ ok: false });
  });
  it('all of it is the items and the estimate of the auto debt', () =>
    expect(
      priceDebts(SHOP, { autoDebtBytes: 25 * GB, items: [debt(), debt({ debtId: 'e', unpaidBytes: GB })] }),
    ).toMatchObject({
      value: { autoDebtRupiah: 200_000, totalRupiah: 277_000, totalBytes: 36 * GB },
    }));
});

describe('a package', () => {
  it.each([
    ['BILLING.NAME_INVALID', { name: '  ' }],
    ['BILLING.NAME_INVALID', { name: 'x'.repeat(61) }],
    ['BILLING.NAME_INVALID', { description: 'x'.repeat(301) }],
    ['BILLING.PACKAGE_SIZE_INVALID', { bytes: 0 }],
    ['BILLING.PACKAGE_SIZE_INVALID', { bytes: 1.5 }],
    ['BILLING.PACKAGE_SIZE_INVALID', { bytes: 2 ** 50 + 1 }],
    ['BILLING.PACKAGE_SIZE_INVALID', { unlimited: true }],
    ['BILLING.PACKAGE_SIZE_INVALID', { fupThresholdBytes: -1 }],
    ['BILLING.PACKAGE_PRICE_INVALID', { priceRupiah: 0 }],
    ['BILLING.PACKAGE_PRICE_INVALID', { priceRupiah: 10.5 }],
    ['BILLING.PACKAGE_DAYS_INVALID', { lastsSeconds: -1 }],
    ['BILLING.PACKAGE_DAYS_INVALID', { lastsSeconds: 59 }],
    ['BILLING.PACKAGE_DAYS_INVALID', { lastsSeconds: 0, startsAtFirstUse: true }],
    ['BILLING.PACKAGE_SPEED_INVALID', { speedUpKilobitsPerSecond: -1 }],
  ])('is refused with %s for %j', (code, change) =>
    expect(checkPackage(sold(change))).toMatchObject({ refusal: { code } }),
  );
  it('of hours of a day is neither the best value nor the price of a debt', () => {
    const night = sized(100, 10_000, { validHours: '00:00-06:00' });
    expect(bestValueOf([...SHOP, night], NOW)).toBe(bestValueOf(SHOP, NOW));
    expect(estimateRupiah([...SHOP, night], 25 * GB)).toEqual(estimateRupiah(SHOP, 25 * GB));
  });

  it('of the lowest price a byte is best; a tie goes to the larger; unlimited and unsold ones are out', () => {
    expect(bestValueOf(SHOP, NOW)).toBe('50@350000');
    expect(bestValueOf([sized(10, 70_000), sized(50, 350_000)], NOW)).toBe('50@350000');
    expect(bestValueOf([sized(10, 100_000), sized(50, 1, { active: false })], NOW)).toBe('10@100000');
    expect(bestValueOf([sold({ bytes: 0, unlimited: true })], NOW)).toBeNull();
  });
});

describe('a promo', () => {
  const now = '2026-11-21T00:00:00.000Z';
  const promo = (change: Partial<Promo> = {}): Promo => ({
    promoId: 'promo',
    name: 'Promo',
    description: '',
    kind: 'discount',
    published: true,
    startsAt: '2026-11-01T00:00:00.000Z',
    endsAt: '2026-12-01T00:00:00.000Z',
    discountPercent: 10,
    discountRupiah: 0,
    bonusBytes: 0,
    bonusDays: 0,
    packageIds: [],
    ...change,
  });
  const rupiahOff = (rupiah: number) => promo({ discountPercent: 0, discountRupiah: rupiah });
  const bonus = (gigabytes: number) =>
    promo({ promoId: 'bonus', kind: 'bonus_quota', discountPercent: 0, bonusBytes: gigabytes * GB });

  it.each([
    ['draft', { published: false }],
    ['scheduled', { startsAt: '2026-11-21T00:00:00.001Z' }],
    ['active', { startsAt: now }],
    ['active', { endsAt: null }],
    ['ended', { endsAt: now }],
  ] as const)('is %s by %j', (state, change) => expect(promoState(promo(change), now)).toBe(state));
  it.each([
    ['BILLING.PROMO_TIMES_INVALID', { endsAt: '2026-11-01T00:00:00.000Z' }],
    ['BILLING.PROMO_DISCOUNT_INVALID', { discountPercent: 100 }],
    ['BILLING.PROMO_DISCOUNT_INVALID', { discountPercent: 0 }],
    ['BILLING.PROMO_DISCOUNT_INVALID', { discountRupiah: 1_000 }],
    ['BILLING.PROMO_DISCOUNT_INVALID', { kind: 'bonus_quota', bonusBytes: GB }],
    ['BILLING.PROMO_BONUS_INVALID', { bonusBytes: GB }],
    ['BILLING.PROMO_BONUS_INVALID', { kind: 'bonus_quota', discountPercent: 0, bonusBytes: 2 ** 51 }],
    ['BILLING.PROMO_BONUS_INVALID', { kind: 'bonus_quota', discountPercent: 0 }],
    ['BILLING.NAME_INVALID', { name: '' }],
  ] as const)('is refused with %s for %j', (code, change) =>
    expect(checkPromo(promo(change))).toMatchObject({ refusal: { code } }),
  );
  it.each([
    ['10 %', [promo()], 90_000, 0],
    ['a third of a rupiah is cut', [promo({ discountPercent: 33 })], 67_000, 0],
    ['rupiah', [rupiahOff(25_000)], 75_000, 0],
    ['never below Rp 1,000', [rupiahOff(99_999)], 1_000, 0],
    ['not even by more than the price', [rupiahOff(500_000)], 1_000, 0],
    ['bonus quota on top', [bonus(5)], 100_000, 5 * GB],
    ['10 % beats 1 GB more of 10', [bonus(1), promo()], 90_000, 0],
    ['2 GB more of 10 beat 10 %', [promo(), bonus(2)], 100_000, 2 * GB],
    ['the larger discount', [promo(), rupiahOff(20_000), promo({ discountPercent: 15 })], 80_000, 0],
    ['a draft counts nothing', [promo({ published: false })], 100_000, 0],
    ['nor one of other packages', [promo({ packageIds: ['another'] })], 100_000, 0],
    ['but one of this', [promo({ packageIds: ['p'] })], 90_000, 0],
  ] as const)('%s', (_what, promos, finalPriceRupiah, bonusBytes) =>
    expect(priceNow(sold(), promos, now)).toMatchObject({ finalPriceRupiah, bonusBytes }),
  );
  it('cuts fractions of a percentage', () =>
    expect(
      priceNow(sold({ priceRupiah: 9_999 }), [promo({ discountPercent: 33 })], now).finalPriceRupiah,
    ).toBe(6_699));
  it('leaves a package below Rp 1,000 as it is, and is not named there', () =>
    expect(priceNow(sold({ priceRupiah: 900 }), [promo()], now)).toMatchObject({
      finalPriceRupiah: 900,
      promoName: null,
    }));
  it('gives an unlimited package no bonus, only a price', () =>
    expect(priceNow(sold({ bytes: 0, unlimited: true }), [bonus(5), promo()], now)).toMatchObject({
      finalPriceRupiah: 90_000,
      bonusBytes: 0,
    }));
  it('for registering is the largest that was active then', () => {
    const welcome = promo({ kind: 'registration_bonus', discountPercent: 0, bonusBytes: GB });
    const larger = { ...welcome, promoId: 'larger', bonusBytes: 2 * GB };
    const later = { ...larger, promoId: 'later', bonusBytes: 9 * GB, startsAt: '2026-11-22T00:00:00.000Z' };
    expect(registrationBonus([welcome, larger, later, promo()], now)?.promoId).toBe('larger');
    expect(registrationBonus([later], now)).toBeNull();
    expect(priceNow(sold(), [welcome], now).promoName).toBeNull();
  });
});

describe('a package that is sold between two times', () => {
  const lebaran = sold({
    sellFrom: '2027-03-01T00:00:00.000Z',
    sellUntil: '2027-03-12T00:00:00.000Z',
    validUntil: '2027-03-20T00:00:00.000Z',
  });
  it.each([
    ['2027-02-28T23:59:59.999Z', false],
    ['2027-03-01T00:00:00.000Z', true],
    ['2027-03-11T23:59:59.999Z', true],
    ['2027-03-12T00:00:00.000Z', false],
  ])('at %s is on sale: %s', (now, onSale) => {
    expect(isOnSale(lebaran, now)).toBe(onSale);
    expect(bestValueOf([{ ...lebaran, priceRupiah: 1 }, sized(10, 100_000)], now)).toBe(
      onSale ? lebaran.packageId : '10@100000',
    );
  });
  it('is not sold where it is switched off, nor when what is bought has ended', () => {
    expect(isOnSale({ ...lebaran, active: false }, '2027-03-02T00:00:00.000Z')).toBe(false);
    const open = { ...lebaran, sellUntil: null };
    expect(isOnSale(open, '2027-03-19T23:59:59.999Z')).toBe(true);
    expect(isOnSale(open, '2027-03-20T00:00:00.000Z')).toBe(false);
  });
  it.each([
    ['begins to be sold when it stops', { sellFrom: '2027-03-12T00:00:00.000Z' }],
    ['ends before it is sold last', { validUntil: '2027-03-11T00:00:00.000Z' }],
    ['ends before it is sold first', { sellUntil: null, validUntil: '2027-02-11T00:00:00.000Z' }],
  ])('may not be one that %s', (_, change) =>
    expect(checkPackage({ ...lebaran, ...change })).toMatchObject({
      refusal: { code: 'BILLING.PACKAGE_TIMES_INVALID' },
    }),
  );
  it('prices no debt: it is gone when the debt is paid', () =>
    expect(estimateRupiah([{ ...lebaran, priceRupiah: 1 }, ...SHOP], 10 * GB)).toEqual({
      ok: true,
      value: 100_000,
    }));
});
