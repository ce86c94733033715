import type { Refusal } from '@saring/kernel';

/** The answerer said no, with a stable code; edge shows it as problem+json. */
export class RefusalError extends Error {
  constructor(
    readonly code: string,
    readonly details: Refusal['details'] = {},
  ) {
    super(`refused: ${code}`);
    this.name = 'RefusalError';
  }
}

/** No answer in time: the dependency is down or busy; asking again later may work. */
export class UnavailableError extends Error {
  constructor(
    readonly subject: string,
    readonly reason: string,
  ) {
    super(`no answer on ${subject}: ${reason}`);
    this.name = 'UnavailableError';
  }
}

/** Many changed the same thing at once, or it is not shown in time: nothing was done, and asked again it may be. */
export class BusyError extends UnavailableError {
  static readonly CODE = 'COMMAND.BUSY';
  readonly code = BusyError.CODE;

  constructor(
    subject: string,
    readonly details: Refusal['details'] = {},
  ) {
    super(subject, BusyError.CODE);
    this.name = 'BusyError';
  }
}
