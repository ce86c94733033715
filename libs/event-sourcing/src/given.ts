import type { Decider, DomainEvent } from './decider';

type Then<Event, Code> = {
  /** The events that the command led to, in order. */
  then: (...events: readonly Event[]) => void;
  thenRefused: (code: Code) => void;
  thenNothing: () => void;
  /** The events of the command, for a history that goes on. @throws when it was refused. */
  events: () => readonly Event[];
};

/** Comparison comes from the test runner, so that this library needs none. */
type Expect = (actual: unknown) => { toEqual: (expected: unknown) => void };

/** `given(past events) → when(command) → then(events) | thenRefused(code)`. */
export const givenWith =
  <State, Command, Event extends DomainEvent, Code extends string>(
    decider: Decider<State, Command, Event, Code>,
    expectThat: Expect,
  ) =>
  (...past: readonly Event[]) => ({
    when: (command: Command): Then<Event, Code> => {
      const state = past.reduce((folded, event) => decider.evolve(folded, event), decider.initialState());
      const decision = decider.decide(state, command);
      return {
        then: (...events) => expectThat(decision).toEqual({ accepted: true, events }),
        thenRefused: (code) => expectThat(decision.accepted ? decision : decision.refusal.code).toEqual(code),
        thenNothing: () => expectThat(decision).toEqual({ accepted: true, events: [] }),
        events: () => {
          if (!decision.accepted) throw new Error(`refused: ${decision.refusal.code}`);
          return decision.events;
        },
      };
    },
    /** The folded state, for what commands alone do not show. */
    state: (): State => past.reduce((folded, event) => decider.evolve(folded, event), decider.initialState()),
  });
