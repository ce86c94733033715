import {
  fromJson,
  type DescMessage,
  type JsonValue,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import { FACTS_STREAM, factSubject, factsOf } from '@saring/contracts';
import { Lanes, sleep } from '@saring/kernel';
import { AckPolicy, DeliverPolicy, nanos, type Consumer, type JsMsg, type NatsConnection } from 'nats';
import { isOutage } from './outage';
import { deadSubject } from './streams';
import { inSpan, traceHeaders, withTraceparent } from './telemetry';

/** A fact whose handler keeps failing, with everything there that it needs, is set aside after so many tries. */
export const FACT_TRIES = 12;
/** A dead reader's facts go to another one after this, the time that a hung leader gets. */
const FACT_ACK_WAIT_MILLISECONDS = 15_000;
const FACT_BACKOFF_MILLISECONDS = [200, 1_000, 5_000, 15_000, 60_000];
/** Few, since the wait runs for those that are still in the reader's hand, too. */
const FACT_PULL_MESSAGES = 20;
/** Taken at a time where facts have keys. */
const FACTS_SIDE_BY_SIDE = 64;
/** Not fewer than are taken at a time; those beyond wait in the reader's hand for one turn at the most. */
const KEYED_PULL_MESSAGES = 96;
const CONSUMER_RETRY_MILLISECONDS = 1_000;

export type FactEnvelope = {
  /** The event it comes from: JetStream drops a second one inside its window, reactions drop the rest. */
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly traceparent?: string;
};

/** Stores a fact in JetStream; resolves when the server has it. */
export const publishFact = async <F extends DescMessage>(
  nats: NatsConnection,
  schema: F,
  fact: MessageInitShape<F>,
  envelope: FactEnvelope,
): Promise<void> => {
  const headers = withTraceparent(envelope.traceparent, traceHeaders);
  headers.set('ce-id', envelope.id);
  headers.set('ce-type', schema.typeName);
  headers.set('ce-source', envelope.source);
  headers.set('ce-time', envelope.at);
  headers.set('ce-specversion', '1.0');
  await nats.jetstream().publish(factSubject(schema), JSON.stringify(fact), { msgID: envelope.id, headers });
};

export type FactContext = {
  readonly id: string;
  readonly at: string;
  readonly sequence: number;
  readonly attempt: number;
};

export type FactHandler = {
  readonly schema: DescMessage;
  readonly handle: (body: JsonValue, context: FactContext) => Promise<void>;
};

/** Pairs a fact with its reaction. The reaction must bear the same fact twice: it compares versions. */
export const onFact = <F extends DescMessage>(
  schema: F,
  handle: (fact: MessageShape<F>, context: FactContext) => Promise<void>,
): FactHandler => ({
  schema,
  handle: (body, context) => handle(fromJson(schema, body, { ignoreUnknownFields: true }), context),
});

export type FactConsumption = {
  /** The service whose facts are read, as in its proto package: `quota_ledger`. */
  readonly from: string;
  /** The reader's own name; its place in the stream survives restarts under it. */
  readonly durable: string;
  readonly handlers: readonly FactHandler[];
  /** Standard: FACT_TRIES. */
  readonly tries?: number;
  /** Absent: one fact after the other. Else facts of different keys are taken side by side, those of one key in order. */
  readonly keyOf?: (body: JsonValue) => string;
  readonly onError: (error: unknown, subject: string) => void;
};

/** For `keyOf`: facts of one subscriber follow one another. */
export const bySubscriber = (body: JsonValue): string =>
  String((body as { readonly subscriberId?: unknown } | null)?.subscriberId ?? '');

export interface Consumption {
  stop(): Promise<void>;
}

/** Reads another service's facts; survives NATS going away. Facts without a handler are passed over. */
export const consumeFacts = (nats: NatsConnection, options: FactConsumption): Consumption => {
  const bySubject = new Map(options.handlers.map((handler) => [factSubject(handler.schema), handler]));
  const faults: Faults = new Map();
  const abort = new AbortController();
  let current: { stop(): void } | undefined;
  const run = async () => {
    while (!abort.signal.aborted && !nats.isClosed()) {
      try {
        const consumer = await factConsumer(nats, options);
        const messages = await consumer.consume({
          max_messages: options.keyOf ? KEYED_PULL_MESSAGES : FACT_PULL_MESSAGES,
        });
        current = messages;
        if (abort.signal.aborted) messages.stop();
        const lanes = new Lanes(options.keyOf ? FACTS_SIDE_BY_SIDE : 1);
        try {
          for await (const message of messages)
            await lanes.add(keyOf(message, options), () =>
              handleFact(nats, message, bySubject, options, faults),
            );
        } finally {
          await lanes.idle();
        }
      } catch (error) {
        if (!abort.signal.aborted) options.onError(error, factsOf(options.from));
      }
      if (!abort.signal.aborted) await sleep(CONSUMER_RETRY_MILLISECONDS, abort.signal);
    }
  };
  const ended = run();
  return {
    stop: async () => {
      abort.abort();
      current?.stop();
      await ended;
    },
  };
};

/** A body that is no JSON fails where it is handled. */
const keyOf = (message: JsMsg, options: FactConsumption): string => {
  if (!options.keyOf) return '';
  try {
    return options.keyOf(message.json<JsonValue>());
  } catch {
    return '';
  }
};

const factConsumer = async (nats: NatsConnection, options: FactConsumption): Promise<Consumer> => {
  const manager = await nats.jetstreamManager();
  await manager.consumers.add(FACTS_STREAM, {
    durable_name: options.durable,
    filter_subject: factsOf(options.from),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(FACT_ACK_WAIT_MILLISECONDS),
  });
  return nats.jetstream().consumers.get(FACTS_STREAM, options.durable);
};

/** Faults of their own that facts have met here, by their place in the stream; outages are not among them. */
type Faults = Map<number, number>;

const handleFact = async (
  nats: NatsConnection,
  message: JsMsg,
  bySubject: ReadonlyMap<string, FactHandler>,
  options: FactConsumption,
  faults: Faults,
): Promise<void> => {
  const handler = bySubject.get(message.subject);
  const attempt = message.info.redeliveryCount;
  if (!handler) return message.ack();
  try {
    await withTraceparent(message.headers?.get('traceparent'), () =>
      inSpan(`react ${handler.schema.name}`, { 'messaging.consumer': options.durable }, () =>
        handler.handle(message.json<JsonValue>(), {
          id: message.headers?.get('ce-id') ?? '',
          at: message.headers?.get('ce-time') ?? '',
          sequence: message.seq,
          attempt,
        }),
      ),
    );
    faults.delete(message.seq);
    message.ack();
  } catch (error) {
    options.onError(error, message.subject);
    const met = (faults.get(message.seq) ?? 0) + (isOutage(error) ? 0 : 1);
    if (met >= (options.tries ?? FACT_TRIES)) {
      faults.delete(message.seq);
      return setAside(nats, message, options.durable, error);
    }
    if (met > 0) faults.set(message.seq, met);
    message.nak(FACT_BACKOFF_MILLISECONDS[Math.min(attempt, FACT_BACKOFF_MILLISECONDS.length) - 1] ?? 200);
  }
};

/** Nothing is lost: the fact goes to the dead letters with its reason, and the reader goes on. */
const setAside = async (
  nats: NatsConnection,
  message: JsMsg,
  durable: string,
  error: unknown,
): Promise<void> => {
  const headers = traceHeaders();
  headers.set('dead-subject', message.subject);
  headers.set('dead-sequence', String(message.seq));
  headers.set(
    'dead-reason',
    String(error instanceof Error ? error.message : error)
      .replace(/[\r\n]+/g, ' ')
      .slice(0, 300),
  );
  await nats.jetstream().publish(deadSubject(durable), message.data, { headers });
  // Without a reason: NATS 2.9 does not know a `+TERM` that gives one, and would deliver the fact again.
  message.term();
};
