import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import {
  AccessStatusChangedSchema,
  partitionOf,
  QuotaLedger,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import type { EventStore } from '@saring/event-sourcing';
import {
  connectNats,
  consumeFacts,
  lastReadingSequence,
  Messenger,
  onFact,
  publishReading,
  readObservations,
  RefusalError,
  UnavailableError,
  type ReadingMessage,
} from '@saring/messaging';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { ErrorCode, NatsError, type NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { pino } from 'pino';
import {
  Answers,
  createLogger,
  EVENT_STORE,
  PG_POOL,
  publicFact,
  startFactPublisher,
  startService,
  type RunningService,
} from '.';

@Controller()
class QuotaRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(QuotaLedger.method.getQuota)
  async getQuota(
    request: RequestOf<typeof QuotaLedger.method.getQuota>,
  ): Promise<ReplyOf<typeof QuotaLedger.method.getQuota>> {
    if (request.subscriberId === 'nobody')
      throw new RefusalError('QUOTA.ACCOUNT_UNKNOWN', { subscriberId: 'nobody' });
    if (request.subscriberId === 'bug') throw new Error('a bug');
    if (request.subscriberId === 'large') return { subscriberId: 'x'.repeat(2_000_000), status: 'active' };
    const { rows } = await this.pool.query<{ bytes: number }>('select bytes from things');
    return { subscriberId: request.subscriberId, remainingBytes: rows[0]?.bytes, status: 'active' };
  }
}

@Module({ controllers: [QuotaRequests] })
class LedgerModule {}

const reading = (part: number, readingId = 'reading-1'): ReadingMessage => ({
  routerId: 'router-1',
  bootId: 'boot-1',
  routerUptimeSeconds: 60,
  observedAt: '2026-11-21T04:00:00.000Z',
  kind: 'poll',
  readingId,
  part,
  parts: 1,
  linkBitsPerSecondPerDevice: 250_000_000,
  ids: ['*1'],
  macKeys: ['k'],
  deviceIds: ['d'],
  owners: ['o'],
  bytesIn: [1],
  bytesOut: [2],
  uptimeSeconds: [3],
});

let stack: TestStack;
let nats: NatsConnection;
let service: RunningService;
let messenger: Messenger;
const logger = createLogger('silent');
const migrations = mkdtempSync(join(tmpdir(), 'saring-migrations-'));

beforeAll(async () => {
  mkdirSync(join(migrations, '1_init'));
  writeFileSync(
    join(migrations, '1_init', 'migration.sql'),
    'create table things (bytes bigint); insert into things values (42);',
  );
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  service = await startService(
    { name: 'quota-ledger', module: LedgerModule, migrations },
    { env: stack.env, nats, logger },
  );
  messenger = new Messenger(nats);
});
afterAll(async () => {
  await service.stop();
  await nats.close();
  await stack.close();
});

it('starts once JetStream answers, and says meanwhile what it waits for', async () => {
  let tries = 0;
  const jetstreamManager: NatsConnection['jetstreamManager'] = async (options) => {
    tries += 1;
    if (tries < 3) throw new NatsError('TIMEOUT', ErrorCode.Timeout);
    return nats.jetstreamManager(options);
  };
  const slow = new Proxy(nats, {
    get: (of, name) => {
      const value: unknown = name === 'jetstreamManager' ? jetstreamManager : Reflect.get(of, name);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
  const said: string[] = [];
  const lines = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
  const late = await startService(
    { name: 'late', module: class {} },
    { env: stack.env, nats: slow, logger: lines },
  );
  await late.stop();
  expect(tries).toBe(3);
  expect(said.filter((line) => line.includes('waiting for the streams of NATS'))).toHaveLength(2);
});

describe('request and reply', () => {
  it('answers by the contract', async () => {
    const quota = await messenger.request(QuotaLedger.method.getQuota, { subscriberId: 's1' });
    expect(quota).toMatchObject({ subscriberId: 's1', remainingBytes: 42, debtBytes: 0, grants: [] });
  });
  it('carries a refusal with its code', async () => {
    const asked = messenger.request(QuotaLedger.method.getQuota, { subscriberId: 'nobody' });
    await expect(asked).rejects.toEqual(
      new RefusalError('QUOTA.ACCOUNT_UNKNOWN', { subscriberId: 'nobody' }),
    );
  });
  it('distinguishes a bug from a refusal', () =>
    expect(messenger.request(QuotaLedger.method.getQuota, { subscriberId: 'bug' })).rejects.toBeInstanceOf(
      UnavailableError,
    ));
  it('reports when no service answers', () =>
    expect(messenger.request(QuotaLedger.method.getUsage, {})).rejects.toBeInstanceOf(UnavailableError));
  it('refuses what is not of the contract', async () => {
    const subject = 'saring.quota_ledger.v1.QuotaLedger.GetQuota';
    const packet = JSON.stringify({ pattern: subject, id: '1', data: { subscriberId: 5 } });
    const answer = (await nats.request(subject, packet)).json<{ response: { refusal: { code: string } } }>();
    expect(answer.response.refusal.code).toBe('REQUEST.MALFORMED');
  });
  it.each(['this is not JSON', 'null', '[]', '"text"', '{"data":{}}', '{"id":5}'])(
    'refuses %s and goes on',
    async (body) => {
      const subject = 'saring.quota_ledger.v1.QuotaLedger.GetQuota';
      const answer = (await nats.request(subject, body)).json<{ response: { refusal: { code: string } } }>();
      expect(answer.response.refusal.code).toBe('REQUEST.MALFORMED');
      const quota = await messenger.request(QuotaLedger.method.getQuota, { subscriberId: 's1' });
      expect(quota.remainingBytes).toBe(42);
    },
  );
  it('answers that it failed when the reply is larger than a message may be', async () => {
    const asked = messenger.request(QuotaLedger.method.getQuota, { subscriberId: 'large' });
    await expect(asked).rejects.toMatchObject({ reason: 'the answerer failed' });
  });
  it('is ready while its dependencies are', async () => {
    expect(await service.health()).toMatchObject({
      ready: true,
      checks: { nats: { ok: true }, postgres: { ok: true } },
    });
  });
});

it('publishes events as facts once, and a reaction that fails sees its fact again', async () => {
  const store = service.app.get<EventStore>(EVENT_STORE);
  const pool = service.app.get<Pool>(PG_POOL);
  const publisher = startFactPublisher({
    service: 'quota-ledger',
    databaseUrl: stack.env['DATABASE_URL'] ?? '',
    store,
    pool,
    nats,
    logger,
    publish: (event) =>
      event.type === 'AccessStatusChanged'
        ? [publicFact(AccessStatusChangedSchema, event.data as { subscriberId: string })]
        : [],
  });
  const seen: string[] = [];
  let failures = 0;
  const consumption = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'spec',
    onError: () => (failures += 1),
    handlers: [
      onFact(AccessStatusChangedSchema, async (fact) => {
        if (failures === 0) throw new Error('the first try fails');
        seen.push(fact.subscriberId);
      }),
    ],
  });
  await store.append(
    'quota-account-1',
    [
      { type: 'QuotaGranted', data: {} },
      { type: 'AccessStatusChanged', data: { subscriberId: 's1', version: 1 } },
    ],
    'none',
  );
  await eventually(() => seen.length === 1);
  await consumption.stop();
  await publisher.stop();
  expect(seen).toEqual(['s1']);
  expect(failures).toBe(1);
});

describe('observations', () => {
  it('stores a reading only behind the message that its reader knew', async () => {
    const first = await lastReadingSequence(nats, 'router-1');
    const stored = await publishReading(nats, reading(0), first);
    expect(stored.stored).toBe(true);
    expect(await publishReading(nats, reading(0, 'reading-2'), first)).toEqual({ stored: false });
    expect(await lastReadingSequence(nats, 'router-1')).toBe(stored.stored ? stored.sequence : -1);
    expect(
      (await publishReading(nats, reading(0, 'reading-3'), await lastReadingSequence(nats, 'router-1')))
        .stored,
    ).toBe(true);
  });

  it('reads a partition from a sequence on, in order', async () => {
    const from = await lastReadingSequence(nats, 'router-1');
    const { messages, stop } = await readObservations(nats, partitionOf('router-1'), from);
    const seen: number[] = [];
    for await (const message of messages) {
      seen.push(message.sequence);
      if (seen.length === 1) await publishReading(nats, reading(0, 'reading-4'), from);
      if (seen.length === 2) stop();
    }
    expect(seen).toEqual([from, from + 1]);
  });
});

it('ends its door within the limit though a request is half sent and another connection is kept alive', async () => {
  @Module({})
  class DoorModule {}
  const door = await startService(
    {
      name: 'door',
      module: DoorModule,
      http: { configure: async (app) => void (await app.listen(0, '127.0.0.1')) },
    },
    { env: stack.env, nats, logger },
  );
  const server = (door.app as unknown as { getHttpServer(): Server }).getHttpServer();
  const { port } = server.address() as AddressInfo;
  const sockets = ['G', 'GET / HTTP/1.1\r\nHost: door\r\nConnection: keep-alive\r\n\r\n'].map((text) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('error', () => undefined);
    socket.resume();
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  await door.stop();
  await Promise.all(closed);
  expect(server.listening).toBe(false);
});
