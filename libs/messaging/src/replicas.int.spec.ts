// Streams of three replicas, on a cluster of three real nats-servers.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer, freePort, startChild, type ManagedChild } from '@saring/local';
import { eventually } from '@saring/testing';
import { connect, type JetStreamManager, type NatsConnection } from 'nats';
import { ensureStreams, openBucket } from './streams';

const ROOT = join(__dirname, '../../..');
const servers: ManagedChild[] = [];
const addresses: string[] = [];
let nats: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-replicas-'));
  const ports = [];
  for (let index = 0; index < 3; index += 1)
    ports.push({ client: await freePort(), route: await freePort() });
  const routes = ports.map(({ route }) => `"nats://127.0.0.1:${route}"`).join(', ');
  for (const [index, { client, route }] of ports.entries()) {
    const storeDir = join(folder, `nats-${index}`);
    mkdirSync(storeDir);
    const file = join(storeDir, 'nats-server.conf');
    writeFileSync(
      file,
      `server_name: nats-${index}
listen: "127.0.0.1:${client}"
cluster { name: saring, listen: "127.0.0.1:${route}", no_advertise: true, routes: [${routes}] }
jetstream { store_dir: ${JSON.stringify(storeDir)}, max_file_store: 1TB }
`,
    );
    servers.push(
      await startChild({
        name: 'nats-server',
        command: findNatsServer(join(ROOT, '.data')),
        args: ['-c', file],
        readyLine: /Server is ready/,
        stopSignal: 'SIGINT',
        deathSignal: 'SIGKILL',
      }),
    );
    addresses.push(`127.0.0.1:${client}`);
  }
  nats = await connect({ servers: addresses, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  // The three choose a leader first.
  await eventually(() =>
    nats.jetstreamManager({ timeout: 2_000 }).then(
      async (made) => {
        await made.streams.names().next();
        manager = made;
        return true;
      },
      (error: Error) => !error,
    ),
  );
});
afterAll(async () => {
  await nats.close();
  await Promise.all(servers.map((server) => server.stop()));
});

/** While the servers of a stream choose a leader, nobody answers for it. */
const replicasOf = (): Promise<Readonly<Record<string, number>>> =>
  eventually(async () => {
    const found: Record<string, number> = {};
    for await (const { config } of manager.streams.list()) found[config.name] = config.num_replicas;
    return found;
  });

it('gives new streams one replica where nothing is set, and all that are there three once it is set', async () => {
  await ensureStreams(manager);
  await nats.jetstream().views.kv('settings', { history: 1 });
  const names = Object.keys(await replicasOf());
  expect(names.sort()).toEqual(['DEAD', 'FACTS', 'KV_settings', 'OBSERVATIONS', 'WEBHOOKS'].sort());
  expect(new Set(Object.values(await replicasOf()))).toEqual(new Set([1]));

  await ensureStreams(manager, undefined, 3);
  expect(new Set(Object.values(await replicasOf()))).toEqual(new Set([3]));
  // A bucket that is made later has as many; opened again it stays.
  await eventually(() => openBucket(nats, 'router-leases', { history: 1 }).then(() => true));
  await openBucket(nats, 'settings', { history: 1 });
  expect((await replicasOf())['KV_router-leases']).toBe(3);
  // Without the setting, what an operator has set stays.
  await eventually(() => ensureStreams(manager).then(() => true));
  expect(new Set(Object.values(await replicasOf()))).toEqual(new Set([3]));
});

it('goes on storing when one of the three is stopped', async () => {
  await eventually(() => ensureStreams(manager, undefined, 3).then(() => true));
  await eventually(async () => {
    const { cluster } = await manager.streams.info('FACTS');
    return cluster?.replicas?.length === 2 && cluster.replicas.every(({ current }) => current);
  });
  await servers[0]?.stop();
  const stored = () =>
    nats
      .jetstream({ timeout: 2_000 })
      .publish('fact.spec.Stored', '{}')
      .then(
        ({ seq }) => seq > 0,
        (error: Error) => !error,
      );
  await eventually(stored);
  expect((await manager.streams.info('FACTS')).state.messages).toBeGreaterThan(0);
});
