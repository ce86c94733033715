// simulators.ts — the simulators as programs of their own, and the settings by which the product finds them.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MB } from '@saring/kernel';

const START_MILLISECONDS = 30_000;
const PROGRAMS = join(__dirname, '../../../../infra/simulators');
const ROUTER_PASSWORD = 'saring-demo';
/** Both are the simulator's alone. */
const WHATSAPP_WEBHOOK_KEY = 'saring-demo-webhook';
const WHATSAPP_PHONE = '+6281100000000';
const WHATSAPP_TOKEN = 'saring-demo-token';
const TELEGRAM_TOKEN = '123456:saring-demo';
const TELEGRAM_NAME = 'saring_demo_bot';
const MIDTRANS_KEY = 'SB-Mid-server-saring-demo';
const DEMO_SITE = 'site-1';
const DEMO_NOTICE_PORT = '9080';
/** As the simulated routers reach the portal. */
const DEMO_PORTAL_ADDRESS = '192.168.88.2';
const DEMO_POLL_SECONDS = '5';
const DEMO_FUP_THRESHOLD_BYTES = 256 * MB;

export type Simulators = {
  readonly settings: Readonly<Record<string, string>>;
  readonly phonesPort: number;
  readonly whatsappPort: number;
  readonly midtransPort: number;
  readonly telegramPort: number;
  stop(): Promise<void>;
};

type RouterReady = { httpPort: number; routers: { name: string; site: string; apiPort: number }[] };

/** Starts RouterOS, WhatsApp, Telegram and Midtrans; what they print as ready becomes settings of the product. */
export const startSimulators = async (
  env: Record<string, string | undefined>,
  dataDir: string,
): Promise<Simulators> => {
  const portal = `http://127.0.0.1:${env['PORT']}`;
  const notice = `http://127.0.0.1:${noticePort(env)}`;
  const routeros = await startProgram('routeros', {
    ...env,
    PORTAL_URL: portal,
    NOTICE_URL: notice,
    ROUTEROS_SIM_PASSWORD: ROUTER_PASSWORD,
    ROUTEROS_SIM_SITES: DEMO_SITE,
  });
  const whatsapp = await startProgram('whatsapp', {
    ...env,
    WHATSAPP_SIM_TOKEN: WHATSAPP_TOKEN,
    WHATSAPP_SIM_INCOMING_URL: `${portal}/webhooks/messages/fonnte/${inboxSettings(env)['FONNTE_WEBHOOK_KEY'] ?? ''}`,
  });
  const midtrans = await startProgram('midtrans', {
    ...env,
    MIDTRANS_SIM_SERVER_KEY: MIDTRANS_KEY,
    MIDTRANS_SIM_NOTIFY_URL: `${portal}/webhooks/midtrans`,
  });
  const telegram = await startProgram('telegram', { ...env, TELEGRAM_SIM_TOKEN: TELEGRAM_TOKEN });
  const telegramPort = (telegram.ready as { port: number }).port;
  const midtransPort = (midtrans.ready as { port: number }).port;
  const { httpPort, routers } = routeros.ready as RouterReady;
  const whatsappPort = (whatsapp.ready as { port: number }).port;
  const routersFile = join(dataDir, 'demo', 'routers.json');
  mkdirSync(join(dataDir, 'demo'), { recursive: true });
  const known = routers.map(({ name, site, apiPort }) => ({
    name,
    site,
    host: '127.0.0.1',
    port: apiPort,
    tls: false,
    user: 'saring',
    password: ROUTER_PASSWORD,
  }));
  writeFileSync(routersFile, JSON.stringify(known, null, 2), { mode: 0o600 });
  return {
    phonesPort: httpPort,
    whatsappPort,
    midtransPort,
    telegramPort,
    settings: demoSettings(env, { routersFile, whatsappPort, midtransPort, telegramPort }),
    stop: async () =>
      void (await Promise.all([routeros.stop(), whatsapp.stop(), midtrans.stop(), telegram.stop()])),
  };
};

type DemoParts = {
  readonly routersFile: string;
  readonly whatsappPort: number;
  readonly midtransPort: number;
  readonly telegramPort: number;
};

/** The demo's settings where the environment has none. */
export const demoSettings = (
  env: Record<string, string | undefined>,
  { routersFile, whatsappPort, midtransPort, telegramPort }: DemoParts,
): Record<string, string> => ({
  ROUTERS_FILE: env['ROUTERS_FILE'] || routersFile,
  FONNTE_BASE_URL: env['FONNTE_BASE_URL'] || `http://127.0.0.1:${whatsappPort}`,
  FONNTE_TOKEN: env['FONNTE_TOKEN'] || WHATSAPP_TOKEN,
  ...inboxSettings(env),
  ...telegramSettings(env, telegramPort),
  ...paymentSettings(env, midtransPort),
  TRUSTED_PROXY_CIDRS: env['TRUSTED_PROXY_CIDRS'] || '127.0.0.1/32',
  NOTICE_PORT: noticePort(env),
  NOTICE_ADDRESS: env['NOTICE_ADDRESS'] || `${DEMO_PORTAL_ADDRESS}:${noticePort(env)}`,
  POLL_SECONDS: env['POLL_SECONDS'] || DEMO_POLL_SECONDS,
  FUP_THRESHOLD_BYTES: env['FUP_THRESHOLD_BYTES'] || String(DEMO_FUP_THRESHOLD_BYTES),
});

/** Where the demo's suspended lines are led. */
const noticePort = (env: Record<string, string | undefined>): string =>
  env['NOTICE_PORT'] || DEMO_NOTICE_PORT;

/** The simulator's key is everybody's: with a real vendor nobody is believed by it. */
const inboxSettings = (env: Record<string, string | undefined>): Record<string, string> =>
  env['FONNTE_TOKEN'] || env['FONNTE_WEBHOOK_KEY']
    ? {}
    : { FONNTE_WEBHOOK_KEY: WHATSAPP_WEBHOOK_KEY, FONNTE_PHONE: WHATSAPP_PHONE };

/** A bot of one's own stays with Telegram itself. */
const telegramSettings = (
  env: Record<string, string | undefined>,
  telegramPort: number,
): Record<string, string> =>
  env['TELEGRAM_BOT_TOKEN']
    ? {}
    : {
        TELEGRAM_BASE_URL: `http://127.0.0.1:${telegramPort}`,
        TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
        TELEGRAM_BOT_NAME: TELEGRAM_NAME,
      };

/** A real key stays with the real vendor: the simulator is used whole or not at all. */
const paymentSettings = (
  env: Record<string, string | undefined>,
  midtransPort: number,
): Record<string, string> =>
  env['MIDTRANS_SERVER_KEY']
    ? {}
    : {
        MIDTRANS_SERVER_KEY: MIDTRANS_KEY,
        MIDTRANS_BASE_URL: `http://127.0.0.1:${midtransPort}`,
        MIDTRANS_SNAP_BASE_URL: `http://127.0.0.1:${midtransPort}/snap/v1`,
      };

const startProgram = async (name: string, env: Record<string, string | undefined>) => {
  const child = spawn(process.execPath, [join(PROGRAMS, name, 'src/main.js')], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = await readyLine(name, child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ready,
    stop: () => {
      child.kill('SIGTERM');
      return child.exitCode === null ? exited : Promise.resolve();
    },
  };
};

const readyLine = (name: string, child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the ${name} simulator did not start in time`)),
      START_MILLISECONDS,
    );
    child.once('exit', (code) => reject(new Error(`the ${name} simulator ended with ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (!line.startsWith('ready ')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line.slice('ready '.length)));
    });
  });
