// world.ts — everything that one run needs, each a process of its own: engines, simulators, and the product behind proxies.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  freePort,
  probeNatsServer,
  startNatsServer,
  startPostgresServer,
  type ManagedChild,
} from '@saring/local';
import { startFaultProxy, type FaultProxy } from '@saring/testing';
import { Client } from 'pg';
import { startBalancer } from './balancer';
import { until } from './patience';
import { makeSmallDisk, type SmallDisk } from './small-disk';
import { DIST, ServiceProcess, startSimulator, type Program } from './programs';

export const OPERATOR = { email: 'op@saring.test', password: 'rahasia-sekali' };
const SITE = 'site-1';
const CLOCK = join(DIST, 'infra/chaos/src/shifted-clock.js');
/** What makes a replica of a later release of it. */
export const OF_TOMORROW = {
  NODE_OPTIONS: `--require ${CLOCK} --require ${join(DIST, 'infra/chaos/src/tomorrow.js')}`,
};
const clockFile = (folder: string): string => join(folder, 'clock');
const ROUTER_PASSWORD = 'saring-chaos';
const SERVER_KEY = 'SB-Mid-server-of-the-chaos';
const DATABASE = 'saring';
const PROBE_MILLISECONDS = 4_000;
const ENGINE_MILLISECONDS = 120_000;
/** A minute of the bank's schedule of repeated notices. */
const BANK_MINUTE_MILLISECONDS = 1_000;

/** Each a process; two gateways, of which one holds each router. */
const SERVICES = [
  ...(['auth-otp', 'quota-ledger', 'notification', 'payment'] as const),
  ...(['billing', 'router-gateway', 'router-gateway-2', 'edge'] as const),
] as const;
export type ServiceName = (typeof SERVICES)[number] | (typeof SECONDS)[number];
export const SERVICE_NAMES: readonly ServiceName[] = SERVICES;
export const GATEWAYS: readonly ServiceName[] = ['router-gateway', 'router-gateway-2'];

/** Where each service has two, beside those above. */
const SECONDS = [
  'auth-otp-2',
  'quota-ledger-2',
  'notification-2',
  'payment-2',
  'billing-2',
  'edge-2',
] as const;

/** Something of this machine that can be killed and started again over its data. One thing at a time is done to it. */
class Engine {
  private server: ManagedChild | null = null;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly begin: () => Promise<ManagedChild>,
    /** Rejects where it does not answer. */
    private readonly probe: () => Promise<void>,
  ) {}

  start(): Promise<void> {
    return this.inTurn(() => this.bringUp());
  }

  kill(): Promise<void> {
    return this.inTurn(() => this.bringDown((server) => server.kill()));
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.bringDown((server) => server.stop()));
  }

  /** Starts it again where it ended or answers nothing any more, as who watches over engines does. */
  heal(): Promise<void> {
    return this.inTurn(async () => {
      const answers = await this.probe().then(
        () => true,
        (error: unknown) => !(error instanceof Error),
      );
      if (answers) return;
      await this.bringDown((server) => server.kill());
      await this.bringUp();
    });
  }

  private inTurn(what: () => Promise<void>): Promise<void> {
    const next = this.last.then(what);
    this.last = next
      .catch((error: Error) => process.stderr.write(`engine: ${error.message}\n`))
      .then(() => undefined);
    return next;
  }

  /** The next fault may hinder the start: then it is tried again. */
  private bringUp(): Promise<void> {
    return until(
      async () => {
        this.server ??= await this.begin();
        return true;
      },
      'the engine runs again',
      ENGINE_MILLISECONDS,
    );
  }

  private async bringDown(how: (server: ManagedChild) => Promise<void>): Promise<void> {
    if (this.server) await how(this.server);
    this.server = null;
  }
}

type RoutersReady = { httpPort: number; routers: { name: string; apiPort: number }[] };
type PortReady = { port: number };

export type WorldSize = {
  readonly phones: number;
  readonly routers: number;
  /** Two processes of each service, and a balancer before edge; absent: one of each, and two gateways. */
  readonly isDoubled?: boolean;
};

export type World = {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly edgePort: number;
  readonly routersPort: number;
  readonly bankPort: number;
  readonly inboxPort: number;
  readonly size: WorldSize;
  readonly disk: SmallDisk;
  /** The wall clocks of all services are off by so many minutes. */
  shiftClocks(minutes: number): void;
  readonly postgres: Engine;
  readonly nats: Engine;
  readonly services: ReadonlyMap<ServiceName, ServiceProcess>;
  /** By what they lead to: `postgres/<service>`, `nats/<service>`, `router/<index>`, `bank`, `inbox`. */
  readonly proxies: ReadonlyMap<string, FaultProxy>;
  close(options: { readonly keepFolder: boolean }): Promise<void>;
};

/** Starts all but the services. @param seconds of faults that are to come. */
export const startWorld = async (size: WorldSize, seconds: number): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-chaos-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  const [postgresPort, natsPort, edgePort] = [await freePort(), await freePort(), await freePort()];
  const settings = { shared_buffers: '64MB', max_wal_size: '256MB', jit: 'off', max_connections: 150 };
  const disk = makeSmallDisk(join(folder, 'disk'), seconds);
  const postgres = new Engine(
    () => startPostgresServer({ clusterDir: join(disk.folder, 'postgres'), port: postgresPort, settings }),
    () => probePostgres(postgresPort),
  );
  const nats = new Engine(
    () => startNatsServer({ storeDir: join(disk.folder, 'nats'), dataDir: '.data', port: natsPort }),
    () => probeNatsServer(`nats://127.0.0.1:${natsPort}`),
  );
  await Promise.all([postgres.start(), nats.start()]);
  const databaseUrl = `postgresql://saring@127.0.0.1:${postgresPort}/${DATABASE}`;
  await createDatabase(postgresPort);
  const simulators = await startSimulators(size, edgePort);
  const proxies = new Map<string, FaultProxy>();
  const proxyTo = async (name: string, port: number): Promise<number> => {
    const proxy = await startFaultProxy({ host: '127.0.0.1', port });
    proxies.set(name, proxy);
    return proxy.port;
  };
  const env = await environmentOf({ folder, edgePort, simulators, proxyTo });
  const services = new Map<ServiceName, ServiceProcess>();
  const edges: number[] = [];
  const balancer = size.isDoubled ? await startBalancer(edgePort, edges) : null;
  for (const name of size.isDoubled ? [...SERVICES, ...SECONDS] : SERVICES) {
    const port = name === 'edge' && !balancer ? edgePort : await freePort();
    if (name.startsWith('edge')) edges.push(port);
    const own = {
      PORT: String(port),
      DATABASE_URL: `postgresql://saring@127.0.0.1:${await proxyTo(`postgres/${name}`, postgresPort)}/${DATABASE}`,
      NATS_URL: `nats://127.0.0.1:${await proxyTo(`nats/${name}`, natsPort)}`,
    };
    const log = join(folder, 'logs', `${name}.log`);
    const service = name.replace(/-\d$/, '');
    services.set(name, new ServiceProcess(name, service, await freePort(), { ...env, ...own }, log));
  }
  return {
    ...{
      folder,
      databaseUrl,
      natsUrl: `nats://127.0.0.1:${natsPort}`,
      edgePort,
      size,
      disk,
      postgres,
      nats,
      services,
      proxies,
    },
    routersPort: (simulators.routeros.ready as RoutersReady).httpPort,
    bankPort: (simulators.midtrans.ready as PortReady).port,
    inboxPort: (simulators.whatsapp.ready as PortReady).port,
    shiftClocks: (minutes) => writeFileSync(clockFile(folder), String(minutes * 60_000)),
    close: async ({ keepFolder }) => {
      await Promise.all([...services.values()].map((service) => service.stop()));
      await Promise.all(Object.values(simulators).map((simulator) => simulator.stop()));
      await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
      await balancer?.close();
      await Promise.all([nats.stop(), postgres.stop()]);
      disk.close();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A row that is written shows that the disk takes it, too. */
const probePostgres = async (port: number): Promise<void> => {
  const connectionString = `postgresql://saring@127.0.0.1:${port}/${DATABASE}`;
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: PROBE_MILLISECONDS,
    query_timeout: PROBE_MILLISECONDS,
  });
  try {
    await client.connect();
    await client.query('create table if not exists chaos_probe (at timestamptz)');
    await client.query('insert into chaos_probe values (now())');
  } finally {
    await client.end();
  }
};

const createDatabase = async (port: number): Promise<void> => {
  const admin = new Client({ connectionString: `postgresql://saring@127.0.0.1:${port}/postgres` });
  await admin.connect();
  await admin.query(`create database ${DATABASE}`);
  await admin.end();
};

type Simulators = Readonly<Record<'routeros' | 'midtrans' | 'whatsapp', Program>>;

const startSimulators = async ({ phones, routers }: WorldSize, edgePort: number): Promise<Simulators> => {
  const edge = `http://127.0.0.1:${edgePort}`;
  const [routeros, midtrans, whatsapp] = await Promise.all([
    startSimulator('routeros', {
      ...{ ROUTEROS_SIM_HTTP_PORT: '0', ROUTEROS_SIM_API_PORT: '0', ROUTEROS_SIM_TLS_PORT: '0' },
      ...{ ROUTEROS_SIM_PHONES: String(phones), ROUTEROS_SIM_ROUTERS: String(routers) },
      ...{ ROUTEROS_SIM_PASSWORD: ROUTER_PASSWORD, PORTAL_URL: edge },
      ROUTEROS_SIM_SITES: Array.from({ length: routers }, () => SITE).join(','),
    }),
    startSimulator('midtrans', {
      ...{ MIDTRANS_SIM_PORT: '0', MIDTRANS_SIM_SERVER_KEY: SERVER_KEY },
      MIDTRANS_SIM_NOTIFY_URL: `${edge}/webhooks/midtrans`,
      MIDTRANS_SIM_MINUTE_MS: String(BANK_MINUTE_MILLISECONDS),
    }),
    startSimulator('whatsapp', { WHATSAPP_SIM_PORT: '0' }),
  ]);
  return { routeros, midtrans, whatsapp };
};

type EnvironmentParts = {
  readonly folder: string;
  readonly edgePort: number;
  readonly simulators: Simulators;
  readonly proxyTo: (name: string, port: number) => Promise<number>;
};

const environmentOf = async ({
  folder,
  edgePort,
  simulators,
  proxyTo,
}: EnvironmentParts): Promise<Record<string, string>> => {
  const bank = `http://127.0.0.1:${await proxyTo('bank', (simulators.midtrans.ready as PortReady).port)}`;
  const inbox = `http://127.0.0.1:${await proxyTo('inbox', (simulators.whatsapp.ready as PortReady).port)}`;
  const routers = [];
  for (const [index, { name, apiPort }] of (simulators.routeros.ready as RoutersReady).routers.entries())
    routers.push({
      ...{ name, site: SITE, host: '127.0.0.1', port: await proxyTo(`router/${index}`, apiPort) },
      ...{ tls: false, user: 'saring', password: ROUTER_PASSWORD },
    });
  const routersFile = join(folder, 'routers.json');
  writeFileSync(routersFile, JSON.stringify(routers));
  return {
    ...{
      SECRETS_KEY: 'chaos-secrets-key-of-at-least-32-characters',
      TIME_ZONE: 'Asia/Jakarta',
      LOG_LEVEL: 'warn',
    },
    ...{ PORT: String(edgePort), ROUTERS_FILE: routersFile, TRUSTED_PROXY_CIDRS: '127.0.0.1/32' },
    NODE_OPTIONS: `--require ${CLOCK}`,
    CHAOS_CLOCK_FILE: clockFile(folder),
    ...{ POLL_SECONDS: '0.5', SWEEP_SECONDS: '3', LEASE_SECONDS: '2' },
    // Megabytes move in no time here; nothing is to be held.
    LINK_MEGABITS_PER_SECOND_PER_DEVICE: '1000000',
    // A day's messages come in a minute here.
    ...{ MESSAGES_PER_TARGET_PER_MINUTE: '100', MESSAGES_PER_MINUTE: '1000' },
    ...{ FONNTE_BASE_URL: inbox, FONNTE_TOKEN: 'saring-demo-token' },
    ...{
      MIDTRANS_SERVER_KEY: SERVER_KEY,
      MIDTRANS_BASE_URL: bank,
      MIDTRANS_SNAP_BASE_URL: `${bank}/snap/v1`,
    },
    ...{ OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password },
    ...{
      PORTAL_DIST: join(process.cwd(), 'dist/services/portal'),
      CONSOLE_DIST: join(process.cwd(), 'dist/services/console'),
    },
  };
};
