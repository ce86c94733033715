// Whatever is sent to a vendor's address, what was stored before it waits until it is handled.
import { create, fromJson, toJsonString, type JsonValue } from '@bufbuild/protobuf';
import { WEBHOOKS_STREAM, WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { JetStreamManager, NatsConnection } from 'nats';
import { connectNats, ensureStreams } from '.';
import { consumeWebhooks, type WebhookOutcome } from './webhooks';

const MIB = 1024 ** 2;
const SECOND_TRY_MILLISECONDS = 150_000;
const JUNK = 'x'.repeat(64 * 1024);
let stack: TestStack;
let nats: NatsConnection;
let manager: JetStreamManager;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'webhooks spec');
  manager = await nats.jetstreamManager();
  await ensureStreams(manager);
  const { config } = await manager.streams.info(WEBHOOKS_STREAM);
  await manager.streams.update(WEBHOOKS_STREAM, { ...config, max_bytes: MIB });
});
afterAll(async () => {
  await nats.close();
  await stack.close();
});

const store = (text: string) => {
  const notice = { gateway: 'midtrans', body: Buffer.from(text), contentType: 'application/json' };
  const body = toJsonString(WebhookReceivedSchema, create(WebhookReceivedSchema, notice));
  return nats.jetstream().publish(webhookSubject('midtrans'), body);
};

const consumer = {
  ...{
    gateway: 'midtrans',
    durable: 'spec',
    laneOf: (body: Uint8Array) => Buffer.from(body).toString('utf8', 0, 20),
  },
  ...{ isOutage: () => Promise.resolve(false), onError: () => undefined, onSetAside: () => undefined },
};
const consume = (outcomeOf: (text: string) => WebhookOutcome) => {
  const handled: string[] = [];
  const consumption = consumeWebhooks(nats, {
    ...consumer,
    handle: async (body) => {
      const text = Buffer.from(body).toString();
      const outcome = outcomeOf(text);
      if (outcome === 'done') handled.push(text);
      return outcome;
    },
  });
  return { handled, consumption };
};

/** @returns how many were stored before the stream refused one. */
const flood = async (): Promise<number> => {
  for (let count = 0; count < 100; count += 1) {
    try {
      await store(`${count} ${JUNK}`);
    } catch {
      return count;
    }
  }
  return 100;
};

it('refuses junk that it has no room for, and keeps what waits', async () => {
  await store('genuine');
  expect(await flood()).toBeLessThan(20);
  // What it asked for last may still come to it when the next one reads.
  const { handled, consumption } = consume((text) => (text === 'waits' ? 'retry' : 'done'));
  await eventually(() => expect(handled[0]).toBe('genuine'));
  await consumption.stop();
});

it('has room again once it is handled, also behind a notice that waits for its vendor', async () => {
  let attempts = 0;
  const outcomeOf = (text: string): WebhookOutcome => {
    if (text !== 'waits') return 'done';
    attempts += 1;
    return 'retry';
  };
  const { handled, consumption } = consume(outcomeOf);
  const { seq } = await eventually(() => store('waits'));
  for (let round = 0; round < 3; round += 1) {
    await flood();
    await eventually(() => store(`after ${round}`));
    await eventually(() => expect(handled).toContain(`after ${round}`));
  }
  // What was on its way to the reader before comes again only when the time to answer is over.
  await eventually(() => expect(attempts).toBeGreaterThan(1), SECOND_TRY_MILLISECONDS);
  await consumption.stop();
  // Its next attempt may be 30 s away, longer than a spec waits: what counts is that the stream still holds it.
  const stored = await manager.streams.getMessage(WEBHOOKS_STREAM, { seq });
  expect(fromJson(WebhookReceivedSchema, stored.json<JsonValue>()).body).toEqual(
    Uint8Array.from(Buffer.from('waits')),
  );
});

it('makes room without forgetting what is being handled meanwhile', async () => {
  let attempts = 0;
  let isOver = false;
  const handled: string[] = [];
  const consumption = consumeWebhooks(nats, {
    ...consumer,
    handle: async (body) => {
      const text = Buffer.from(body).toString();
      if (text !== 'slow') {
        handled.push(text);
        return 'done';
      }
      attempts += 1;
      await eventually(() => isOver);
      return attempts === 1 ? 'retry' : 'done';
    },
  });
  await eventually(() => store('before'));
  await eventually(() => expect(handled).toContain('before'));
  const { seq } = await eventually(() => store('slow'));
  await eventually(() => expect(attempts).toBe(1));
  // What was handled before it goes.
  await eventually(async () => {
    await flood();
    expect((await manager.streams.info(WEBHOOKS_STREAM)).state.first_seq).toBe(seq);
  });
  isOver = true;
  await eventually(() => expect(attempts).toBe(2));
  await consumption.stop();
});

it('mends a stream of an earlier installation, which dropped its oldest', async () => {
  const { config } = await manager.streams.info(WEBHOOKS_STREAM);
  await manager.streams.update(WEBHOOKS_STREAM, { ...config, discard: 'old' as typeof config.discard });
  await ensureStreams(manager);
  expect((await manager.streams.info(WEBHOOKS_STREAM)).config).toMatchObject({
    discard: 'new',
    max_bytes: MIB,
  });
});
