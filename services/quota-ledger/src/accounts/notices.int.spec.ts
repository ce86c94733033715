// notices.int.spec.ts — each notice about a quota is sent once, over restarts and rebuilds.
import 'reflect-metadata';
import { QuotaLedger, QuotaNoticeSchema } from '@saring/contracts';
import { GB } from '@saring/kernel';
import { consumeFacts, Messenger, onFact, type Consumption } from '@saring/messaging';
import { eventually } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { Counters } from '../testing/counters';
import { LedgerStack, specLogger } from '../testing/ledger-stack';

const { method } = QuotaLedger;
let ledger: LedgerStack;
let nats: NatsConnection;
let messenger: Messenger;
let facts: Consumption;
const told: { subscriberId: string; kind: string }[] = [];

const toldTo = (id: string) => told.filter((one) => one.subscriberId === id).map(({ kind }) => kind);

beforeAll(async () => {
  ledger = await LedgerStack.start();
  ({ nats, messenger } = ledger);
  facts = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'spec',
    onError: (error) => specLogger.error(error),
    handlers: [onFact(QuotaNoticeSchema, async (fact) => void told.push(fact))],
  });
});
afterAll(async () => {
  await facts.stop();
  await ledger.close();
});

const subscriber: LedgerStack['subscriber'] = (...of) => ledger.subscriber(...of);
const grant: LedgerStack['grant'] = (...of) => ledger.grant(...of);

it('sends one notice a cause, over a restart and a rebuild', async () => {
  const id = await subscriber();
  await grant(id, GB);
  const router = new Counters(nats);
  await router.read();
  const device = router.phone(id);
  const use = async (bytes: number) => {
    router.move(device, Math.ceil(bytes));
    await router.read(600);
  };
  await use(0.85 * GB);
  await eventually(() => expect(toldTo(id)).toEqual(['low20']));
  await use(0.15 * GB);
  await eventually(() => expect(toldTo(id)).toEqual(['low20', 'used_up']));

  await ledger.stopLedger();
  await ledger.startLedger();
  await eventually(() => messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000));
  await use(0.01 * GB);
  // A notice about another account behind them shows that none came before it.
  const other = await subscriber();
  await grant(other, GB);
  const otherDevice = router.phone(other);
  await router.read();
  router.move(otherDevice, GB);
  await router.read(600);
  await eventually(() => expect(toldTo(other)).toEqual(['used_up']));
  expect(toldTo(id)).toEqual(['low20', 'used_up']);

  await grant(id, 5 * GB);
  await eventually(() => expect(toldTo(id)).toEqual(['low20', 'used_up', 'restored']));
});
