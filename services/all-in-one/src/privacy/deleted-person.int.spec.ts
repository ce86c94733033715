// A person lives a full life and is deleted. Every column of every table, every stored message and every table of the
// router is searched for each word that could tell them; sums, states and numbers of events are what they were.
import 'reflect-metadata';
import { GB, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Pool } from 'pg';
import type { Browser } from '../testing/browser';
import { WEBHOOK_KEY, WholeProduct } from '../testing/whole-product';
import { INVENTORY, STREAMS } from './inventory/inventory';

const PHONE = '081298760011';
const LINE_DEVICE = 'C0:4A:00:00:0A:0B';
const MARKS = {
  ...{ phone: '81298760011', name: 'Marwoto Penanda', address: 'Jalan Zzalamat', note: 'Zzcatatan' },
  ...{ words: 'Zzpesan', chat: '777000111222', line: 'marwoto-zz', lineDevice: LINE_DEVICE },
};
/** All but the router's own table of hosts, which forgets a device by its idle time-out (docs/privacy.md). */
const MENUS = [
  ...['ip/hotspot/ip-binding', 'ip/firewall/address-list', 'ppp/secret', 'ppp/active', 'ppp/profile'],
  ...['ip/hotspot/user', 'ip/hotspot/active', 'ip/hotspot/cookie', 'queue/simple'],
];
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
type Deletion = {
  readonly code?: string;
  readonly hindrances?: { kind: string }[];
  readonly waiting?: string[];
  readonly doneAt?: string;
};

let product: WholeProduct;
let pool: Pool;
let operator: Browser;
beforeAll(async () => {
  product = await WholeProduct.start();
  pool = new Pool({ connectionString: product.stack.database.url });
  operator = await product.operator();
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});

const command = async <T>(browser: Browser, path: string, body: object, expected = [200, 201, 202, 204]) => {
  const answer = await browser.post<T>(path, body, { 'idempotency-key': newId() });
  expect([path, answer.status, expected]).toEqual([
    path,
    expect.any(Number),
    expect.arrayContaining([answer.status]),
  ]);
  return answer.body;
};

const logIn = async (person: Browser): Promise<string> => {
  const known = product.whatsapp.inbox.list(`62${PHONE.slice(1)}`).length;
  const { challengeId } = await command<{ challengeId: string }>(person, '/api/v1/auth/otp', {
    phone: PHONE,
  });
  const code = await eventually(() => {
    const inbox = product.whatsapp.inbox.list(`62${PHONE.slice(1)}`);
    return inbox.length > known && (/\*(\d{6})\*/.exec(inbox[0]?.message ?? '')?.[1] ?? false);
  });
  const proof = { challengeId, code };
  const verified = await command<{ subscriberId: string }>(person, '/api/v1/auth/otp/verify', proof);
  return verified.subscriberId;
};

/** Buys by transfer with a picture of it, which an operator confirms with a note. */
const buy = async (person: Browser): Promise<void> => {
  const sold = { name: 'Paket 10 GB', bytes: 10 * GB, days: 30, priceRupiah: 50_000, active: true };
  const { packageId } = await command<{ packageId: string }>(operator, '/api/v1/packages', sold);
  const order = await eventually(async () => {
    const body = { packageId, method: 'manual' };
    const answer = await person.post<{ orderId: string }>('/api/v1/orders', body, {
      'idempotency-key': newId(),
    });
    return answer.status === 201 && answer.body;
  });
  const sent = await person.putFile(`/api/v1/orders/${order.orderId}/proof`, PICTURE, 'image/png');
  expect(sent.status).toBe(204);
  const confirmation = { amountRupiah: 50_000, note: `${MARKS.note} di loket` };
  await command(operator, `/api/v1/orders/${order.orderId}/confirm`, confirmation);
  await eventually(async () => {
    const { body } = await person.get<{ state: string }>(`/api/v1/orders/${order.orderId}`);
    expect(body.state).toBe('fulfilled');
  });
};

const haveLine = async (subscriberId: string): Promise<void> => {
  product.routeros.router().put('ip/pool', { name: 'rumah', ranges: '10.20.0.2-10.20.3.254' });
  const { body } = await operator.get<{ items: { routerId: string }[] }>('/api/v1/routers');
  const line = { subscriberId, routerId: body.items[0]?.routerId, username: MARKS.line, pool: 'rumah' };
  const made = await command<{ lineId: string }>(operator, '/api/v1/lines', {
    ...line,
    callerId: LINE_DEVICE,
  });
  const secrets = () => product.routeros.router().rows('ppp/secret');
  await eventually(() => secrets().some(({ name }) => name === MARKS.line));
  await command(operator, `/api/v1/lines/${made.lineId}/remove`, { reason: `${MARKS.note} pindah rumah` });
  await eventually(() => !secrets().some(({ name }) => name === MARKS.line));
};

const live = async (person: Browser): Promise<string> => {
  product.routeros.phone(1).join();
  const subscriberId = await logIn(person);
  const path = `/api/v1/subscribers/${subscriberId}`;
  const fields = { alamat: `${MARKS.address} 5` };
  expect((await operator.patch(path, { name: MARKS.name, fields })).status).toBe(200);
  await command(operator, `${path}/grants`, { bytes: 4 * GB, days: 30, reason: `${MARKS.note} hadiah` });
  await buy(person);
  await command(operator, `${path}/block`, { reason: `${MARKS.note} ribut` });
  await command(operator, `${path}/unblock`, { reason: `${MARKS.note} damai` });
  await haveLine(subscriberId);
  const written = { sender: `62${PHONE.slice(1)}`, message: `${MARKS.words} keluhan`, inboxid: 1 };
  await fetch(`http://127.0.0.1:${product.port}/webhooks/messages/fonnte/${WEBHOOK_KEY}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(written) },
  });
  await eventually(async () => {
    const { rows } = await pool.query('select 1 from notification.inbound_messages where phone is not null');
    expect(rows).toHaveLength(1);
  });
  await pool.query(
    `insert into notification.telegram_links (phone, chat_id, linked_at, subscriber_id) values ($1, $2, now(), $3)`,
    [`+62${PHONE.slice(1)}`, MARKS.chat, subscriberId],
  );
  await eventually(async () => expect((await found()).tables).not.toEqual([]));
  return subscriberId;
};

const marks = (): [string, string][] => Object.entries({ ...MARKS, device: product.routeros.phone(1).mac });
const marksIn = (text: string): string[] =>
  marks().flatMap(([name, mark]) => (text.toLowerCase().includes(mark.toLowerCase()) ? [name] : []));
const textOf = (row: object): string =>
  JSON.stringify(row, (_key, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] } | null;
    return bytes?.type === 'Buffer' ? Buffer.from(bytes.data ?? []).toString('latin1') : value;
  });

/** Where a mark stands, as `place mark`. */
const found = async (): Promise<{ tables: string[]; streams: string[]; router: string[] }> => {
  const { rows: columns } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema = any($1) and table_type = 'BASE TABLE'`,
    [Object.keys(INVENTORY)],
  );
  const tables = new Set<string>();
  for (const { name } of columns)
    for (const row of (await pool.query<object>(`select * from ${name}`)).rows)
      for (const mark of marksIn(textOf(row))) tables.add(`${name} ${mark}`);
  const manager = await product.nats.jetstreamManager();
  const streams = new Set<string>();
  for await (const { config, state } of manager.streams.list())
    for (let sequence = state.first_seq; sequence <= state.last_seq; sequence += 1) {
      const message = await manager.streams.getMessage(config.name, { seq: sequence }).catch(() => null);
      const text = message && message.subject + Buffer.from(message.data).toString('latin1');
      for (const mark of marksIn(text ?? '')) streams.add(`${config.name} ${mark}`);
    }
  const router = MENUS.flatMap((menu) =>
    marksIn(JSON.stringify(product.routeros.router().rows(menu))).map((mark) => `${menu} ${mark}`),
  );
  return { tables: [...tables].sort(), streams: [...streams].sort(), router };
};

/** Sums and numbers of things that no deletion may change. */
const books = async (): Promise<unknown> => {
  const queries = [
    `select account, sum(amount_rupiah)::text as rupiah, count(*)::int as lines from billing.journal group by 1 order by 1`,
    `select id, state, sale->'terms'->'price' as price from billing.orders order by id`,
    `select order_id, order_number, state, amount_rupiah::text as rupiah from payment.payments order by 1`,
    `select subscriber_id, cause, amount_bytes::text as bytes, balance_after_bytes::text as after
     from quota_ledger.statement_lines where cause <> 'status' order by 1, revision, line`,
    `select site, month, last_number from billing.invoice_counters order by 1, 2`,
  ];
  return Promise.all(queries.map(async (query) => (await pool.query<object>(query)).rows));
};

it('forgets a person everywhere, keeps the books, and lets the number join as somebody new', async () => {
  const person = product.phone(1);
  const subscriberId = await live(person);
  const path = `/api/v1/subscribers/${subscriberId}/deletion`;
  const before = await books();
  const preview = await operator.get<Deletion>(path);
  expect(preview.body.hindrances?.map(({ kind }) => kind)).toEqual(['quota']);

  const asked = { reason: 'diminta sendiri', confirmation: PHONE.slice(-4), forfeitQuota: true };
  const refused = [
    await command<Deletion>(operator, path, { ...asked, confirmation: '0000' }, [409]),
    await command<Deletion>(operator, path, { ...asked, forfeitQuota: false }, [409]),
  ];
  expect(refused.map(({ code }) => code)).toEqual(['AUTH.CONFIRMATION_WRONG', 'AUTH.DELETION_HINDERED']);

  product.routeros.phone(1).leave();
  await product.stopOne('notification');
  const deletion = await command<Deletion>(operator, path, asked);
  expect([deletion.waiting, deletion.doneAt]).toEqual([['notification'], undefined]);
  await product.startOne('notification');
  await command(operator, '/api/v1/jobs/runs', { service: 'auth-otp', name: 'finish-deletions' });
  await eventually(async () => expect((await operator.get<Deletion>(path)).body.doneAt).toBeDefined());

  await eventually(async () => {
    const { tables, streams, router } = await found();
    expect(tables).toEqual([]);
    expect(router).toEqual([]);
    // What NATS still holds, and until when, is what the inventory says.
    expect(streams).toEqual(['FACTS note']);
    for (const one of streams) expect(STREAMS[one.split(' ')[0] ?? '']?.days).toBeGreaterThan(0);
  });
  expect(await books()).toEqual(before);
  await eventually(async () => expect((await person.get('/api/v1/me/quota')).status).not.toBe(200));

  const again = product.phone(1);
  product.routeros.phone(1).join();
  const joined = await logIn(again);
  expect(joined).not.toBe(subscriberId);
  await eventually(async () => {
    const { body } = await again.get<{ remainingBytes: number }>('/api/v1/me/quota');
    expect(body.remainingBytes).toBe(0);
  });
});
