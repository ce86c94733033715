// The shop as edge answers it: what a spec sets, and what was asked of it.
import type {
  BillingStanding,
  DebtEstimate,
  FreeOffer,
  Order,
  PaymentMethods,
  ShopPackage,
} from '@saring/api-client';

const MB = 1_048_576;
const GB = 1_024 * MB;
const TOKEN = 'status-token-0123456789';

const sold = (packageId: string, more: Partial<ShopPackage>): ShopPackage => ({
  packageId,
  name: packageId,
  description: '',
  bytes: 10 * GB,
  unlimited: false,
  days: 30,
  active: true,
  sortOrder: 0,
  speedUpKilobitsPerSecond: 0,
  lastsSeconds: 30 * 86_400,
  startsAtFirstUse: false,
  expiryPolicy: 'per-grant',
  rolledBytes: 0,
  prolongedGrants: 0,
  onlineSeconds: 0,
  onSale: true,
  ...{ validHours: '', speedHours: '' },
  ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0 },
  priceRupiah: 100_000,
  finalPriceRupiah: 100_000,
  bonusBytes: 0,
  speedDownKilobitsPerSecond: 10_000,
  deviceLimit: 0,
  bestValue: false,
  ...more,
});

export const initialShop = () => ({
  packages: [
    sold('p-hemat', { name: 'Hemat', description: 'Cukup untuk dua minggu' }),
    sold('p-keluarga', {
      name: 'Keluarga',
      bytes: 50 * GB,
      priceRupiah: 350_000,
      finalPriceRupiah: 315_000,
      bonusBytes: 5 * GB,
      promoName: 'Promo akhir tahun',
      bestValue: true,
    }),
    sold('p-bebas', {
      name: 'Bebas seminggu',
      bytes: 0,
      unlimited: true,
      lastsSeconds: 7 * 86_400,
      speedDownKilobitsPerSecond: 0,
      deviceLimit: 0,
    }),
  ],
  methods: {
    open: true,
    reason: null,
    items: [
      { method: 'qris', banks: [] },
      { method: 'gopay', banks: [] },
      { method: 'va', banks: ['bca', 'bni', 'bri', 'cimb', 'permata', 'mandiri'] },
      { method: 'snap', banks: [] },
      { method: 'manual', banks: [] },
      { method: 'static_qris', banks: [], mostAddedRupiah: 200 },
    ],
  } as PaymentMethods,
  debts: { autoDebtBytes: 0, autoDebtRupiah: 0, items: [], totalBytes: 0, totalRupiah: 0 } as DebtEstimate,
  bills: {
    ...{ subscriberId: 's', balanceRupiah: 0, owedRupiah: 0, subscriptions: [], bills: [], payPath: '' },
    payments: [],
  } as BillingStanding,
  free: null as FreeOffer | null,
  /** Keys under which it was taken. */
  freeKeys: [] as string[],
  orders: [] as Order[],
  /** Of each order placed: what was asked for and under which key. */
  placed: [] as { body: Record<string, unknown>; key: string }[],
  proofs: 0,
  minutesToPay: 15,
  hasUnpricedDebts: false,
});
type FakeShop = ReturnType<typeof initialShop>;

const HOW: Readonly<Record<string, Partial<Order>>> = {
  qris: { qrString: 'QRIS', qrImageUrl: `https://wifi.example/api/v1/pay/${TOKEN}/qr.svg` },
  gopay: { deeplinkUrl: 'http://wallet.invalid/pay' },
  va: { va: { bank: 'bca', number: '8123456789012345' } },
  snap: { redirectUrl: 'http://snap.invalid/pay' },
  manual: { transferText: 'BCA 123 456 789 a.n. RW 05' },
  static_qris: {
    ...{ qrString: 'QRIS', qrImageUrl: `https://wifi.example/api/v1/pay/${TOKEN}/qr.svg` },
    ...{ merchantName: 'WIFI RW 05', addedRupiah: 137 },
  },
};

/** The fields of every order. */
const GOODS = {
  ...{ discountRupiah: 0, refundedRupiah: 0, bytes: 10 * GB, bonusBytes: 0, unlimited: false, days: 30 },
  ...{ lastsSeconds: 30 * 86_400, startsAtFirstUse: false, expiryPolicy: 'per-grant' as const },
};

const orderOf = (shop: FakeShop, body: Record<string, unknown>): Order => {
  const bought = shop.packages.find(({ packageId }) => packageId === body['packageId']);
  const debt = shop.debts.items.find(({ debtId }) => debtId === body['debtId']);
  const bill = shop.bills.bills.find(({ billId }) => billId === body['billId']);
  const isForBills = bill !== undefined || body['allBills'] === true;
  const method = body['method'] as Order['method'];
  const isMandiri = body['bank'] === 'mandiri';
  return {
    ...GOODS,
    orderId: `o${shop.orders.length + 1}`,
    orderNumber: 'SRG-RW05-4F7K2M9QX3T8W6ABCDEF',
    state: 'pending',
    purpose: bought
      ? body['asVoucher'] === true
        ? 'voucher'
        : 'package'
      : isForBills
        ? 'bills'
        : 'settlement',
    description: bought?.name ?? (isForBills ? 'Tagihan' : 'Pelunasan tunggakan'),
    amountRupiah:
      bought?.finalPriceRupiah ??
      debt?.amountRupiah ??
      bill?.owedRupiah ??
      (isForBills ? shop.bills.owedRupiah : shop.debts.totalRupiah),
    method,
    ...(bought ? { packageId: bought.packageId } : {}),
    ...(debt ? { debtId: debt.debtId } : {}),
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + shop.minutesToPay * 60_000).toISOString(),
    hasProof: false,
    purchaseKept: false,
    onlineSeconds: 0,
    statusUrl: `https://wifi.example/pay/${TOKEN}`,
    ...(isMandiri ? { bank: 'mandiri', billKey: '990000123456', billerCode: '70012' } : HOW[method]),
  };
};

/** The answer of a route of the shop; null: it is none. */
export const answerShop = (
  shop: FakeShop,
  path: string,
  method: string,
  body: Record<string, unknown>,
  key: string,
): { status: number; body?: unknown } | null => {
  if (path === 'packages') return { status: 200, body: { items: shop.packages } };
  if (path === 'payment-methods') return { status: 200, body: shop.methods };
  if (path === 'debts' && shop.hasUnpricedDebts)
    return { status: 422, body: { code: 'BILLING.NO_REFERENCE_PACKAGE', title: 'x', detail: '' } };
  if (path === 'debts') return { status: 200, body: shop.debts };
  if (path === 'me/free-quota' && method === 'GET') return { status: 200, body: { offer: shop.free } };
  if (path === 'me/free-quota') {
    shop.freeKeys.push(key);
    return { status: 204 };
  }
  if (path === 'me/bills') return { status: 200, body: shop.bills };
  if (path === 'orders' && method === 'GET')
    return { status: 200, body: { items: [...shop.orders].reverse(), nextCursor: null } };
  if (path === 'orders' || path === 'debts/settle' || path === 'me/bills/pay') {
    shop.placed.push({ body, key });
    const order = orderOf(shop, body);
    if (Number(body['shownRupiah']) < order.amountRupiah)
      return {
        status: 409,
        body: {
          code: 'BILLING.PRICE_CHANGED',
          title: 'The price has changed',
          detail: 'Press Pay once more.',
        },
      };
    shop.orders.push(order);
    return { status: 201, body: order };
  }
  const [, id, action] = /^orders\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
  const at = shop.orders.findIndex((one) => one.orderId === id);
  const order = shop.orders[at];
  if (!order) return null;
  if (action === 'cancel') shop.orders[at] = { ...order, state: 'cancelled' };
  if (action === 'proof') {
    shop.proofs += 1;
    shop.orders[at] = { ...order, hasProof: true };
    return { status: 204 };
  }
  return { status: 200, body: shop.orders[at] };
};
