// static-qris.int.spec.ts — the printed code with a sum of its own: shown, proved by a picture, credited by an operator alone.
import { Payment } from '@saring/contracts';
import { isWholeQris, newId, qrisChecksum } from '@saring/kernel';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';

const rpc = Payment.method;
const MOST = 6;
const DAY_MINUTES = 1_440;
const whole = (body: string): string => `${body}6304${qrisChecksum(`${body}6304`)}`;
const printedBy = (name: string): string =>
  whole(
    '00020101021151440014ID.CO.QRIS.WWW0215ID10200211817450303UMI520448125303360' +
      `5802ID59${String(name.length).padStart(2, '0')}${name}6007JAKARTA`,
  );
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator, {
    STATIC_QRIS: printedBy('WIFI RW 05'),
    STATIC_QRIS_BY_SITE: `site-2=${printedBy('KIOS, BU SRI')}`,
    STATIC_QRIS_MOST_ADDED: String(MOST),
    STATIC_QRIS_EXPIRY_MINUTES: '60',
  });
});
afterAll(() => stack.close());

const open = (change: object = {}) => stack.openOrder({ method: 'static_qris', ...change });
const confirm = (orderId: string, amountRupiah: number) =>
  stack.ask.request(rpc.confirmPayment, {
    ...{ commandId: newId(), orderId, amountRupiah, note: '', actor: 'operator:sri' },
  });

it('shows the printed code with the sum in it, and whose it is', async () => {
  const order = await open({ amountRupiah: 31_000 });
  expect(order).toMatchObject({ state: 'pending', gateway: 'manual', amountRupiah: 31_000, feeRupiah: 0 });
  const { qrString = '', merchantName } = order.instructions ?? {};
  expect(merchantName).toBe('WIFI RW 05');
  expect(order.addedRupiah).toBeGreaterThanOrEqual(1);
  expect(order.addedRupiah).toBeLessThanOrEqual(MOST);
  expect(qrString).toContain(`5405${31_000 + order.addedRupiah}5802ID`);
  expect(qrString).toContain('010212');
  expect(isWholeQris(qrString)).toBe(true);
  const other = await open({ amountRupiah: 31_000, site: 'site-2' });
  expect(other.instructions).toMatchObject({ merchantName: 'KIOS, BU SRI' });
});

it('gives many at once sums of their own, and refuses who comes when all are taken', async () => {
  const ends = await Promise.allSettled(
    Array.from({ length: MOST + 3 }, () => open({ amountRupiah: 42_000 })),
  );
  const orders = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const refusals = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  expect(new Set(orders.map(({ addedRupiah }) => addedRupiah)).size).toBe(MOST);
  expect(orders).toHaveLength(MOST);
  for (const one of refusals) expect(one).toEqual(refusal('PAYMENT.AMOUNTS_TAKEN'));
  // Another account has sums of its own.
  expect(await open({ amountRupiah: 42_000, site: 'site-2' })).toMatchObject({ state: 'pending' });
});

it('says before the order how much is added at most', async () => {
  const { items } = await stack.ask.request(rpc.getMethods, { site: 'site-1' });
  expect(items.find(({ method }) => method === 'static_qris')).toMatchObject({ mostAddedRupiah: MOST });
});

it('is the same order and sum when it is asked for again', async () => {
  const request = stack.newOrder({ method: 'static_qris', amountRupiah: 53_000 });
  const [one, again] = [
    await stack.ask.request(rpc.openPayment, request, 15_000),
    await stack.ask.request(rpc.openPayment, request, 15_000),
  ];
  expect(again.addedRupiah).toBe(one.addedRupiah);
});

it('is credited by an operator alone, who has seen that sum', async () => {
  const order = await open({ amountRupiah: 64_000 });
  const { orderId, addedRupiah } = order;
  await stack.ask.request(rpc.recheckPayment, { orderId }, 15_000);
  expect(await stack.get(orderId)).toMatchObject({ state: 'pending' });
  await expect(confirm(orderId, 64_000 + addedRupiah + 1)).rejects.toEqual(
    refusal('PAYMENT.AMOUNT_MISMATCH'),
  );
  await confirm(orderId, 64_000 + addedRupiah);
  await stack.reaches(orderId, 'paid');
  await stack.told(orderId, { state: 'paid', amountRupiah: 64_000, addedRupiah, feeRupiah: 0 });
});

it('keeps the picture of a payment sealed', async () => {
  const order = await open({ amountRupiah: 75_000 });
  const { orderId, subscriberId } = order;
  await stack.ask.request(rpc.attachProof, { commandId: newId(), orderId, subscriberId, image: PNG });
  const { rows } = await stack.pool.query<{ image: Buffer; sealed: boolean }>(
    'select image, sealed from payment_proofs where order_id = $1',
    [orderId],
  );
  expect(rows[0]?.sealed).toBe(true);
  expect(rows[0]?.image.includes(PNG.subarray(0, 8))).toBe(false);
  const shown = await stack.ask.request(rpc.getProof, { orderId });
  expect(Buffer.from(shown.image).equals(PNG)).toBe(true);
});

it('ends by itself, takes money that comes late, and lets the sum rest for a day', async () => {
  const orders = [];
  for (let count = 0; count < MOST; count += 1) orders.push(await open({ amountRupiah: 86_000 }));
  const [late] = orders;
  stack.later(61);
  for (const { orderId } of orders) await stack.ask.request(rpc.recheckPayment, { orderId }, 15_000);
  await stack.reaches(late!.orderId, 'expired');
  await expect(open({ amountRupiah: 86_000 })).rejects.toEqual(refusal('PAYMENT.AMOUNTS_TAKEN'));
  await confirm(late!.orderId, 86_000 + late!.addedRupiah);
  await stack.reaches(late!.orderId, 'paid');
  expect((await stack.get(late!.orderId)).alerts).toContain('paid_after_end');
  stack.later(DAY_MINUTES);
  expect(await open({ amountRupiah: 86_000 })).toMatchObject({ state: 'pending' });
});

it('is not offered where nothing is set', async () => {
  await stack.stopService();
  await stack.startService({ STATIC_QRIS: '' });
  const methodsAt = async (site: string) =>
    (await stack.ask.request(rpc.getMethods, { site })).items.map(({ method }) => method);
  expect(await methodsAt('site-1')).not.toContain('static_qris');
  expect(await methodsAt('site-2')).toContain('static_qris');
  await expect(open()).rejects.toEqual(refusal('PAYMENT.METHOD_UNAVAILABLE'));
});
