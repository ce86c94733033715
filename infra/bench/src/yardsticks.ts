// yardsticks.ts — what the machine gives to the bare pipeline and to the peer, in the same run as the product.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OBSERVATIONS_STREAM } from '@saring/contracts';
import { connectNats, ensureStreams } from '@saring/messaging';
import { AckPolicy } from 'nats';
import { Client } from 'pg';
import { BARE_TABLES } from './bare-process';
import { cpuSeconds, report, rounded } from './figures';
import { HOSTS_PER_ROUTER, type PollerResult, type PollerTask } from './poller-process';
import { RADIUS_SECRET, type RadiusResult, type RadiusTask } from './radius-process';
import { startBenchStack, startRole } from './stack';

type Load = { readonly accounts: number; readonly seconds: number; readonly inFlight: number };

/** The same readings through nothing but a client of NATS and one of PostgreSQL. */
export const bareIngest = async ({ accounts, seconds, inFlight }: Load): Promise<number> => {
  const stack = await startBenchStack();
  const client = new Client({ connectionString: stack.env['DATABASE_URL'] });
  await client.connect();
  await client.query(BARE_TABLES);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  const manager = await nats.jetstreamManager();
  await ensureStreams(manager);
  await manager.consumers.add(OBSERVATIONS_STREAM, { durable_name: 'bare', ack_policy: AckPolicy.Explicit });
  const roles = [
    await startRole('bare', stack.env),
    await startRole('bare', { ...stack.env, BARE_WORK: 'project' }),
  ];
  const poller = await startRole('poller', stack.env);
  const routers = Math.ceil(accounts / HOSTS_PER_ROUTER);
  const settled = async (): Promise<void> => {
    for (;;) {
      const { num_pending: pending, num_ack_pending: unacked } = await manager.consumers.info(
        OBSERVATIONS_STREAM,
        'bare',
      );
      const { rows } = await client.query<{ done: boolean }>(
        'select coalesce((select max(position) from bare_events), 0) <= (select position from bare_place) as done',
      );
      if (pending + unacked === 0 && rows[0]?.done) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  try {
    const task: PollerTask = { routers, seconds, observationsPerSecond: 0, inFlight };
    for (let reading = 0; reading < 2; reading += 1) {
      await poller.ask<PollerResult>({ ...task, seconds: 3600, once: true });
      await settled();
    }
    const pids = [stack.postgresPid, stack.natsPid, poller.pid, ...roles.map((role) => role.pid)];
    const cpu = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    const [start, cpuBefore] = [performance.now(), cpu()];
    const { observations } = await poller.ask<PollerResult>(task);
    await settled();
    const value = Math.round(observations / ((performance.now() - start) / 1_000));
    const microseconds = rounded(((cpu() - cpuBefore) / observations) * 1_000_000, 2);
    report({
      name: 'ingest.bare',
      value,
      unit: 'observations/s',
      n: observations,
      accounts,
      microsecondsPerObservation: microseconds,
    });
    return value;
  } finally {
    await nats.close();
    await client.end();
    for (const role of [poller, ...roles]) await role.stop();
    await stack.close();
  }
};

const RADIUS_HOME = '/etc/freeradius/3.0';
const QUERIES = `${RADIUS_HOME}/mods-config/sql/main/postgresql`;
const RADIUS_PORT = 18_813;
const RADIUS_IN_FLIGHT = 32;
const READY_ATTEMPTS = 100;
const RADIUS_SESSIONS = 5_000;
const WARM_SECONDS = 8;

/** FreeRADIUS with its stock schema and queries, and nothing else enabled: one Interim-Update is one observation. */
export const freeRadiusIngest = async ({ accounts, seconds }: Load): Promise<number | null> => {
  if (!existsSync(QUERIES)) {
    process.stderr.write(
      'ingest.freeradius: left out, FreeRADIUS is not here (apt-get install freeradius freeradius-postgresql)\n',
    );
    return null;
  }
  const stack = await startBenchStack();
  const url = new URL(stack.env['DATABASE_URL'] ?? '');
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(readFileSync(`${QUERIES}/schema.sql`, 'utf8'));
  const home = mkdtempSync(join(tmpdir(), 'saring-radius-'));
  const server = await startFreeRadius(home, url);
  const load = await startRole('radius', {});
  try {
    const users = Math.min(accounts, RADIUS_SESSIONS);
    const task: RadiusTask = { port: RADIUS_PORT, users, inFlight: RADIUS_IN_FLIGHT, seconds };
    // A session's first update is an insert; measured are those that follow.
    await load.ask<RadiusResult>({ ...task, seconds: WARM_SECONDS });
    const { answered, seconds: took, p99 } = await load.ask<RadiusResult>(task);
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from radacct');
    if (!rows[0]?.n) throw new Error('no update reached radacct: the figure is void');
    const value = Math.round(answered / took);
    report({ name: 'ingest.freeradius', value, unit: 'observations/s', n: answered, p99, sessions: users });
    return value;
  } finally {
    await load.stop();
    server.kill('SIGKILL');
    await client.end();
    await stack.close();
    rmSync(home, { recursive: true, force: true });
  }
};

const startFreeRadius = async (home: string, url: URL) => {
  mkdirSync(join(home, 'log'));
  writeFileSync(join(home, 'radiusd.conf'), radiusConfig(home, url));
  const server = spawn('freeradius', ['-f', '-d', home], { stdio: 'ignore' });
  const log = join(home, 'log/radius.log');
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
    if (existsSync(log) && readFileSync(log, 'utf8').includes('Ready to process requests')) return server;
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill('SIGKILL');
  const { stdout } = await promisify(execFile)('freeradius', ['-XC', '-d', home]).catch(
    (error: { stdout: string }) => error,
  );
  throw new Error(`FreeRADIUS did not start: ${stdout.slice(-600)}`);
};

const radiusConfig = (home: string, url: URL): string => `
name = freeradius
prefix = /usr
raddbdir = ${RADIUS_HOME}
modconfdir = ${RADIUS_HOME}/mods-config
logdir = ${home}/log
run_dir = ${home}
libdir = /usr/lib/freeradius
max_requests = 65536
log {
  destination = files
  file = ${home}/log/radius.log
}
security {
  max_attributes = 200
  reject_delay = 0
  status_server = no
}
thread pool {
  start_servers = 8
  max_servers = 32
  min_spare_servers = 8
  max_spare_servers = 32
  max_requests_per_server = 0
}
client localhost {
  ipaddr = 127.0.0.1
  secret = ${RADIUS_SECRET}
}
modules {
  expr {
  }
  sql {
    dialect = "postgresql"
    driver = "rlm_sql_postgresql"
    radius_db = "host=${url.hostname} port=${url.port} dbname=${url.pathname.slice(1)} user=${url.username} password=${url.password}"
    acct_table1 = "radacct"
    acct_table2 = "radacct"
    postauth_table = "radpostauth"
    authcheck_table = "radcheck"
    groupcheck_table = "radgroupcheck"
    authreply_table = "radreply"
    groupreply_table = "radgroupreply"
    usergroup_table = "radusergroup"
    client_table = "nas"
    group_attribute = "SQL-Group"
    delete_stale_sessions = yes
    pool {
      start = 8
      min = 8
      max = 32
      spare = 8
      uses = 0
      lifetime = 0
      idle_timeout = 60
      retry_delay = 30
    }
    $INCLUDE ${QUERIES}/queries.conf
  }
}
server default {
  listen {
    type = acct
    ipaddr = 127.0.0.1
    port = ${RADIUS_PORT}
  }
  preacct {
    update request {
      &Acct-Unique-Session-Id := "%{md5:%{User-Name},%{Acct-Session-ID},%{NAS-IP-Address}}"
    }
  }
  accounting {
    sql
  }
}
`;
