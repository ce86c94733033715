import { InMemoryEventStore } from '@saring/event-store';
import { newId } from '@saring/kernel';
import type { Pool } from 'pg';
import { COMMANDS_A_BATCH, CommandBatches, type Attempt } from './command-batches';

const at = '2026-11-28T00:00:00.000Z';
const granting = (bytes: number): Attempt => {
  const subscriberId = newId();
  return {
    ...{ subscriberId, commandId: newId(), metadata: { commandHash: 'h' } },
    command: {
      ...{ type: 'GrantQuota', grantId: subscriberId, source: 'operator', bytes, unlimited: false },
      ...{ expiresAt: null, priority: 0, fupThresholdBytes: 0, reason: 'uji', actor: 'o', at },
    },
  };
};

const buying = (command: object = {}): Attempt => ({
  ...{ subscriberId: newId(), commandId: newId(), metadata: { commandHash: 'h' } },
  command: {
    ...{
      type: 'FulfilPurchase',
      purchaseId: newId(),
      bytes: 5,
      unlimited: false,
      expiresAt: null,
      priority: 0,
    },
    ...{ fupThresholdBytes: 0, items: [], autoDebtBytes: 0, isSettlement: false },
    ...{ reason: 'uji', actor: 'billing', at },
    ...command,
  },
});

/** A store and a pool without rows, which count how often they are asked. */
const counting = () => {
  const asked = { appends: 0, queries: 0, streams: 0 };
  const store = new InMemoryEventStore();
  const appendBatch = store.appendBatch.bind(store);
  store.appendBatch = (appends) => {
    asked.appends += 1;
    return appendBatch(appends);
  };
  const readStream = store.readStream.bind(store);
  store.readStream = (...read) => {
    asked.streams += 1;
    return readStream(...read);
  };
  const query = async () => {
    asked.queries += 1;
    return { rows: [] };
  };
  return { asked, batches: new CommandBatches(store, { query } as unknown as Pool) };
};

it('takes what comes while a batch is under way as the next one', async () => {
  const { asked, batches } = counting();
  const attempted = await Promise.all(Array.from({ length: 200 }, () => batches.attempt(granting(5))));
  expect(attempted.every(({ kind }) => kind === 'appended')).toBe(true);
  // Two begin at once, each with one command; the rest follow in full batches.
  const mostBatches = 2 + Math.ceil(198 / COMMANDS_A_BATCH);
  expect(asked.appends).toBeLessThanOrEqual(mostBatches);
  expect(asked.queries).toBeLessThanOrEqual(2 * mostBatches);
});

it('decides on a purchase without reading what came before in the stream', async () => {
  const { asked, batches } = counting();
  expect(await batches.attempt(buying())).toMatchObject({ kind: 'appended' });
  expect(asked).toEqual({ appends: 1, queries: 3, streams: 0 });
});

it('lets a command that is refused, or whose decision fails, fail alone', async () => {
  const { batches } = counting();
  const broken = buying({ items: [null], isSettlement: true });
  const [, refused, failed, granted] = await Promise.allSettled([
    batches.attempt(granting(5)),
    batches.attempt(granting(0)),
    batches.attempt(broken),
    batches.attempt(granting(5)),
  ]);
  expect(refused).toMatchObject({ value: { kind: 'refused', refusal: { code: 'QUOTA.BYTES_REQUIRED' } } });
  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
  expect(granted).toMatchObject({ value: { kind: 'appended', revision: 0 } });
});
