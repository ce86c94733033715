// A story of money through the real edge, auth-otp, notification, ledger, payment and billing, with all that may go wrong
// in it: no key, token, code or phone number is in any log line, problem or span.
import 'reflect-metadata';
import { inspect } from 'node:util';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { newId } from '@saring/kernel';
import { createLogger, startTelemetry, type Logger, type Telemetry } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import type { Answer, Browser, Call } from '../../edge/src/testing/browser';
import { RealShop } from './testing/real-shop';

const SERVER_KEY = 'SB-Mid-server-of-the-secrets-spec-4711';
const CLIENT_KEY = 'SB-Mid-client-of-the-secrets-spec-4711';
const PHONE = '081298765432';
const OTHER_PHONE = '+6281387654321';
const PASSWORD = 'a-very-long-password-of-the-boss';
/** Seven digits or more may be a person's number. */
const NUMBERS = /(?:\+?62|0)8(?:1298765432|1387654321)|1298765432|1387654321/;

const FAILURES = [
  ['cut', 'bca'],
  ['500', 'bni'],
  ['429', 'bri'],
  ['timeout', 'cimb'],
] as const;

const exporter = new InMemorySpanExporter();
const lines: string[] = [];
const problems: string[] = [];
/** Secrets that came to be in the story: codes, cookies, links. */
const given = new Map<string, string>();
/** A code of six digits must not be found in some longer number. */
const wholeWord = (secret: string): RegExp =>
  new RegExp(`(?<![\\w.-])${secret.replace(/[^\w]/g, '\\$&')}(?![\\w.-])`);
let telemetry: Telemetry;
let shop: RealShop;

/** Hears every level with all that is said, deeper than a log would write it. */
const listeningLogger = (): Logger => {
  const logger = createLogger('silent');
  const keep = (...words: unknown[]) =>
    void lines.push(inspect(words, { depth: 12, showHidden: true, breakLength: Infinity }));
  logger.child = ((bindings: unknown) => {
    keep(bindings);
    return logger;
  }) as never;
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
    logger[level] = keep as never;
  return logger;
};

beforeAll(async () => {
  telemetry = startTelemetry(new SimpleSpanProcessor(exporter));
  shop = await RealShop.start(listeningLogger(), {
    serverKey: SERVER_KEY,
    clientKey: CLIENT_KEY,
    password: PASSWORD,
  });
});
afterAll(async () => {
  await shop.close();
  await telemetry.stop();
});

/** The answer to a browser when something is wrong. */
const ask = async (browser: Browser, path: string, call: Call = {}): Promise<Answer> => {
  const answer = await browser.call(path, call);
  if (answer.status >= 400) problems.push(answer.text);
  for (const [name, value] of browser.cookies)
    if (!/locale/.test(name) && value.length > 15) given.set(`cookie ${name}`, value);
  return answer;
};
const post = (browser: Browser, path: string, json: object) =>
  ask(browser, path, { method: 'POST', json, headers: { 'idempotency-key': newId() } });

const logIn = async (): Promise<Browser> => {
  const browser = shop.browser('10.5.50.9');
  const { json } = await post(browser, '/api/v1/auth/otp', { phone: PHONE });
  const code = await shop.codeFor(PHONE);
  given.set('code', code);
  const challengeId = json['challengeId'];
  const wrong = { challengeId, code: code === '111111' ? '222222' : '111111' };
  expect((await post(browser, '/api/v1/auth/otp/verify', wrong)).status).toBeGreaterThanOrEqual(400);
  expect((await post(browser, '/api/v1/auth/otp/verify', { challengeId, code })).status).toBe(200);
  return browser;
};

const untilOrder = (browser: Browser, id: string, state: string) =>
  eventually(async () => expect((await ask(browser, `/api/v1/orders/${id}`)).json['state']).toBe(state));

/** Buys, and keeps the link that opens the order without login. */
const buy = async (browser: Browser, packageId: unknown, choice: object): Promise<Answer> => {
  const answer = await post(browser, '/api/v1/orders', { packageId, ...choice });
  const token = String(answer.json['statusUrl'] ?? '')
    .split('/')
    .pop();
  if (token) given.set(`link ${given.size}`, token);
  return answer;
};

it('says nothing secret, whatever happens to an order', async () => {
  const boss = shop.browser('10.5.50.8');
  await post(boss, '/api/v1/operator/login', { email: shop.boss, password: 'not-the-password-1' });
  expect((await post(boss, '/api/v1/operator/login', { email: shop.boss, password: PASSWORD })).status).toBe(
    200,
  );
  const sold = { name: 'Paket 10 GB', bytes: 10_737_418_240, days: 30, priceRupiah: 50_000, active: true };
  const made = await post(boss, '/api/v1/packages', sold);
  const packageId = made.json['packageId'];
  const browser = await logIn();

  // Bought, confirmed, shown by its link, its papers drawn.
  shop.midtrans.vendor.behaviours.set(undefined, {
    outcome: 'pay-now',
    notices: 'duplicate',
    afterMilliseconds: 40,
  });
  const bought = await buy(browser, packageId, { method: 'qris' });
  expect(bought.status).toBe(201);
  const id = String(bought.json['orderId']);
  await untilOrder(browser, id, 'fulfilled');
  const token = String(bought.json['statusUrl']).split('/').pop() ?? '';
  const anyone = shop.browser('10.5.50.7');
  for (const path of [`/api/v1/pay/${token}`, `/pay/${token}`, `/api/v1/pay/${token}/receipt.pdf`])
    expect((await ask(anyone, path)).status).toBe(200);
  expect((await ask(anyone, `/api/v1/pay/${token}x`)).status).toBeGreaterThanOrEqual(400);
  await eventually(() => shop.whatsapp.inbox.list(PHONE.replace(/^0/, '62')).length >= 2);

  // Refunded, with a reason that names a person.
  await post(boss, `/api/v1/orders/${id}/refund`, { reason: `diminta ${OTHER_PHONE}` });
  await untilOrder(browser, id, 'refunded');

  // Charges and statuses that fail in every way, until the gateway is left alone.
  for (const [kind, bank] of FAILURES) {
    const faults = (['charge', 'status', 'cancel'] as const).map((call) => ({ call, kind }));
    shop.midtrans.vendor.behaviours.set(undefined, { outcome: 'wait', faults });
    const { json } = await buy(browser, packageId, { method: 'va', bank });
    await post(boss, `/api/v1/orders/${String(json['orderId'] ?? newId())}/recheck`, {});
    await post(browser, '/api/v1/debts/settle', { all: true, method: 'qris' });
  }
  // Forged notices, and bodies without meaning.
  const forged = {
    order_id: bought.json['orderNumber'],
    transaction_status: 'settlement',
    signature_key: 'f'.repeat(128),
  };
  for (const body of [
    JSON.stringify({ ...forged, status_code: '200', gross_amount: '50000.00' }),
    `{"x":"${PHONE}`,
  ])
    await fetch(`http://127.0.0.1:${shop.port}/webhooks/midtrans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  await post(browser, '/api/v1/orders', { packageId: OTHER_PHONE, method: `va ${SERVER_KEY}` });
  await ask(browser, `/api/v1/orders/${newId()}`);
  await ask(anyone, '/api/v1/orders', {
    headers: { authorization: `Bearer ${given.get('code')}-key-of-nobody` },
  });
  await post(boss, `/api/v1/orders/${id}/refund`, { reason: '', payoutNote: OTHER_PHONE });
  await post(boss, `/api/v1/orders/${id}/confirm`, { amountRupiah: 1, note: OTHER_PHONE });

  await eventually(() => lines.some((line) => line.includes('a notice was not believed')));
  expectNothingSecret();
});

const expectNothingSecret = (): void => {
  const spans = exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status, resource }) =>
      inspect([name, attributes, events, status, resource.attributes], { depth: 12, breakLength: Infinity }),
    );
  // The logs do hold the story.
  for (const said of ['a charge got no answer yet', 'does not answer', 'a notice was not believed'])
    expect(lines.filter((line) => line.includes(said)).length).toBeGreaterThan(0);
  expect(problems.length).toBeGreaterThan(8);
  expect(spans.length).toBeGreaterThan(100);
  expect([...given.keys()].some((name) => name.startsWith('link'))).toBe(true);
  const secrets: readonly (readonly [string, string | RegExp])[] = [
    ['server key', SERVER_KEY],
    ['server key as it is sent', Buffer.from(`${SERVER_KEY}:`).toString('base64')],
    ['client key', CLIENT_KEY],
    ['WhatsApp token', shop.whatsapp.token],
    ['secrets key', shop.stack.env['SECRETS_KEY'] ?? ''],
    ['password', PASSWORD],
    ['signature', /[0-9a-f]{128}/i],
    ['number', NUMBERS],
    ...[...given].map(([name, secret]) => [name, name === 'code' ? wholeWord(secret) : secret] as const),
  ];
  const found = secrets.flatMap(([name, secret]) =>
    Object.entries({ lines, problems, spans }).flatMap(([where, texts]) =>
      texts
        .filter((text) => (typeof secret === 'string' ? text.includes(secret) : secret.test(text)))
        .slice(0, 3)
        .map((text) => `${name} in ${where}: ${text.slice(0, 600)}`),
    ),
  );
  expect(found).toEqual([]);
};
