// notices.int.spec.ts — what people are told of their quota is told once, over restarts and rebuilds.
import 'reflect-metadata';
import { QuotaLedger, QuotaNoticeSchema, SubscriberTermsChangedSchema } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import {
  connectNats,
  consumeFacts,
  Messenger,
  onFact,
  publishFact,
  type Consumption,
} from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { quotaLedger } from '.';
import { Counters } from './testing/counters';
import { gatewayStandIn } from './testing/gateway-stand-in';

const { method } = QuotaLedger;
const logger = createLogger('silent');
let stack: TestStack;
let nats: NatsConnection;
let service: RunningService;
let gateway: RunningService;
let messenger: Messenger;
let facts: Consumption;
const told: { subscriberId: string; kind: string }[] = [];

const start = () => startService(quotaLedger, { env: stack.env, nats, logger });
const toldTo = (id: string) => told.filter((one) => one.subscriberId === id).map(({ kind }) => kind);

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  gateway = await startService(gatewayStandIn, { env: stack.env, nats, logger });
  service = await start();
  messenger = new Messenger(nats);
  facts = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'spec',
    onError: (error) => logger.error(error),
    handlers: [onFact(QuotaNoticeSchema, async (fact) => void told.push(fact))],
  });
});
afterAll(async () => {
  await facts.stop();
  await service.stop();
  await gateway.stop();
  await nats.close();
  await stack.close();
});

const subscriber = async (): Promise<string> => {
  const subscriberId = newId();
  const at = new Date().toISOString();
  const terms = { version: 1, role: 'subscriber', approval: 'approved', disabled: false, blocked: false };
  const fact = { subscriberId, at, ...terms };
  await publishFact(nats, SubscriberTermsChangedSchema, fact, { id: subscriberId, at, source: 'auth-otp' });
  return subscriberId;
};
const grant = (subscriberId: string, bytes: number) =>
  messenger.request(method.grantQuota, {
    commandId: newId(),
    source: 'operator',
    reason: 'uji',
    actor: 'operator:1',
    subscriberId,
    bytes,
  });

it('tells each cause once, over a restart and a rebuild', async () => {
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

  await service.stop();
  service = await start();
  await eventually(() => messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000), 20_000);
  await use(0.01 * GB);
  // What is told of another account behind them shows that nothing more came before it.
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
}, 60_000);
