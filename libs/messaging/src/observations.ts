// Router counters on their way from router-gateway to the meter: one message a part of a reading, JSON by columns.
import { OBSERVATIONS_STREAM, observationSubject } from '@saring/contracts';
import { DeliverPolicy, NatsError, type ConsumerMessages, type NatsConnection } from 'nats';
import { traceHeaders } from './telemetry';

/** NATS refuses 1 MB; a part stays far below (architecture.md, "Reading"). */
export const READING_PART_BYTES = 65_536;
export const READING_PART_ROWS = 500;
const PULL_MESSAGES = 256;
const WRONG_LAST_SEQUENCE = 10071;

/** One part of a reading as it crosses: proto saring.router_gateway.v1.Reading. Columns have one length. */
export type ReadingMessage = {
  readonly routerId: string;
  readonly bootId: string;
  readonly routerUptimeSeconds: number;
  readonly observedAt: string;
  readonly kind: 'poll' | 'cut';
  readonly readingId: string;
  readonly part: number;
  readonly parts: number;
  readonly linkBitsPerSecondPerDevice: number;
  readonly ids: readonly string[];
  readonly macKeys: readonly string[];
  readonly deviceIds: readonly string[];
  readonly owners: readonly string[];
  readonly bytesIn: readonly number[];
  readonly bytesOut: readonly number[];
  readonly uptimeSeconds: readonly number[];
};

export type PublishOutcome =
  | { readonly stored: true; readonly sequence: number }
  /** Someone else published for this router since: the reading is thrown away. */
  | { readonly stored: false };

/** Publishes one part, expecting the router's last message to be the one named; 0: there is none. */
export const publishReading = async (
  nats: NatsConnection,
  reading: ReadingMessage,
  expectedLastSequence: number,
): Promise<PublishOutcome> => {
  try {
    const ack = await nats
      .jetstream()
      .publish(observationSubject(reading.routerId), JSON.stringify(reading), {
        msgID: `${reading.readingId}/${reading.part}`,
        expect: { lastSubjectSequence: expectedLastSequence },
        headers: traceHeaders(),
      });
    // The very part was stored before and its answer lost on the way.
    return { stored: true, sequence: ack.seq };
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.err_code === WRONG_LAST_SEQUENCE)
      return { stored: false };
    throw error;
  }
};

/** The sequence of the router's last message; 0 when there is none. Read before the router is. */
export const lastReadingSequence = async (nats: NatsConnection, routerId: string): Promise<number> => {
  const manager = await nats.jetstreamManager();
  try {
    const last = await manager.streams.getMessage(OBSERVATIONS_STREAM, {
      last_by_subj: observationSubject(routerId),
    });
    return last.seq;
  } catch (error) {
    if (error instanceof NatsError && error.code === '404') return 0;
    throw error;
  }
};

export type ObservationMessage = {
  readonly sequence: number;
  readonly data: Uint8Array;
  readonly traceparent?: string;
};

/**
 * The messages of one partition in the stream's order, from a sequence on. Nothing is acknowledged: the reader keeps
 * its place itself, beside what it made of the messages, so that no redelivery can overtake an older one.
 */
export const readObservations = async (
  nats: NatsConnection,
  partition: number,
  fromSequence: number,
): Promise<{ messages: AsyncIterable<ObservationMessage>; stop: () => void }> => {
  const consumer = await nats.jetstream().consumers.get(OBSERVATIONS_STREAM, {
    filterSubjects: `obs.${partition}.>`,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: Math.max(fromSequence, 1),
  });
  const pulled = await consumer.consume({ max_messages: PULL_MESSAGES });
  return { messages: plain(pulled), stop: () => pulled.stop() };
};

async function* plain(pulled: ConsumerMessages): AsyncIterable<ObservationMessage> {
  for await (const message of pulled)
    yield {
      sequence: message.seq,
      data: message.data,
      traceparent: message.headers?.get('traceparent') || undefined,
    };
}
