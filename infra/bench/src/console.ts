// console.ts — what an operator's pages ask of edge, with a business of years behind them.
import { connectNats, Messenger } from '@saring/messaging';
import { Client } from 'pg';
import { phoneOf, seedBusiness, seedId, type Size } from './console-seed';
import { machine, option, report, spread } from './figures';
import { cookieIn, httpRequest, throughConnections, type HttpConnection } from './http-load';
import type { OfficeAnswer } from './office-process';
import { startBenchStack, startRole } from './stack';

/** The goal of every list, search and figure. */
const GOAL_P95_MILLISECONDS = 150;
const ADDRESS = '10.1.0.1';
const OPERATOR = { email: 'bench@saring.test', password: 'a-password-of-the-bench' };
const WARM_UP = 10;
const DAY_MILLISECONDS = 86_400_000;

/** A question by its name; what it asks for differs from one asking to the next. */
type Questions = Readonly<Record<string, (index: number) => string>>;

const dateBefore = (days: number): string =>
  new Date(Date.now() - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
const instantBefore = (days: number): string => new Date(Date.now() - days * DAY_MILLISECONDS).toISOString();

const questionsOf = ({ subscribers, orders }: Size): Questions => {
  const person = (index: number): number => 1 + ((index * 7_919) % subscribers);
  const order = (index: number): number => 1 + ((index * 7_919) % orders);
  const of = (index: number): string => `/api/v1/subscribers/${seedId('a', person(index))}`;
  const month = `from=${dateBefore(30)}&to=${dateBefore(0)}`;
  const year = `from=${dateBefore(360)}&to=${dateBefore(0)}`;
  return {
    'subscribers.first': () => '/api/v1/subscribers?limit=50',
    'subscribers.by_name': (index) =>
      `/api/v1/subscribers?query=${['lestari%204', 'budi', 'wayan%20nug'][index % 3]}`,
    'subscribers.by_no_name': (index) => `/api/v1/subscribers?query=zzz${index}`,
    'subscribers.by_part_of_phone': (index) =>
      `/api/v1/subscribers?query=${phoneOf(person(index)).slice(-6)}`,
    'subscribers.by_phone': (index) =>
      `/api/v1/subscribers?phone=${encodeURIComponent(phoneOf(person(index)))}`,
    'subscribers.by_mac': (index) =>
      `/api/v1/subscribers?query=A8:00:${[24, 16, 8, 0].map((bits) => ((person(index) >>> bits) & 255).toString(16).padStart(2, '0')).join(':')}`,
    'subscribers.by_site': () => '/api/v1/subscribers?site=site-1&limit=50',
    'subscribers.blocked': () => '/api/v1/subscribers?blocked=true&limit=50',
    'subscribers.pending': () => '/api/v1/subscribers?approval=pending&limit=100',
    'subscribers.deep_page': (index) => `/api/v1/subscribers?limit=50&cursor=${seedId('a', person(index))}`,
    'person.identity': of,
    'person.quota': (index) => `${of(index)}/quota`,
    'person.statement': (index) => `${of(index)}/statement?limit=50`,
    'person.usage_of_a_week': (index) => `${of(index)}/usage?from=${dateBefore(7)}&to=${dateBefore(0)}`,
    'person.devices': (index) => `${of(index)}/devices`,
    'person.debts': (index) => `${of(index)}/debts`,
    'person.diagnosis': (index) => `${of(index)}/diagnosis`,
    'person.orders': (index) => `/api/v1/orders?subscriberId=${seedId('a', person(index))}`,
    'orders.first': () => '/api/v1/orders?limit=50',
    'orders.open': () => '/api/v1/orders?state=open&limit=100',
    'orders.unfulfilled': () => '/api/v1/orders?state=unfulfilled&limit=100',
    'orders.by_number': (index) => `/api/v1/orders?number=SRG-site-1-N${order(index)}`,
    'orders.by_part': (index) => `/api/v1/orders?numberPart=n${order(index)}&limit=8`,
    'orders.by_common_part': () => '/api/v1/orders?numberPart=srg&limit=8',
    'orders.by_invoice': (index) => `/api/v1/orders?invoice=site-1/202611/${order(index)}`,
    'orders.by_phone': (index) => `/api/v1/orders?phone=${encodeURIComponent(phoneOf(person(index)))}`,
    'orders.by_rare_method': () => '/api/v1/orders?method=qris&limit=50',
    'orders.of_a_month': (index) =>
      `/api/v1/orders?from=${instantBefore(60 + (index % 200))}&until=${instantBefore(30 + (index % 200))}`,
    'orders.deep_page': (index) => `/api/v1/orders?limit=50&cursor=${seedId('b', order(index))}`,
    'orders.one': (index) => `/api/v1/orders/${seedId('b', order(index))}`,
    alerts: () => '/api/v1/alerts?state=open',
    debts: () => '/api/v1/books/debts?state=all',
    'debts.overdue': () => '/api/v1/books/debts?state=overdue',
    'books.day': (index) => `/api/v1/books/day?date=${dateBefore(index % 300)}`,
    'books.trial_balance': () => `/api/v1/books/trial-balance?${month}`,
    'books.journal': () => `/api/v1/books/journal?${month}`,
    'figures.takings': () => '/api/v1/figures/takings',
    'figures.quota': () => '/api/v1/figures/quota',
    'figures.orders': () => '/api/v1/figures/orders',
    'figures.subscribers': () => '/api/v1/figures/subscribers',
    'reports.takings_of_a_month': () => `/api/v1/reports/takings?${month}`,
    'reports.takings_of_a_year': () => `/api/v1/reports/takings?${year}&by=month`,
    'reports.usage_of_a_month': () => `/api/v1/reports/usage?${month}`,
    drawers: () => '/api/v1/drawers',
    closings: () => '/api/v1/drawers/closings',
    messages: () => '/api/v1/messages',
    'messages.failed': () => '/api/v1/messages?state=failed',
    anomalies: () => '/api/v1/anomalies?state=open',
    quota_requests: () => '/api/v1/quota-requests?state=pending',
    audit: () => '/api/v1/audit',
    goodwill: () => '/api/v1/goodwill',
    jobs: () => '/api/v1/jobs',
    routers: () => '/api/v1/routers',
  };
};

/** `--subscribers=100000 --usage=5000000 --orders=200000 --asks=100 --inflight=2`; words after it: only questions with one of them in their name. */
export const consoleBench = async (args: readonly string[]): Promise<void> => {
  const size: Size = {
    subscribers: option(args, 'subscribers', 100_000),
    usageRows: option(args, 'usage', 5_000_000),
    orders: option(args, 'orders', 200_000),
  };
  const asks = option(args, 'asks', 100);
  const inFlight = option(args, 'inflight', 2);
  const words = args.filter((arg) => !arg.startsWith('--'));
  const stack = await startBenchStack();
  const credentials = { OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password };
  const office = await startRole('office', { ...stack.env, ...credentials });
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  const db = new Client({ connectionString: stack.env['DATABASE_URL'] });
  await db.connect();
  try {
    const { port } = await office.ask<OfficeAnswer>('port');
    const start = performance.now();
    await seedBusiness(new Messenger(nats), db, size);
    process.stderr.write(`${Math.round((performance.now() - start) / 1_000)} s to fill the tables\n`);
    const cookie = await signedIn(port);
    const slow: string[] = [];
    let asked = 0;
    for (const [name, pathOf] of Object.entries(questionsOf(size))) {
      if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
      // The limit of requests is an address's: each question comes from one of its own.
      const address = `10.1.1.${(asked += 1)}`;
      const ask = async (connection: HttpConnection, index: number): Promise<void> => {
        const answer = await connection.send(httpRequest('GET', pathOf(index), { address, cookie }));
        if (answer.status !== 200) throw new Error(`${pathOf(index)}: ${answer.head} ${answer.body}`);
      };
      await throughConnections(port, { count: WARM_UP, inFlight }, ask);
      const milliseconds = await throughConnections(port, { count: asks, inFlight }, (connection, index) =>
        ask(connection, WARM_UP + index),
      );
      const { p50, p95, p99 } = spread(milliseconds);
      if (p95 > GOAL_P95_MILLISECONDS) slow.push(name);
      report({ name: `console.${name}`, value: p95, unit: 'ms p95', n: asks, p50, p95, p99 });
    }
    report({
      ...{ name: 'console', value: slow.length, unit: `slower than ${GOAL_P95_MILLISECONDS} ms`, n: asks },
      ...{ slow: slow.join(' '), inFlight, ...size, machine: machine() },
    });
  } finally {
    await db.end();
    await nats.close();
    await office.stop();
    await stack.close();
  }
};

/** @returns the operator's cookie. */
const signedIn = async (port: number): Promise<string> => {
  let cookie = '';
  await throughConnections(port, { count: 1, inFlight: 1 }, async (connection) => {
    const login = httpRequest('POST', '/api/v1/operator/login', { address: ADDRESS, json: OPERATOR });
    const answer = await connection.send(login);
    cookie = `saring_operator=${cookieIn(answer, 'saring_operator') ?? ''}`;
  });
  return cookie;
};
