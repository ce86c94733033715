// reconnect-delay.ts — how long a client of NATS waits between two tries, also after the wall clock was set back.

type Clocks = { readonly wall: () => number; readonly monotonic: () => number };
type Delay = {
  readonly waitMilliseconds: number;
  readonly jitterMilliseconds: number;
  /** How many servers are tried in turn. */
  readonly servers: number;
};

/** Smaller steps are the clock's own drift. */
const LEAST_STEP_MILLISECONDS = 100;
const CLOCKS: Clocks = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * For `reconnectDelayHandler` of nats.js, which tries a server again once the wall clock is past its last try and this
 * delay: set back by an hour, the clock would keep it from trying for an hour. So after each step back every server
 * once gets a delay that takes the step back, too.
 * @returns milliseconds, below zero where the wait is over by any clock.
 */
export const reconnectDelay = (
  { waitMilliseconds, jitterMilliseconds, servers }: Delay,
  { wall, monotonic }: Clocks = CLOCKS,
): (() => number) => {
  let furthest = wall() - monotonic();
  let last = furthest;
  let callsLeft = 0;
  return () => {
    const offset = wall() - monotonic();
    if (last - offset > LEAST_STEP_MILLISECONDS) callsLeft = servers;
    last = offset;
    furthest = Math.max(furthest, offset);
    const delay = waitMilliseconds + Math.floor(Math.random() * jitterMilliseconds);
    if (callsLeft === 0) return delay;
    callsLeft -= 1;
    return offset - furthest - delay;
  };
};
