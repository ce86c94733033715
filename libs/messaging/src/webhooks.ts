// webhooks.ts — takes the notices of a vendor that edge has stored; one is acknowledged once its effect is stored.
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import {
  WEBHOOKS_STREAM,
  type WebhookReceived,
  WebhookReceivedSchema,
  webhookSubject,
} from '@saring/contracts';
import { Lanes, sleep } from '@saring/kernel';
import { AckPolicy, DeliverPolicy, nanos, type Consumer, type JsMsg, type NatsConnection } from 'nats';
import type { Consumption } from './facts';
import { deadSubject } from './streams';
import { inSpan, withTraceparent } from './telemetry';
import { WebhookRoom } from './webhook-room';

/** `retry`: what is needed does not answer now. `poison`: the notice will never be understood. */
export type WebhookOutcome = 'done' | 'retry' | 'poison';

export type WebhookConsumption = {
  /** The vendor, as in the address that it calls. */
  readonly gateway: string;
  /** The name of the durable consumer; replicas share it. */
  readonly durable: string;
  /** @param body the bytes as the vendor sent them. @param notice them, and what edge stored beside them. */
  readonly handle: (body: Uint8Array, notice: WebhookReceived) => Promise<WebhookOutcome>;
  /** What the notice is about: notices of one thing are handled one after another. */
  readonly laneOf: (body: Uint8Array, notice: WebhookReceived) => string;
  /** Whether a failure came from an outage: then the notice is never given up. */
  readonly isOutage: () => Promise<boolean>;
  readonly onError: (error: Error, sequence: number | null) => void;
  readonly onSetAside: (sequence: number, reason: string) => void;
};

const PULL_MESSAGES = 10;
/** A vendor that is slow about some orders holds up no others: so many notices are handled at once. */
const SIDE_BY_SIDE = 32;
const PULL_MILLISECONDS = 1_000;
/** After this long another replica gets what a killed one held. */
const ACK_WAIT_MILLISECONDS = 30_000;
const CONSUMER_RETRY_MILLISECONDS = 1_000;
/** While the vendor or the database is away a notice comes again, ever later, and is never given up. */
const BACKOFF_MILLISECONDS = [500, 2_000, 10_000, 30_000, 120_000];
/** Failures that are no outage: after so many a notice goes to the dead letters. */
const NOTICE_ATTEMPTS = 8;

/** Reads the notices of one vendor; survives NATS going away. */
export const consumeWebhooks = (nats: NatsConnection, options: WebhookConsumption): Consumption => {
  const abort = new AbortController();
  const ended = run(nats, options, abort.signal);
  return {
    stop: async () => {
      abort.abort();
      await ended;
    },
  };
};

const run = async (nats: NatsConnection, options: WebhookConsumption, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && !nats.isClosed()) {
    try {
      await takeAll(nats, options, signal);
    } catch (error) {
      if (!signal.aborted) options.onError(error as Error, null);
    }
    await sleep(CONSUMER_RETRY_MILLISECONDS, signal);
  }
};

/** Pull by pull: a stop waits for the open pull, so that the server delivers no notice to a reader that has gone. */
const takeAll = async (
  nats: NatsConnection,
  options: WebhookConsumption,
  signal: AbortSignal,
): Promise<void> => {
  const consumer = await webhookConsumer(nats, options);
  const room = new WebhookRoom(await nats.jetstreamManager(), consumer, webhookSubject(options.gateway));
  const lanes = new Lanes(SIDE_BY_SIDE);
  try {
    while (!signal.aborted) {
      // Where none can be made, what waits is read all the same.
      await room.make().catch((error: unknown) => options.onError(error as Error, null));
      const pulled = await consumer.fetch({
        max_messages: Math.min(lanes.free, PULL_MESSAGES),
        expires: PULL_MILLISECONDS,
      });
      for await (const message of pulled)
        await lanes.add(laneOf(message, options), () => take(nats, message, options, room));
    }
  } finally {
    await lanes.idle();
  }
};

const laneOf = (message: JsMsg, options: WebhookConsumption): string => {
  const notice = noticeOf(message);
  return notice ? options.laneOf(notice.body, notice) : '';
};

const webhookConsumer = async (
  nats: NatsConnection,
  { gateway, durable }: WebhookConsumption,
): Promise<Consumer> => {
  const manager = await nats.jetstreamManager();
  await manager.consumers.add(WEBHOOKS_STREAM, {
    durable_name: durable,
    filter_subject: webhookSubject(gateway),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(ACK_WAIT_MILLISECONDS),
  });
  return nats.jetstream().consumers.get(WEBHOOKS_STREAM, durable);
};

/** What cannot be answered at all, as while NATS is away, comes again after the wait for its acknowledgement. */
const take = async (
  nats: NatsConnection,
  message: JsMsg,
  options: WebhookConsumption,
  room: WebhookRoom,
): Promise<void> => {
  try {
    if (await handle(nats, message, options)) room.add(message.seq);
  } catch (error) {
    options.onError(error as Error, message.seq);
  }
};

/** @returns whether it is done with; else it comes again. */
const handle = async (
  nats: NatsConnection,
  message: JsMsg,
  options: WebhookConsumption,
): Promise<boolean> => {
  const attempt = message.info.redeliveryCount;
  const again = (): false => {
    message.nak(backoff(attempt));
    return false;
  };
  try {
    const outcome = await withTraceparent(message.headers?.get('traceparent'), () =>
      inSpan('handle notice', { 'messaging.consumer': options.durable }, () => outcomeOf(message, options)),
    );
    if (outcome === 'retry') return again();
    if (outcome === 'done') message.ack();
    else await setAside(nats, message, options, 'not a notice');
  } catch (error) {
    options.onError(error as Error, message.seq);
    const isOutage = await options.isOutage();
    if (isOutage || attempt < NOTICE_ATTEMPTS) return again();
    await setAside(nats, message, options, (error as Error).message);
  }
  return true;
};

const outcomeOf = (message: JsMsg, { handle }: WebhookConsumption): Promise<WebhookOutcome> => {
  const notice = noticeOf(message);
  return notice ? handle(notice.body, notice) : Promise.resolve('poison');
};

const setAside = async (
  nats: NatsConnection,
  message: JsMsg,
  { durable, onSetAside }: WebhookConsumption,
  reason: string,
): Promise<void> => {
  onSetAside(message.seq, reason);
  const msgID = `${durable}/${message.seq}`;
  await nats.jetstream().publish(deadSubject(durable), message.data, { msgID });
  // Without a reason: NATS 2.9 does not know a `+TERM` that gives one, and would deliver the notice again.
  message.term();
};

const backoff = (attempt: number): number =>
  BACKOFF_MILLISECONDS[Math.min(Math.max(attempt, 1), BACKOFF_MILLISECONDS.length) - 1] ?? 0;

/** Null: edge stores no such message. */
const noticeOf = (message: JsMsg): WebhookReceived | null => {
  try {
    return fromJson(WebhookReceivedSchema, message.json<JsonValue>(), { ignoreUnknownFields: true });
  } catch {
    return null;
  }
};
