// work-queue.ts — does the work that is due, on the replica that leads, until it is done or given up.
import { Inject, Injectable } from '@nestjs/common';
import { AppendSignal, type Process } from '@saring/event-sourcing';
import { toInstant, type Clock } from '@saring/kernel';
import { inSpan, isTraced, withTraceparent } from '@saring/messaging';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import { findDueWork, finishWork, planAgain, planningAgain, postponeWork, type DueWork } from './due-work';
import { runTogether } from './run-together';
import { CLOCK, LOGGER, PG_POOL } from './tokens';

/** How often due work is looked for while this process has added none. */
const LOOK_MILLISECONDS = 500;
/** The most work taken from the table at a time, in each lane. */
const BATCH = 100;
/** Things worked on at the same time in each lane; the work of one thing goes one after another. */
const SIDE_BY_SIDE = 8;

const attempts = new Counter({
  name: 'saring_work_attempts_total',
  help: 'Attempts of due work, by what came of them; dropped: it was no longer due',
  labelNames: ['topic', 'kind', 'outcome'],
});

type DuringWork<State, Kind extends string> = Omit<Process<State, never, Kind>, 'after'>;

export type QueuedWork<Subject, State, Kind extends string> = {
  /** The name under which the work is added (`addDueWork`). */
  readonly topic: string;
  readonly process: DuringWork<State, Kind>;
  /** Null: the thing is gone, and its work with it. */
  readonly find: (id: string) => Promise<Subject | null>;
  readonly stateOf: (subject: Subject) => State;
  /** One function a kind: a kind without one does not compile. Throws to be tried again; may answer the thing as it is now. */
  readonly do: { readonly [K in Kind]: (subject: Subject, id: string) => Promise<Subject | void> };
  readonly sideBySide?: number;
  /** The trace that the work of a thing goes on with; absent: it is in none. Asked only where spans are recorded. */
  readonly traceparentOf?: (id: string) => Promise<string | undefined>;
};

@Injectable()
export class WorkQueue {
  private readonly signal = new AppendSignal();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Work was added by this process: it is looked at now. Other replicas look by themselves. */
  wake(): void {
    this.signal.notify();
  }

  /** Works until aborted. @throws what the database throws: the caller gives up the lead and seeks it again. */
  drain<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    signal: AbortSignal,
  ): Promise<void> {
    // A count that is first seen at one has not grown: nobody would be alerted.
    for (const kind of work.process.lanes.flat())
      attempts.inc({ topic: work.topic, kind, outcome: 'given_up' }, 0);
    // Of all lanes together: whichever looks first.
    const again = planningAgain(this.clock, (now) => planAgain(this.pool, work.topic, now));
    return runTogether(
      signal,
      work.process.lanes.map((kinds) => (inner) => this.drainLane(work, kinds, again, inner)),
    );
  }

  private async drainLane<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    kinds: readonly Kind[],
    again: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      await again();
      const wakesBefore = this.signal.appends;
      const due = await findDueWork(this.pool, work.topic, kinds, this.clock.now(), BATCH);
      await this.doBatch(work, due, signal);
      if (due.length === 0 && this.signal.appends === wakesBefore)
        await this.signal.next(LOOK_MILLISECONDS, signal);
    }
  }

  private async doBatch<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    due: readonly DueWork<Kind>[],
    signal: AbortSignal,
  ): Promise<void> {
    const byId = new Map<string, DueWork<Kind>[]>();
    for (const entry of due) byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry]);
    const { sideBySide = SIDE_BY_SIDE } = work;
    const things = [...byId.values()];
    for (let start = 0; start < things.length && !signal.aborted; start += sideBySide)
      await Promise.all(
        things.slice(start, start + sideBySide).map(async (entries) => {
          for (const entry of entries) await this.doEntry(work, entry);
        }),
      );
  }

  private async doEntry<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    entry: DueWork<Kind>,
  ): Promise<void> {
    const { topic, id, kind } = entry;
    const subject = await work.find(id);
    if (subject === null || !this.isStillDue(work, kind, subject)) {
      attempts.inc({ topic, kind, outcome: 'dropped' });
      return finishWork(this.pool, entry);
    }
    const started = this.clock.now();
    const startedAt = toInstant(started);
    let after: Subject;
    try {
      after = (await this.inTrace(work, entry, () => work.do[kind](subject, id))) ?? subject;
    } catch (error) {
      return this.afterFailure(work, entry, subject, error as Error);
    }
    attempts.inc({ topic, kind, outcome: 'done' });
    const again = work.process.repeatAt(kind, work.stateOf(after), entry.attempts + 1, startedAt);
    if (again === null) return finishWork(this.pool, entry);
    await postponeWork(this.pool, entry, new Date(again), null, started);
  }

  private async inTrace<Subject, State, Kind extends string, T>(
    { topic, traceparentOf }: QueuedWork<Subject, State, Kind>,
    { id, kind }: DueWork<Kind>,
    run: () => Promise<T>,
  ): Promise<T> {
    if (!traceparentOf || !isTraced()) return run();
    const traceparent = await traceparentOf(id);
    return traceparent ? withTraceparent(traceparent, () => inSpan(`work ${topic} ${kind}`, {}, run)) : run();
  }

  private isStillDue<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    kind: Kind,
    subject: Subject,
  ): boolean {
    return work.process.isStillDue(kind, work.stateOf(subject), toInstant(this.clock.now()));
  }

  private async afterFailure<Subject, State, Kind extends string>(
    work: QueuedWork<Subject, State, Kind>,
    entry: DueWork<Kind>,
    subject: Subject,
    error: Error,
  ): Promise<void> {
    const { topic, id, kind } = entry;
    const seconds = work.process.retryInSeconds(kind, work.stateOf(subject), entry.attempts + 1);
    attempts.inc({ topic, kind, outcome: seconds === null ? 'given_up' : 'failed' });
    const line = { topic, id, kind, attempts: entry.attempts + 1, error: error.message };
    this.logger.warn(line, seconds === null ? 'due work is given up' : 'due work is tried again');
    if (seconds === null) return finishWork(this.pool, entry);
    const now = this.clock.now();
    const until = new Date(now.getTime() + seconds * 1_000);
    await postponeWork(this.pool, entry, until, error.message, now);
  }
}
