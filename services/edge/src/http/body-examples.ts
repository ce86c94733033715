// body-examples.ts — a body of each command as a caller would send it: without one, a page shows every limit at once.

const GIGABYTE = 1_073_741_824;
const REASON = { reason: 'Ganti rugi listrik padam' };
const ID = '3f0c1a52-6a0e-4d3f-9a53-5d6f7f1b2c10';

/** By the name of the schema. */
export const BODY_EXAMPLES: Readonly<Record<string, object>> = {
  GrantBody: { bytes: GIGABYTE, days: 7, ...REASON },
  DebtBody: { bytes: 10 * GIGABYTE, days: 30, priceRupiah: 100_000, reason: 'Bayar akhir bulan' },
  SettlementBody: { reason: 'Dibayar tunai' },
  ResetBody: { keepGrants: true, reason: 'Mulai bulan baru' },
  CorrectionBody: { usedDeltaBytes: -GIGABYTE, reason: 'Pemakaian salah hitung' },
  CounterSaleBody: { packageId: ID, method: 'cash', paidRupiah: 50_000 },
  OpenDrawerBody: { floatRupiah: 100_000 },
  CashBody: { amountRupiah: 20_000, reason: 'Uang kembalian' },
  CloseDrawerBody: { countedRupiah: 350_000, note: 'Lembar Rp 5.000 robek' },
  PackageBody: { name: 'Harian', priceRupiah: 5_000, bytes: 2 * GIGABYTE, days: 1 },
  PackageChange: { priceRupiah: 6_000 },
  PromoBody: { name: 'Akhir pekan', kind: 'discount', discountPercent: 20, published: false },
  PromoChange: { published: true },
  OrderBody: { packageId: ID, method: 'qris' },
  SettleBody: { all: true, method: 'qris' },
  PayBillsBody: { allBills: true, method: 'qris' },
  ConfirmBody: { amountRupiah: 50_000, note: 'Terlihat di mutasi BCA' },
  RefundBody: { ...REASON, payoutMethod: 'cash', payoutNote: 'Tunai di loket' },
  ExtraRefundBody: {
    reason: 'Dibayar dua kali',
    payoutMethod: 'transfer',
    payoutNote: 'Transfer ke BCA 123',
  },
  BatchBody: {
    action: 'import',
    rows: [{ phone: '0812 3456 7890', name: 'Siti', gigabytes: '5', days: '30' }],
  },
  GoodwillBody: { site: 'site-1', extendDays: 1, ...REASON },
  QuotaRequestBody: { bytes: 20 * GIGABYTE, days: 30, reason: 'Untuk ronda malam' },
};
