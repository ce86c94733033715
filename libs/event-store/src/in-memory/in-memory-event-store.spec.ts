import { eventStoreContract } from '../contract/event-store.contract';
import { InMemoryEventStore } from './in-memory-event-store';

const store = new InMemoryEventStore();
eventStoreContract('in-memory', () => ({ store }));
