import { randomUUID } from 'node:crypto';
import { startFaultProxy, type FaultProxy } from '@saring/testing';
import { eventStoreContract } from '../contract/event-store.contract';
import { startEventStoreDbDouble, type EventStoreDbDouble } from './double/eventstoredb-double';
import { connectEventStoreDb, type EventStoreDbEventStore } from './eventstoredb-event-store';

let double: EventStoreDbDouble | null = null;
let proxy: FaultProxy | null = null;
let store: EventStoreDbEventStore;

beforeAll(async () => {
  const real = process.env['EVENTSTORE_URL'];
  if (!real) {
    double = await startEventStoreDbDouble();
    proxy = await startFaultProxy({ host: '127.0.0.1', port: double.port });
  }
  store = await connectEventStoreDb(
    real ?? `esdb://127.0.0.1:${proxy?.port}?tls=false`,
    `contract-${randomUUID()}`,
  );
});
afterAll(async () => {
  await store.close();
  await proxy?.close();
  await double?.close();
});

eventStoreContract('eventstoredb', () => ({ store, cutConnections: () => proxy?.cut() }));
