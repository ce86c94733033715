// process.ts — what has to happen after an event: later, again, or until it succeeds. Pure.
import type { Instant } from '@saring/kernel';

/** One kind of work for one thing, and the time before which it must not start. */
export type WorkItem<Kind extends string> = { readonly kind: Kind; readonly notBefore: Instant };

/** The rules of the work that follows from one kind of thing. The kit stores the work and does it (work-queue.ts). */
export type Process<State, Event, Kind extends string> = {
  /** Each lane is worked by itself, so that a slow one delays no other. Each kind is in one lane. */
  readonly lanes: readonly (readonly Kind[])[];
  readonly after: (event: Event) => readonly WorkItem<Kind>[];
  /** Work that is no longer due is dropped. */
  readonly isStillDue: (kind: Kind, state: State, now: Instant) => boolean;
  /** Seconds until work that failed is tried again, after one attempt or more; null: it is given up. */
  readonly retryInSeconds: (kind: Kind, state: State, attempts: number) => number | null;
  /**
   * When work that succeeded is done again; null: it is done.
   * @param startedAt when the attempt began: a time that passed during it is due at once.
   */
  readonly repeatAt: (kind: Kind, state: State, attempts: number, startedAt: Instant) => Instant | null;
};
