// observations.ts — router counters on their way from router-gateway to the meter: one message a part of a reading.
import { OBSERVATIONS_STREAM, observationSubject } from '@saring/contracts';
import {
  AckPolicy,
  DeliverPolicy,
  nanos,
  NatsError,
  type Consumer,
  type ConsumerMessages,
  type NatsConnection,
} from 'nats';
import { encodeReading, type ReadingMessage } from './reading-format';
import { ensureStreams } from './streams';
import { traceHeaders } from './telemetry';

const PULL_MESSAGES = 256;
/** How long a pull waits; an empty one is followed by a look whether anything got lost. */
const PULL_MILLISECONDS = 5_000;
/** The server forgets a consumer that no reader pulls from any more. */
const FORGOTTEN_MILLISECONDS = 120_000;
const WRONG_LAST_SEQUENCE = 10071;

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
    const ack = await nats.jetstream().publish(observationSubject(reading.routerId), encodeReading(reading), {
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
export const lastReadingSequence = (nats: NatsConnection, routerId: string): Promise<number> =>
  lastSequenceAt(nats, observationSubject(routerId));

const lastSequenceAt = async (nats: NatsConnection, subject: string): Promise<number> => {
  const manager = await nats.jetstreamManager();
  try {
    const last = await manager.streams.getMessage(OBSERVATIONS_STREAM, { last_by_subj: subject });
    return last.seq;
  } catch (error) {
    if (error instanceof NatsError && error.code === '404') return 0;
    throw error;
  }
};

/** The stream as it is now: a lost or replaced one was created at another time. */
export type ObservationStream = { readonly created: string; readonly lastSequence: number };

/** Makes the streams again where the bus has lost them. */
export const observationStream = async (nats: NatsConnection): Promise<ObservationStream> => {
  const manager = await nats.jetstreamManager();
  const info = async (): Promise<ObservationStream> => {
    const { created, state } = await manager.streams.info(OBSERVATIONS_STREAM);
    return { created: String(created), lastSequence: state.last_seq };
  };
  try {
    return await info();
  } catch (error) {
    if (!(error instanceof NatsError && error.code === '404')) throw error;
    await ensureStreams(manager);
    return info();
  }
};

/** The sequence of a partition's last message; 0 when there is none. */
export const lastOfPartition = async (nats: NatsConnection, partition: number): Promise<number> =>
  lastSequenceAt(nats, `obs.${partition}.>`);

export type ObservationMessage = {
  readonly sequence: number;
  readonly data: Uint8Array;
  readonly traceparent?: string;
};

/**
 * The messages of one partition in the stream's order, from a sequence on. Nothing is acknowledged: the reader keeps
 * its place itself, beside what it made of the messages, so that no redelivery can overtake an older one. What got
 * lost between server and reader shows in the consumer's own count; then it is read again from the last one given.
 * (The client's ordered consumer drops what it had queued when it resets itself under load, without a word.)
 */
export const readObservations = async (
  nats: NatsConnection,
  partition: number,
  fromSequence: number,
): Promise<{ messages: AsyncIterable<ObservationMessage>; stop: () => void }> => {
  const reader = new PartitionReader(nats, partition, fromSequence);
  return { messages: reader.read(), stop: () => reader.stop() };
};

class PartitionReader {
  private stopped = false;
  private fetching: ConsumerMessages | null = null;

  constructor(
    private readonly nats: NatsConnection,
    private readonly partition: number,
    private next: number,
  ) {}

  stop(): void {
    this.stopped = true;
    this.fetching?.stop();
  }

  async *read(): AsyncIterable<ObservationMessage> {
    while (!this.stopped) {
      const consumer = await this.newConsumer();
      let given = 0;
      for (let isWhole = true; isWhole && !this.stopped;) {
        let fetched = 0;
        this.fetching = await consumer.fetch({ max_messages: PULL_MESSAGES, expires: PULL_MILLISECONDS });
        if (this.stopped) this.fetching.stop();
        for await (const message of this.fetching) {
          isWhole = message.info.deliverySequence === given + 1;
          if (!isWhole) break;
          given += 1;
          fetched += 1;
          this.next = message.seq + 1;
          const traceparent = message.headers?.get('traceparent') || undefined;
          yield { sequence: message.seq, data: message.data, traceparent };
        }
        if (fetched === 0 && isWhole && !this.stopped)
          isWhole = (await consumer.info()).delivered.consumer_seq === given;
      }
    }
  }

  private async newConsumer(): Promise<Consumer> {
    const manager = await this.nats.jetstreamManager();
    const { name } = await manager.consumers.add(OBSERVATIONS_STREAM, {
      filter_subject: `obs.${this.partition}.>`,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: Math.max(this.next, 1),
      ack_policy: AckPolicy.None,
      inactive_threshold: nanos(FORGOTTEN_MILLISECONDS),
      mem_storage: true,
    });
    return this.nats.jetstream().consumers.get(OBSERVATIONS_STREAM, name);
  }
}
