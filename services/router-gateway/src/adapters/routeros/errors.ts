// errors.ts — why a command got no reply. A router's own refusal is not here: it is a `Trap`, a value.

/** lost: the connection died; timeout: no reply in time; queue_full: too much waits already; login_refused,
 * certificate_changed and tls_refused: the router, or whoever answers in its place, did not let us in. */
export type RouterOsFailure =
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

/** Another gateway may be writing to the router by now: nothing more is sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
