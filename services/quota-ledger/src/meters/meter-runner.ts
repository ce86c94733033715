// meter-runner.ts — reads the observations of all partitions in order, meters them and appends, many routers at once.
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import {
  DEAD_STREAM,
  deadSubject,
  markIn,
  ReadingReader,
  readObservations,
  type ObservationMessage,
} from '@saring/messaging';
import type { KnownRouters } from './known-routers';
import { OBSERVATION_PARTITIONS, routerOfLineMeter } from '@saring/contracts';
import type { EventStore, StreamAppend } from '@saring/event-sourcing';
import { toInstant, sleep, type Clock } from '@saring/kernel';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { MonthOf } from '../domain/closing';
import { LINES_METERED, newMeter, type Meter } from '../domain/meter';
import { evolveMeter } from '../domain/meter-fold';
import { observe, type Observation } from '../domain/meter.decide';
import { ALL_RULES } from '../domain/meter-rules';
import { meterEventsBefore } from '../balances/balances';
import { meterStream, routerOf } from '../streams';
import { decodeObservation } from './decode';
import { streamsReplaced, type MeterLag } from './lag';
import { Places } from './places';
import { Promptness, type Metered } from './promptness';
import { WitnessDoubts } from './witness-doubts';

/** Appends under way at once: the partitions are divided among them. */
const METER_LANES = 2;
const QUEUE_MESSAGES = 128;
const KEPT_METERS = 20_000;
const RETRY_MILLISECONDS = 500;
/** How often a lane notes its place. What it meters again after a crash changes nothing: meters know their last. */
const PLACE_EVERY_MILLISECONDS = 250;
/** How often a lane looks whether the stream is still the one that its places are of, and how far it lags. */
const LOOK_EVERY_MILLISECONDS = 5_000;

type MeterRunnerOptions = {
  readonly nats: NatsConnection;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly knownRouters: KnownRouters;
  readonly batchMessages: number;
  /** The months that meters close. */
  readonly monthOf: MonthOf;
  readonly lag: MeterLag;
};

/** Meters until aborted. */
export const runMeters = async (options: MeterRunnerOptions, signal: AbortSignal): Promise<void> => {
  const partitions = Array.from({ length: OBSERVATION_PARTITIONS }, (_, index) => index);
  const lanes = Array.from(
    { length: METER_LANES },
    (_, lane) =>
      new Lane(
        options,
        lane,
        partitions.filter((one) => one % METER_LANES === lane),
      ),
  );
  await Promise.all(lanes.map((lane) => lane.run(signal)));
};

type Queued = { readonly partition: number; readonly message: ObservationMessage };
type AwakeMeter = { readonly meter: Meter; revision: number };
type Slot = { append: StreamAppend & { events: { type: string; data: object }[] }; awake: AwakeMeter };

class Lane {
  private readonly meters = new Map<string, AwakeMeter>();
  private queue: Queued[] = [];
  private wake: (() => void) | null = null;
  private blocked: (() => void)[] = [];
  private readonly places: Places;
  private readonly doubts: WitnessDoubts;
  private readonly reader = new ReadingReader();
  private readonly promptness = new Promptness();
  private notedAt = 0;

  constructor(
    private readonly options: MeterRunnerOptions,
    private readonly number: number,
    private readonly partitions: readonly number[],
  ) {
    this.places = new Places(options.pool, options.nats, partitions);
    this.doubts = new WitnessDoubts(options.logger);
  }

  /** A failure starts the lane again from the places noted: order within a router must never be lost to a retry. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const round = new AbortController();
      const ended = AbortSignal.any([signal, round.signal]);
      try {
        setMaxListeners(this.partitions.length + 3, ended);
        ended.addEventListener('abort', () => this.unblock(), { once: true });
        await this.loadPlaces();
        const reads = this.partitions.map((partition) => this.read(partition, ended));
        await Promise.all([...reads, this.drain(ended), this.look(ended)].map(endRound(round)));
      } catch (error) {
        if (!signal.aborted)
          this.options.logger.warn({ error: (error as Error).message }, 'metering waits and starts again');
      } finally {
        round.abort();
        this.meters.clear();
        this.promptness.forget();
        this.queue = [];
      }
      await sleep(RETRY_MILLISECONDS, signal);
    }
    this.options.lag.forget(this.number);
    this.doubts.forgetAll();
  }

  private async loadPlaces(): Promise<void> {
    const begun = await this.places.load();
    if (begun.length === 0) return;
    streamsReplaced.inc(begun.length);
    this.options.logger.warn(
      { partitions: begun },
      'the stream of observations was lost, replaced or set back: it is read from its beginning',
    );
  }

  /** Finds a stream that was replaced while it was read, which the reader does not notice. */
  private async look(signal: AbortSignal): Promise<void> {
    const { lag, clock } = this.options;
    while (!signal.aborted) {
      await this.places.check();
      await lag.look(this.number, this.places, clock.monotonicMilliseconds());
      await sleep(LOOK_EVERY_MILLISECONDS, signal);
    }
  }

  private async read(partition: number, signal: AbortSignal): Promise<void> {
    const from = this.places.of(partition).sequence + 1;
    const { messages, stop } = await readObservations(this.options.nats, partition, from);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    for await (const message of messages) {
      this.queue.push({ partition, message });
      this.wake?.();
      if (this.queue.length >= QUEUE_MESSAGES)
        await new Promise<void>((resolve) => this.blocked.push(resolve));
      if (signal.aborted) return;
    }
    if (!signal.aborted) throw new Error(`the observations of partition ${partition} ended`);
  }

  private async drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.queue.length === 0) {
        await this.notePlaces(true);
        await this.somethingQueued(signal);
        continue;
      }
      const batch = this.queue.splice(0, this.options.batchMessages);
      this.unblock();
      await this.meterBatch(batch);
      for (const { partition, message } of batch) this.places.moveOn(partition, message.sequence);
      await this.notePlaces(false);
    }
  }

  /** Readers wait while the queue is full, so that a burst stays in JetStream and not in memory. */
  private unblock(): void {
    const blocked = this.blocked;
    this.blocked = [];
    for (const resume of blocked) resume();
  }

  private somethingQueued(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.wake = null;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.wake = done;
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted || this.queue.length > 0) done();
    });
  }

  private async meterBatch(batch: readonly Queued[]): Promise<void> {
    const appends = new Map<string, Slot>();
    const metered: Metered[] = [];
    for (const { partition, message } of batch) {
      const { stream: source } = this.places.of(partition);
      const decoded = decodeObservation(message, source, this.reader);
      if (!decoded.ok) {
        await this.setAside(message, String(decoded.refusal.details?.['reason']));
        continue;
      }
      const { routerId } = decoded.value;
      const stream = meterStream(routerId);
      const awake = await this.awake(stream);
      // Once metered a router stays known: what was read of it before it was removed is still charged.
      if (
        awake.revision < 0 &&
        !(await this.options.knownRouters.has(routerOfLineMeter(routerId) ?? routerId))
      ) {
        await this.setAside(message, `router ${routerId} is not known to router-gateway`);
        continue;
      }
      const { observation, pollSeconds } = decoded.value;
      metered.push({ ...partOf(observation), routerId, pollSeconds });
      const { clock, monthOf } = this.options;
      const event = observe(awake.meter, observation, toInstant(clock.now()), ALL_RULES, monthOf);
      if (!event) continue;
      if (event.contradictions !== undefined) this.doubts.look(routerId, event.contradictions);
      const { type: ofHosts, ...data } = event;
      const type = routerOfLineMeter(routerId) === null ? ofHosts : LINES_METERED;
      const traceparent = markIn(message.traceparent, `meter ${type}`) ?? message.traceparent;
      const metadata = traceparent ? { traceparent } : undefined;
      const slot = appends.get(stream) ?? {
        awake,
        append: { stream, expectedRevision: awake.revision < 0 ? 'none' : awake.revision, events: [] },
      };
      slot.append.events.push({ type, data, ...(metadata ? { metadata } : {}) });
      appends.set(stream, slot);
    }
    await this.append([...appends.values()]);
    const now = this.options.clock.now().getTime();
    for (const part of metered) this.promptness.note(part, now);
  }

  private async append(slots: readonly Slot[]): Promise<void> {
    if (slots.length === 0) return;
    const outcomes = await this.options.store.appendBatch(slots.map((slot) => slot.append));
    for (const [index, outcome] of outcomes.entries()) {
      const slot = slots[index];
      if (!outcome.ok || !slot) throw new Error(`another meter wrote ${slot?.append.stream ?? 'a stream'}`);
      slot.awake.revision = outcome.revision;
    }
  }

  private async awake(stream: string): Promise<AwakeMeter> {
    const known = this.meters.get(stream);
    if (known) return known;
    if (this.meters.size >= KEPT_METERS) this.meters.clear();
    const [newest] = await this.options.store.readStream(stream, { direction: 'backwards', limit: 1 });
    const revision = newest?.revision ?? -1;
    const events = await meterEventsBefore(this.options.store, stream, revision + 1);
    const asleep = { ...newMeter(), revision: revision - events.length };
    const awake = { meter: events.reduce(evolveMeter, asleep), revision };
    this.doubts.look(routerOf(stream) ?? stream, awake.meter.contradictions);
    this.meters.set(stream, awake);
    return awake;
  }

  /** Not to be metered: kept where an operator finds it, and said; the meter goes on with the next. */
  private async setAside(message: ObservationMessage, reason: string): Promise<void> {
    this.options.logger.error(
      { sequence: message.sequence, reason, stream: DEAD_STREAM },
      'an observation was set aside, unmetered',
    );
    await this.options.nats.jetstream().publish(deadSubject('meter'), message.data, {
      msgID: `meter/${createHash('sha256').update(message.data).digest('hex')}`,
    });
  }

  private async notePlaces(now: boolean): Promise<void> {
    const time = this.options.clock.monotonicMilliseconds();
    if (!now && time - this.notedAt < PLACE_EVERY_MILLISECONDS) return;
    this.notedAt = time;
    await this.places.note();
  }
}

const partOf = ({ kind, part, parts, observedAt }: Observation): Omit<Metered, 'routerId'> => ({
  ...{ kind, part, parts, observedAt },
});

/** One part that ends or fails ends its round, so that none is left waiting for the others. */
const endRound =
  (round: AbortController) =>
  async (part: Promise<void>): Promise<void> => {
    try {
      await part;
    } finally {
      round.abort();
    }
  };
