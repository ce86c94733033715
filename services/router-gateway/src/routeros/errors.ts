// errors.ts — why a command got no reply. A router's own refusal is not here: it is a `Trap`, a value.
import type { Trap } from './reply';

/** lost: the connection died; timeout: no reply in time; queue_full: too much waits already; login_refused,
 * certificate_changed and tls_refused: the router, or another host at its address, refused the connection. */
type RouterOsFailure =
  'lost' | 'timeout' | 'queue_full' | 'login_refused' | 'certificate_changed' | 'tls_refused';

export class RouterOsError extends Error {
  override readonly name = 'RouterOsError';

  constructor(
    readonly failure: RouterOsFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another gateway may be writing to the router already, so nothing more is sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The router's answer is not one that RouterOS gives: the session closes the connection and makes a new one. */
export class UnreadableReplyError extends Error {
  override readonly name = 'UnreadableReplyError';
}

/** The router refused a command that every supported RouterOS accepts. */
export class RouterTrapError extends Error {
  override readonly name = 'RouterTrapError';
  constructor(
    readonly path: string,
    readonly trap: Trap,
  ) {
    super(`${path}: ${trap.message}`);
  }
}

/** No gateway can ask the router now. */
export class RouterUnreachableError extends Error {
  override readonly name = 'RouterUnreachableError';
}

/** Whether the fault is the router's or the network's. The session then closes the connection and makes a new one. */
export const isRoutersFault = (error: unknown): boolean =>
  error instanceof RouterOsError ||
  error instanceof RouterTrapError ||
  error instanceof UnreadableReplyError ||
  error instanceof LeaseLostError;
