// release-story.ts — a small neighbourhood that a release writes down once, and what it says of itself, now and for ever.
import { eventually } from '@saring/testing';
import { Browser, type Answer } from '../../../edge/src/testing/browser';
import { OPERATOR, type LocalSaring } from './local-saring';

const PHONE = '081234567899';
const MB = 1_048_576;
const YEARS_DAYS = 3_650;
const STORY_MILLISECONDS = 60_000;

type Item = Readonly<Record<string, unknown>>;
/** What does not change by time alone: what ended, was booked or was counted. */
export type Told = {
  readonly subscriberId: string;
  readonly batchId: string;
  /** The day of the books, and the day before. */
  readonly from: string;
  readonly to: string;
  readonly statement: readonly Item[];
  readonly orders: readonly Item[];
  readonly vouchers: readonly Item[];
  readonly bills: readonly Item[];
  readonly trialBalance: readonly Item[];
  readonly usedBytes: number;
};

const itemsOf = ({ status, text }: Answer): readonly Item[] => {
  if (status !== 200) throw new Error(`${status} ${text}`);
  return (JSON.parse(text) as { items: Item[] }).items;
};

const operatorOf = async (saring: LocalSaring): Promise<Browser> => {
  const operator = new Browser(saring.ports.edge, '10.9.9.9');
  const { status, text } = await operator.post('/api/v1/operator/login', OPERATOR);
  if (status !== 200) throw new Error(`the operator is not let in: ${status} ${text}`);
  return operator;
};

const done = async (operator: Browser, path: string, json: object): Promise<Item> => {
  const { status, text } = await operator.post(path, json);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as Item;
};

/** Somebody logs in at the simulated phone, and moves ten megabytes. */
const join = async (saring: LocalSaring): Promise<{ subscriberId: string; browser: Browser }> => {
  const { phones, whatsapp } = saring.ports;
  const browser = new Browser(phones, '', `portal.phone1.localhost:${phones}`);
  const { json: asked } = await browser.post('/api/v1/auth/otp', { phone: PHONE });
  const code = await eventually(async () => {
    const inbox = await fetch(`http://127.0.0.1:${whatsapp}/inbox`);
    return /\*(\d{6})\*/.exec(await inbox.text())?.[1] ?? false;
  });
  const { json } = await browser.post('/api/v1/auth/otp/verify', { challengeId: asked['challengeId'], code });
  return { subscriberId: String(json['subscriberId']), browser };
};

const move = async ({ ports }: LocalSaring, browser: Browser): Promise<void> => {
  const control = `http://127.0.0.1:${ports.phones}/control`;
  const isOpen = async () =>
    ((await (await fetch(`${control}/state`)).json()) as { phones: { binding: string }[] }).phones[0]
      ?.binding === 'bypassed';
  await eventually(isOpen, STORY_MILLISECONDS);
  await fetch(`${control}/phones/1/transfer`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ bytesIn: 2 * MB, bytesOut: 8 * MB }),
  });
  const isCharged = async () => Number((await browser.get('/api/v1/me/quota')).json['usedBytes']) >= 10 * MB;
  await eventually(isCharged, STORY_MILLISECONDS);
};

/** Quota, sales, money back, a cancelled order, vouchers and a bill. */
export const playRelease = async (saring: LocalSaring): Promise<Pick<Told, 'subscriberId' | 'batchId'>> => {
  const operator = await operatorOf(saring);
  const { subscriberId, browser } = await join(saring);
  const subscriber = `/api/v1/subscribers/${subscriberId}`;
  await done(operator, `${subscriber}/grants`, { bytes: 100 * MB, days: YEARS_DAYS, reason: 'uji' });
  await move(saring, browser);
  const { packageId } = await done(operator, '/api/v1/packages', {
    ...{ name: 'Sepuluh tahun', priceRupiah: 50_000, bytes: 10_240 * MB, days: YEARS_DAYS },
  });
  const { json: person } = await operator.get(subscriber);
  await done(operator, '/api/v1/drawer/open', { floatRupiah: 100_000 });
  const { order } = await done(operator, `${subscriber}/orders`, {
    ...{ packageId, method: 'cash', paidRupiah: 50_000 },
  });
  const { orderId } = order as { readonly orderId: string };
  await done(operator, `/api/v1/orders/${orderId}/refund`, {
    ...{ reason: 'kurang', amountRupiah: 10_000, keepPurchase: true, payoutMethod: 'cash' },
  });
  const open = await done(browser, '/api/v1/orders', { packageId, method: 'qris' });
  await done(browser, `/api/v1/orders/${String(open['orderId'])}/cancel`, {});
  const { batchId } = await done(operator, '/api/v1/voucher-batches', {
    ...{ packageId, amount: 5, codeLength: 8, site: String(person['site']) },
  });
  await done(operator, `/api/v1/voucher-batches/${String(batchId)}/sales`, {
    ...{ amount: 2, method: 'cash', paidRupiah: 100_000 },
  });
  await done(operator, `${subscriber}/subscriptions`, { packageId, unit: 'day', count: 30 });
  return { subscriberId, batchId: String(batchId) };
};

/** Of a bill, without what the days make of it: overdue, given up. */
const booked = ({ billId, number, fromDate, toDate, amountRupiah, paidRupiah }: Item): Item => ({
  ...{ billId, number, fromDate, toDate, amountRupiah, paidRupiah },
});

/** The books of the days that are named, or else of those around now. */
export const toldBy = async (
  saring: LocalSaring,
  {
    subscriberId,
    batchId,
    ...days
  }: Pick<Told, 'subscriberId' | 'batchId'> & Partial<Pick<Told, 'from' | 'to'>>,
): Promise<Told> => {
  const operator = await operatorOf(saring);
  const dayFromNow = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
  const { from = dayFromNow(-1), to = dayFromNow(1) } = days;
  const subscriber = `/api/v1/subscribers/${subscriberId}`;
  const list = async (path: string) => itemsOf(await operator.get(path));
  const { json: quota } = await operator.get(`${subscriber}/quota`);
  return {
    ...{ subscriberId, batchId, from, to, usedBytes: Number(quota['usedBytes']) },
    statement: await list(`${subscriber}/statement?limit=100`),
    orders: await list(`/api/v1/orders?state=all&subscriberId=${subscriberId}&limit=100`),
    vouchers: await list(`/api/v1/voucher-batches/${batchId}/vouchers?limit=100`),
    bills: (((await operator.get(`${subscriber}/bills`)).json['bills'] ?? []) as Item[]).map(booked),
    trialBalance: await list(`/api/v1/books/trial-balance?from=${from}&to=${to}`),
  };
};
