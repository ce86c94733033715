// faults.ts — what may go wrong at the vendor, by the words of its API or on the wire.
/** Refusals that come with HTTP 200 and `{status: false, reason}`. */
export const REFUSALS = [
  'token invalid',
  'insufficient quota',
  'target invalid',
  'input invalid',
  'request invalid on disconnected device',
] as const;

/** `timeout` and `cut` take the message first: the sender cannot know whether it was sent. */
const WIRE_FAULTS = ['http-500', 'timeout', 'cut', 'slow'] as const;

export type FaultKind = (typeof REFUSALS)[number] | (typeof WIRE_FAULTS)[number];

export interface Fault {
  kind: FaultKind;
  /** For how many requests; without end if absent. */
  times?: number;
  /** For `slow`: how long to wait. */
  milliseconds?: number;
}

export const isFaultKind = (text: unknown): text is FaultKind =>
  [...REFUSALS, ...WIRE_FAULTS].some((kind) => kind === text);

export class Faults {
  private current: Fault | undefined;

  get now(): Fault | undefined {
    return this.current;
  }

  set(fault: Fault | undefined): void {
    this.current = fault && { ...fault };
  }

  /** The fault of this request, counted down. */
  take(): Fault | undefined {
    const fault = this.current;
    if (fault?.times === undefined) return fault;
    fault.times -= 1;
    if (fault.times <= 0) this.current = undefined;
    return fault;
  }
}
