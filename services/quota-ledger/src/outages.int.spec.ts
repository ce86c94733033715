// An unknown router, a gateway that is away, a full disk: nothing is charged wrongly, nothing is lost.
import 'reflect-metadata';
import { QuotaLedger, RouterGateway } from '@saring/contracts';
import type { EventStore } from '@saring/event-sourcing';
import { GB, MB, newId } from '@saring/kernel';
import { connectNats, DEAD_STREAM, deadSubject, Messenger } from '@saring/messaging';
import { createLogger, EVENT_STORE, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { quotaLedger } from '.';
import { accountStream } from './streams';
import { Counters } from './testing/counters';
import { gatewayAsked, gatewayRouters, gatewayStandIn } from './testing/fake-gateway';

const { method } = QuotaLedger;
const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
let stack: TestStack;
let nats: NatsConnection;
let gateway: RunningService | null = null;
let service: RunningService;
let messenger: Messenger;

const startGateway = () => startService(gatewayStandIn, { env: stack.env, nats, logger });

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  gateway = await startGateway();
  service = await startService(quotaLedger, { env: stack.env, nats, logger });
  messenger = new Messenger(nats);
});
afterAll(async () => {
  await service.stop();
  await gateway?.stop();
  await nats.close();
  await stack.close();
});

const grant = (subscriberId: string, commandId = newId()) =>
  messenger.request(method.grantQuota, {
    commandId,
    subscriberId,
    bytes: GB,
    source: 'operator',
    reason: 'uji',
    actor: 'operator:1',
  });
const subscriber = async (): Promise<string> => {
  const id = newId();
  await grant(id);
  return id;
};
const usedBytes = async (subscriberId: string) =>
  (await messenger.request(method.getQuota, { subscriberId })).usedBytes;
const untilUsed = (subscriberId: string, bytes: number) =>
  eventually(async () => expect(await usedBytes(subscriberId)).toBe(bytes));

/** A phone at a router, with its watermark set. */
const phoneAt = async (router: Counters, id: string): Promise<string> => {
  await router.read();
  const device = router.phone(id);
  await router.read();
  return device;
};

it('sets the readings of an unknown router aside, and charges no one for them', async () => {
  const id = await subscriber();
  const [stranger, known] = [new Counters(nats, false), new Counters(nats)];
  const theirs = await phoneAt(stranger, id);
  stranger.move(theirs, 100 * MB);
  await stranger.read();
  const ours = await phoneAt(known, id);
  known.move(ours, MB);
  await known.read();
  await untilUsed(id, MB);
  const manager = await nats.jetstreamManager();
  const dead = await manager.streams.getMessage(DEAD_STREAM, { last_by_subj: deadSubject('meter') });
  expect(dead.string()).toContain(stranger.routerId);
  // Known from now on: its first reading sets the watermarks.
  gatewayRouters.add(stranger.routerId);
  await stranger.read();
  stranger.move(theirs, 2 * MB);
  await stranger.read();
  await untilUsed(id, 3 * MB);
});

it('waits for the gateway when a new router is to be metered, and meters all of it then', async () => {
  const id = await subscriber();
  await gateway?.stop();
  gateway = null;
  await expect(messenger.request(RouterGateway.method.listRouters, {})).rejects.toThrow();
  const router = new Counters(nats);
  const device = await phoneAt(router, id);
  router.move(device, 5 * MB);
  await router.read();
  expect(await usedBytes(id)).toBe(0);
  const before = gatewayAsked.times;
  gateway = await startGateway();
  await untilUsed(id, 5 * MB);
  expect(gatewayAsked.times).toBeGreaterThan(before);
});

it('waits while the disk is full, loses no byte and refuses commands without forgetting any', async () => {
  const pool = service.app.get<Pool>(PG_POOL);
  const id = await subscriber();
  const router = new Counters(nats);
  const device = await phoneAt(router, id);
  // PostgreSQL's answer when it cannot extend a file.
  await pool.query(`
    create function quota_ledger.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on events for each statement execute function quota_ledger.full_disk()`);
  router.move(device, 7 * MB);
  await router.read();
  const commandId = newId();
  await expect(grant(id, commandId)).rejects.toThrow();
  expect(await usedBytes(id)).toBe(0);
  router.move(device, 2 * MB);
  await router.read();
  await pool.query('drop trigger full_disk on events; drop function quota_ledger.full_disk()');
  await untilUsed(id, 9 * MB);
  await Promise.all([grant(id, commandId), grant(id, commandId)]);
  expect((await messenger.request(method.getQuota, { subscriberId: id })).grantedBytes).toBe(2 * GB);
});

it('refuses text that no row can hold, before anything is stored', async () => {
  const id = await subscriber();
  const faulty = { commandId: newId(), subscriberId: id, bytes: GB, source: 'operator', actor: 'operator:1' };
  for (const reason of ['nol \0', 'setengah \ud800'])
    await expect(messenger.request(method.grantQuota, { ...faulty, reason })).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      details: { errors: [{ field: 'reason', rule: 'isStorable' }] },
    });
});

it('lets no event of one account stop the balances of the others', async () => {
  const store = service.app.get<EventStore>(EVENT_STORE);
  const [odd, other] = [newId(), await subscriber()];
  const correction = (usedDeltaBytes: number, reason: string) => ({
    eventId: newId(),
    type: 'UsageCorrected',
    data: { usedDeltaBytes, reason, at: new Date().toISOString(), actor: 'operator:1' },
    metadata: {},
  });
  const beyond = Array.from({ length: 1_100 }, () => correction(Number.MAX_SAFE_INTEGER, 'lama'));
  await store.append(accountStream(odd), [correction(1, 'nol \0 setengah \ud800'), ...beyond], 'none');
  await grant(other);
  await eventually(async () => {
    const { grantedBytes } = await messenger.request(method.getQuota, { subscriberId: other });
    expect(grantedBytes).toBe(2 * GB);
  });
  const { lines } = await messenger.request(method.getStatement, { subscriberId: odd, limit: 5 });
  expect(lines).toHaveLength(5);
});

it('answers in time that it is busy while a transaction elsewhere holds back what an account waits for', async () => {
  const id = await subscriber();
  const holder = await (await stack.database.pool('quota_ledger')).connect();
  try {
    // Nothing that was appended behind it is projected before it ends: of no database of this PostgreSQL.
    await holder.query('begin; select pg_current_xact_id()');
    const late = {
      ...{ eventId: newId(), type: 'UsageCorrected', metadata: {} },
      data: { usedDeltaBytes: MB, reason: 'uji', at: new Date().toISOString(), actor: 'operator:1' },
    };
    await service.app.get<EventStore>(EVENT_STORE).append(accountStream(id), [late], 'any');
    await expect(grant(id)).rejects.toMatchObject({ code: 'COMMAND.BUSY', details: { retryInSeconds: 1 } });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  await grant(id);
  expect((await messenger.request(method.getQuota, { subscriberId: id })).grantedBytes).toBe(2 * GB);
});

it('says that it is not ready while no balance can be written, goes on afterwards, and stops meanwhile', async () => {
  const pool = service.app.get<Pool>(PG_POOL);
  const id = await subscriber();
  await pool.query(`
    create function quota_ledger.no_lines() returns trigger language plpgsql as
      $$ begin raise exception 'no line' using errcode = 'data_exception'; end $$;
    create trigger no_lines before insert on statement_lines for each statement execute function quota_ledger.no_lines()`);
  // Stored, and not shown in time: the caller asks again.
  await Promise.allSettled([grant(id)]);
  await eventually(async () => expect(await service.health()).toMatchObject({ ready: false }));
  expect((await service.health()).checks['balances']).toMatchObject({ detail: 'no balance moves: no line' });
  await service.stop();
  service = await startService(quotaLedger, { env: stack.env, nats, logger });
  const again = service.app.get<Pool>(PG_POOL);
  await again.query('drop trigger no_lines on statement_lines; drop function quota_ledger.no_lines()');
  await eventually(async () => {
    const { grantedBytes } = await messenger.request(method.getQuota, { subscriberId: id });
    expect(grantedBytes).toBe(2 * GB);
  });
  await eventually(async () => expect(await service.health()).toMatchObject({ ready: true }));
});

it('builds again from readings in which nothing moved, and ends where the store does', async () => {
  const own = await startTestStack();
  const connection = await connectNats(own.natsUrl, 'spec');
  const services = [
    await startService(gatewayStandIn, { env: own.env, nats: connection, logger }),
    await startService(quotaLedger, { env: own.env, nats: connection, logger }),
  ];
  try {
    await new Counters(connection).read();
    const pool = services[1]?.app.get<Pool>(PG_POOL);
    await eventually(async () =>
      expect(
        (await pool?.query(`select 1 from checkpoints where name = 'balances' and position is not null`))
          ?.rowCount,
      ).toBe(1),
    );
    const rebuilt = await new Messenger(connection).request(method.rebuildReadModel, { name: 'balances' });
    expect(rebuilt.events).toBe(1);
  } finally {
    for (const one of services.reverse()) await one.stop();
    await connection.close();
    await own.close();
  }
});
