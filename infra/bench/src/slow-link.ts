// slow-link.ts — the console in a browser behind 1 Mbit/s and 300 ms: how long until there is something to do.
import { connectNats, Messenger } from '@saring/messaging';
import { Client } from 'pg';
import { chromium, type Browser, type Page } from 'playwright-core';
import { seedBusiness, seedId } from './console-seed';
import { machine, option, report, spread } from './figures';
import type { OfficeAnswer } from './office-process';
import { startBenchStack, startRole } from './stack';

const OPERATOR = { email: 'bench@saring.test', password: 'a-password-of-the-bench' };
const LATENCY_MILLISECONDS = 300;
const BYTES_A_SECOND = 125_000;
const WAIT_MILLISECONDS = 60_000;
const SIZE = { subscribers: 1_000, usageRows: 50_000, orders: 2_000 };

type Step = 'sign_in' | 'home' | 'list' | 'person';

/** A browser that has kept nothing from before. */
const newPage = async (browser: Browser, address: string): Promise<Page> => {
  const context = await browser.newContext({
    ...{ locale: 'id-ID', viewport: { width: 390, height: 844 } },
    extraHTTPHeaders: { 'x-forwarded-for': address },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MILLISECONDS);
  const link = await context.newCDPSession(page);
  await link.send('Network.enable');
  await link.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: LATENCY_MILLISECONDS },
    ...{ downloadThroughput: BYTES_A_SECOND, uploadThroughput: BYTES_A_SECOND },
  });
  return page;
};

const visit = async (page: Page, origin: string): Promise<Record<Step, number>> => {
  let last = performance.now();
  const lap = (): number => {
    const [before, now] = [last, performance.now()];
    last = now;
    return now - before;
  };
  await page.goto(`${origin}/console`, { waitUntil: 'commit' });
  await page.getByLabel('Kata sandi').waitFor();
  const sign_in = lap();
  await page.getByRole('textbox').first().fill(OPERATOR.email);
  await page.getByLabel('Kata sandi').fill(OPERATOR.password);
  last = performance.now();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
  const home = lap();
  // By its address, as a link of a message does; the list and the person are asked for anew.
  await page.goto(`${origin}/console/subscribers`, { waitUntil: 'commit' });
  await page
    .getByRole('link', { name: /Lestari|Budi|Wayan/ })
    .first()
    .waitFor();
  const list = lap();
  await page.goto(`${origin}/console/subscribers/${seedId('a', 1)}`, { waitUntil: 'commit' });
  await page.getByRole('tab', { name: 'Mutasi' }).waitFor();
  return { sign_in, home, list, person: lap() };
};

/** `--visits=5`: each in a new browser; the later pages find in its cache what the first brought. */
export const slowLink = async (args: readonly string[]): Promise<void> => {
  const visits = option(args, 'visits', 5);
  const stack = await startBenchStack();
  const credentials = { OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password };
  const office = await startRole('office', { ...stack.env, ...credentials });
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  const db = new Client({ connectionString: stack.env['DATABASE_URL'] });
  await db.connect();
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  try {
    const { port } = await office.ask<OfficeAnswer>('port');
    await seedBusiness(new Messenger(nats), db, SIZE);
    const times: Record<Step, number[]> = { sign_in: [], home: [], list: [], person: [] };
    for (let index = 1; index <= visits; index += 1) {
      const page = await newPage(browser, `10.1.2.${index}`);
      const laps = await visit(page, `http://localhost:${port}`);
      for (const step of Object.keys(times) as Step[]) times[step].push(laps[step]);
      await page.context().close();
    }
    for (const step of Object.keys(times) as Step[]) {
      const { p50, p95 } = spread(times[step]);
      report({ name: `slow-link.${step}`, value: p50, unit: 'ms p50', n: visits, p50, p95 });
    }
    report({
      ...{ name: 'slow-link', value: BYTES_A_SECOND * 8, unit: 'bit/s', n: visits },
      ...{ latencyMilliseconds: LATENCY_MILLISECONDS, machine: machine() },
    });
  } finally {
    await browser.close();
    await db.end();
    await nats.close();
    await office.stop();
    await stack.close();
  }
};
