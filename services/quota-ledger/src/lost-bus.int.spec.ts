// A bus that was lost or replaced while the ledger runs: metering goes on at once, and charges nothing twice.
import 'reflect-metadata';
import { partitionOf, QuotaLedger } from '@saring/contracts';
import { GB, MB, newId } from '@saring/kernel';
import { connectNats, ensureStreams, lastReadingSequence, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { quotaLedger } from '.';
import { isMetered } from './metering/places';
import { Counters } from './testing/counters';
import { gatewayStandIn } from './testing/gateway-stand-in';

const { method } = QuotaLedger;
const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
let stack: TestStack;
let nats: NatsConnection;
let gateway: RunningService;
let service: RunningService;
let messenger: Messenger;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  gateway = await startService(gatewayStandIn, { env: stack.env, nats, logger });
  service = await startService(quotaLedger, { env: stack.env, nats, logger });
  messenger = new Messenger(nats);
});
afterAll(async () => {
  await service.stop();
  await gateway.stop();
  await nats.close();
  await stack.close();
});

const usedBytes = async (subscriberId: string) =>
  (await messenger.request(method.getQuota, { subscriberId })).usedBytes;

it('meters on from the first message of a bus whose store was wiped', async () => {
  const subscriberId = newId();
  await messenger.request(method.grantQuota, {
    ...{
      commandId: newId(),
      subscriberId,
      bytes: GB,
      source: 'operator',
      reason: 'uji',
      actor: 'operator:1',
    },
  });
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(subscriberId);
  for (let reading = 0; reading < 40; reading += 1) {
    router.move(device, MB);
    await router.read();
  }
  await eventually(async () => expect(await usedBytes(subscriberId)).toBe(40 * MB), 30_000);

  await stack.stopNats();
  stack.wipeNats();
  await stack.startNats();
  // The gateway comes first: its readings are stored as soon as somebody has made the stream again.
  await eventually(async () => ensureStreams(await nats.jetstreamManager()), 30_000);
  router.move(device, 5 * MB);
  await router.read();
  await eventually(async () => expect(await usedBytes(subscriberId)).toBe(45 * MB), 60_000);
  const sequence = await lastReadingSequence(nats, router.routerId);
  expect(sequence).toBeLessThan(40);
  const pool = service.app.get<Pool>(PG_POOL);
  const partition = partitionOf(router.routerId);
  await eventually(() => isMetered(pool, nats, partition, sequence));
  // What is not metered yet is not said to be, however far the old stream went.
  expect(await isMetered(pool, nats, partition, sequence + 1)).toBe(false);
}, 120_000);
