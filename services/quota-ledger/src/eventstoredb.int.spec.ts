import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, PG_POOL, startService } from '@saring/service-kit';
import { startTestStack } from '@saring/testing';
import type { Pool } from 'pg';
import { startEventStoreDbDouble } from '../../../libs/event-store/src/eventstoredb/double/eventstoredb-double';
import { quotaLedger } from '.';

it('keeps its streams in EventStoreDB when EVENTSTORE_URL names one, its read models in PostgreSQL', async () => {
  const stack = await startTestStack();
  const eventStore = await startEventStoreDbDouble();
  const nats = await connectNats(stack.natsUrl, 'spec');
  const env = { ...stack.env, EVENTSTORE_URL: process.env['EVENTSTORE_URL'] ?? eventStore.url };
  const service = await startService(quotaLedger, { env, nats, logger: createLogger('silent') });
  try {
    const messenger = new Messenger(nats);
    const subscriberId = newId();
    const command = {
      commandId: newId(),
      subscriberId,
      bytes: GB,
      source: 'operator',
      reason: 'uji',
      actor: 'o',
    };
    await messenger.request(QuotaLedger.method.grantQuota, command);
    expect((await messenger.request(QuotaLedger.method.getQuota, { subscriberId })).remainingBytes).toBe(GB);
    const { rows } = await service.app
      .get<Pool>(PG_POOL)
      .query<{ n: number }>('select count(*)::int as n from events');
    expect(rows[0]?.n).toBe(0);
  } finally {
    await service.stop();
    await nats.close();
    await eventStore.close();
    await stack.close();
  }
});
