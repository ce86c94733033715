// Everything that dashboards show and alerts ask is asked of a real Prometheus, which reads the very program of `npm start`
// while a person logs in, buys, gets online and moves bytes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MB, newId } from '@saring/kernel';
import { freePort, startPrometheus } from '@saring/local';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium } from 'playwright-core';
import { DASHBOARDS } from '../../../infra/observability/src/dashboards';
import { FOLDER, RULE_FILES } from '../../../infra/observability/src/promtool';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';
import { SpanReceiver } from './testing/span-receiver';
import { traceSvg } from './testing/trace-picture';

const DATA_DIR = resolve(__dirname, '../../../.data');
const PICTURES = resolve(__dirname, '../../../test-output/observability');
/** `npm run traces` draws those of docs/operations.md anew. */
const TRACES = process.env['WRITE_TRACES'] ? resolve(__dirname, '../../../docs/images') : PICTURES;

/** What a healthy and idle Saring rightly shows nothing of, by the metric, with the reason. */
const NOTHING_TO_SHOW: Readonly<Record<string, string>> = {
  saring_router_unexplained_share: 'a router stands in it only while its last full hour is not explained',
  saring_meter_witness_doubted: 'a router stands in it only while its interfaces contradict its rows',
};

let saring: LocalSaring;
let receiver: SpanReceiver;
let prometheus: Awaited<ReturnType<typeof startPrometheus>>;
let folder: string;

beforeAll(async () => {
  const healthPort = await freePort();
  receiver = await SpanReceiver.start();
  saring = await LocalSaring.start({
    HEALTH_PORT: String(healthPort),
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    // It would open the router before the money is there: what is traced is what the purchase opens.
    PAYMENT_LANE_MINUTES: '0',
  });
  folder = mkdtempSync(join(tmpdir(), 'saring-prometheus-'));
  const configFile = join(folder, 'prometheus.yml');
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '2s' },
    rule_files: RULE_FILES,
    scrape_configs: [{ job_name: 'saring', static_configs: [{ targets: [`127.0.0.1:${healthPort}`] }] }],
  };
  // JSON is YAML.
  writeFileSync(configFile, JSON.stringify(config));
  const storeDir = join(folder, 'store');
  const consoleDir = join(FOLDER, 'consoles');
  const files = { dataDir: DATA_DIR, configFile, storeDir, consoleDir };
  prometheus = await startPrometheus({ ...files, port: await freePort() });
  const isSeen = (metric: string) => eventually(async () => (await ask(metric)).length > 0);
  await isSeen('up == 1');
  await liveThrough(1);
  // A series that is first seen at one has not grown: what people do is seen at the second.
  await isSeen('saring_code_delivered_seconds_count');
  await isSeen('saring_http_request_seconds_count{surface="console"}');
  await liveThrough(2);
});
afterAll(async () => {
  await prometheus?.stop();
  await saring?.close();
  await receiver?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const read = async <T>(url: string, options?: RequestInit): Promise<T> => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return (await response.json()) as T;
};
const control = (path: string, body: object = {}) =>
  read(`http://127.0.0.1:${saring.ports.phones}/control/${path}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });

const personAt = (phone: number): Browser =>
  new Browser(`portal.phone${phone}.localhost:${saring.ports.phones}`, saring.ports.phones);
const codeSentTo = (number: string): Promise<string> => {
  const inbox = `http://127.0.0.1:${saring.ports.whatsapp}/inbox?target=62${number.slice(1)}`;
  return eventually(
    async () =>
      /\*(\d{6})\*/.exec((await read<{ message: string }[]>(inbox))[0]?.message ?? '')?.[1] ?? false,
  );
};
const untilRouterHolds = (phone: number, binding: string, list: string): Promise<void> =>
  eventually(async () => {
    const state = `http://127.0.0.1:${saring.ports.phones}/control/state`;
    const { phones } = await read<{ phones: { binding: string; lists: string[] }[] }>(state);
    const seen = phones[phone - 1];
    expect([seen?.binding, seen?.lists]).toEqual([binding, [list]]);
  });

/** Who has nothing left orders, pays by QRIS, and is let in again. */
const buy = async (phone: number, person: Browser): Promise<void> => {
  const packages = await person.get<{ items: { packageId: string }[] }>('/api/v1/packages');
  const order = { packageId: packages.body.items[0]?.packageId, method: 'qris' };
  expect((await person.post('/api/v1/orders', order, { 'idempotency-key': newId() })).status).toBe(201);
  const bank = `http://127.0.0.1:${saring.ports.bank}/control/orders`;
  const placed = await read<{ orderId: string; status: string }[]>(bank);
  const orderId = placed.find(({ status }) => status === 'pending')?.orderId;
  await read(`${bank}/${orderId}/pay`, { method: 'POST', body: '{}' });
  await untilRouterHolds(phone, 'bypassed', 'active');
};

/** A login, a bonus that is used up, a purchase, a payment; and an operator who looks. */
const liveThrough = async (phone: number): Promise<void> => {
  const person = personAt(phone);
  const number = `08123456782${phone}`;
  await control(`phones/${phone}/join`);
  const asked = await person.post<{ challengeId: string }>('/api/v1/auth/otp', { phone: number });
  const { challengeId } = asked.body;
  const verified = await person.post('/api/v1/auth/otp/verify', {
    ...{ challengeId, code: await codeSentTo(number) },
  });
  expect(verified.status).toBe(200);
  await untilRouterHolds(phone, 'bypassed', 'active');
  await control(`phones/${phone}/transfer`, { bytesIn: 0, bytesOut: 1_100 * MB });
  await untilRouterHolds(phone, 'regular', 'habis');
  await buy(phone, person);
  const operator = new Browser(`localhost:${saring.ports.edge}`, saring.ports.edge);
  expect((await operator.post('/api/v1/operator/login', OPERATOR)).status).toBeLessThan(300);
  await operator.get('/api/v1/subscribers');
};

type Sample = { readonly metric: Record<string, string>; readonly value: readonly [number, string] };
const ask = async (expression: string): Promise<readonly Sample[]> => {
  const url = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(expression)}`;
  return (await read<{ data: { result: Sample[] } }>(url)).data.result;
};
const numbers = async (expression: string): Promise<readonly number[]> =>
  (await ask(expression)).map(({ value }) => Number(value[1])).filter((value) => !Number.isNaN(value));

const isIdle = (expression: string): boolean =>
  Object.keys(NOTHING_TO_SHOW).some((metric) => expression.includes(metric));
const queries = DASHBOARDS.flatMap(({ title, rows }) =>
  rows.flatMap(({ panels }) =>
    panels.flatMap((panel) => panel.queries.map((one) => [title, panel.title, one.expression] as const)),
  ),
);

it('has data for every query of every dashboard', async () => {
  const asked = queries.filter(([, , expression]) => !isIdle(expression));
  expect(asked.length).toBeGreaterThan(60);
  await eventually(async () => {
    const found = await Promise.all(asked.map(([, , expression]) => numbers(expression)));
    expect(asked.filter((_, index) => found[index]?.length === 0)).toEqual([]);
  });
});

/** Selectors of the series that rules look at, without what they do with them. */
const selectors = [
  ...new Set(
    RULE_FILES.map((file) => readFileSync(file, 'utf8'))
      .join('\n')
      .match(/\b(?:saring_\w+|nodejs_\w+|up(?={)|slo:[\w:]+)(?:\{[^}]*\})?(?=[\s[)])/g),
  ),
].filter((one) => !one.startsWith('saring_') || !isIdle(one));

it('has every series that rules look at', async () => {
  expect(selectors.length).toBeGreaterThan(60);
  await eventually(async () => {
    const found = await Promise.all(selectors.map(ask));
    expect(selectors.filter((_, index) => found[index]?.length === 0)).toEqual([]);
  });
});

it('leads from a point of a line to its trace', async () => {
  const span = `start=0&end=${new Date().toISOString()}`;
  await eventually(async () => {
    const asked = `${prometheus.url}/api/v1/query_exemplars?query=saring_http_request_seconds_bucket&${span}`;
    expect(JSON.stringify(await read(asked))).toMatch(/"trace_id":"[0-9a-f]{32}"/);
  });
});

/** Waits for a trace in which each of these follows from the one before, and draws it. */
const drawTrace = async (file: string, title: string, names: readonly RegExp[]): Promise<void> => {
  const spans = await eventually(() => {
    const found = receiver.traceWith(names);
    if (found) return found;
    // Says how far the nearest trace came.
    const reached = names.map((_, index) => receiver.traceWith(names.slice(0, index + 1)) !== null);
    throw new Error(`no trace has ${String(names[reached.indexOf(false)])} beside those before it`);
  });
  mkdirSync(TRACES, { recursive: true });
  writeFileSync(join(TRACES, file), traceSvg(title, spans));
};

it('leads by one trace from the tap that buys to the command on the router, over the bank', () =>
  drawTrace('trace-purchase.svg', 'A package is bought: from the tap to the command on the router', [
    /^POST \/api\/v1\/orders$/,
    /^answer Billing\./,
    /^answer Payment\./,
    /^payment RecordReport$/,
    /^react PaymentStateChanged$/,
    /^work .* fulfil$/,
    /^answer QuotaLedger\.FulfilPurchase$/,
    /^react AccessStatusChanged$/,
    /^routeros \/ip\/hotspot\/ip-binding\//,
  ]));

it('leads by one trace from a reading of the router to the line of the statement', () =>
  eventually(() =>
    expect(
      receiver.traceWith([/^read router poll$/, /^meter UsageMetered$/, /^statement UsageMetered$/]),
    ).not.toBeNull(),
  ));

it('leads by one trace from a reading that uses quota up to the command on the router', () =>
  drawTrace('trace-reading.svg', 'A reading uses quota up: from the counters to statement and router', [
    /^read router poll$/,
    /^meter UsageMetered$/,
    /^react AccessStatusChanged$/,
    /^routeros \/ip\/hotspot\/ip-binding\//,
  ]));

it('shows nothing only of what it is said of', async () => {
  for (const metric of Object.keys(NOTHING_TO_SHOW))
    expect([metric, await ask(metric)]).toEqual([metric, []]);
});

it('raises no alert at a healthy Saring, and has no rule that fails', async () => {
  type Group = {
    rules: { name: string; health: string; lastError?: string; type: string; state?: string }[];
  };
  const { data } = await read<{ data: { groups: Group[] } }>(`${prometheus.url}/api/v1/rules`);
  const rules = data.groups.flatMap((group) => group.rules);
  expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
  expect(rules.filter(({ state }) => state === 'firing').map(({ name }) => name)).toEqual([]);
});

it('shows all of it on the page that Prometheus serves', async () => {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  try {
    const page = await chrome.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${prometheus.url}/consoles/index.html`);
    await page.getByText('No alert stands.').waitFor({ timeout: LOOK_MILLISECONDS });
    await page.waitForFunction("!document.querySelector('main').textContent.includes('Loading…')", null, {
      timeout: LOOK_MILLISECONDS,
    });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('figure').count()).toBe(
      DASHBOARDS.flatMap(({ rows }) => rows.flatMap(({ panels }) => panels)).length,
    );
    expect(await page.locator('figure svg polyline').count()).toBeGreaterThan(50);
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, 'dashboards.png'), fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.screenshot({ path: join(PICTURES, 'dashboards-390.png') });
  } finally {
    await chrome.close();
  }
});

it('keeps its metrics few, whatever people do', async () => {
  const counts = await ask('count by (__name__) ({job="saring",__name__=~"saring_.+"})');
  const most = counts.map(({ metric, value }) => [metric['__name__'], Number(value[1])] as const);
  expect(most.filter(([, count]) => count > 500)).toEqual([]);
});
