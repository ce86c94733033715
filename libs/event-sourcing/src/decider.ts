import { type Refusal } from '@saring/kernel';

/** An event as the domain knows it: past tense, plain JSON data. */
export type DomainEvent = { readonly type: string };

export type Decision<Event extends DomainEvent, Code extends string = string> =
  | { readonly accepted: true; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly refusal: Refusal<Code> };

export const accept = <Event extends DomainEvent>(
  ...events: readonly Event[]
): { readonly accepted: true; readonly events: readonly Event[] } => ({ accepted: true, events });

/** @param code stable, e.g. `QUOTA.PACKAGE_SWALLOWED_BY_DEBT`. */
export const refuse = <Code extends string>(
  code: Code,
  details?: Refusal['details'],
): { readonly accepted: false; readonly refusal: Refusal<Code> } => ({
  accepted: false,
  refusal: { code, details },
});

/** A pure decision over a pure fold: no clock, no randomness, no framework. */
export interface Decider<State, Command, Event extends DomainEvent, Code extends string = string> {
  readonly initialState: () => State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (state: State, command: Command) => Decision<Event, Code>;
}

export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initialState();
  for (const event of events) state = decider.evolve(state, event);
  return state;
};
