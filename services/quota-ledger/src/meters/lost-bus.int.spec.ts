// A bus that was lost or replaced while the ledger runs: metering goes on at once, and charges nothing twice.
import 'reflect-metadata';
import { partitionOf, QuotaLedger } from '@saring/contracts';
import { GB, MB, newId } from '@saring/kernel';
import { ensureStreams, lastReadingSequence, Messenger } from '@saring/messaging';
import { eventually } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { isMetered } from './places';
import { Counters } from '../testing/counters';
import { LedgerStack } from '../testing/ledger-stack';

const { method } = QuotaLedger;
let ledger: LedgerStack;
let nats: NatsConnection;
let messenger: Messenger;

beforeAll(async () => {
  ledger = await LedgerStack.start();
  ({ nats, messenger } = ledger);
});
afterAll(async () => {
  await ledger.close();
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
  await eventually(async () => expect(await usedBytes(subscriberId)).toBe(40 * MB));

  await ledger.stack.stopNats();
  ledger.stack.wipeNats();
  await ledger.stack.startNats();
  // The gateway comes first: its readings are stored as soon as the stream exists again.
  await eventually(async () => ensureStreams(await nats.jetstreamManager()));
  router.move(device, 5 * MB);
  await router.read();
  await eventually(async () => expect(await usedBytes(subscriberId)).toBe(45 * MB));
  const sequence = await lastReadingSequence(nats, router.routerId);
  expect(sequence).toBeLessThan(40);
  const pool = ledger.pool;
  const partition = partitionOf(router.routerId);
  await eventually(() => isMetered(pool, nats, partition, sequence));
  // The new stream counts as unmetered, however far the old one went.
  expect(await isMetered(pool, nats, partition, sequence + 1)).toBe(false);
});
