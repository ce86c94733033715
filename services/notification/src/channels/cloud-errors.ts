// cloud-errors.ts — what each error code of the WhatsApp Cloud API says about a message. Codes alone decide: Meta changes the titles.
import type { MessageFault } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';

type Sorted = {
  readonly outcome: 'rejected' | 'passed' | 'busy' | 'channelDown';
  readonly fault: MessageFault;
  readonly retryAfterSeconds?: number;
};

/** One message to the same person in 6 s. */
const PAIR_SECONDS = 6;

const BUSY: Sorted = { outcome: 'busy', fault: 'busy' };
const REFUSED: Sorted = { outcome: 'rejected', fault: 'refused' };
const NO_TEMPLATE: Sorted = { outcome: 'passed', fault: 'template_missing' };
const TEMPLATE: Sorted = { outcome: 'passed', fault: 'template_refused' };
const TOKEN: Sorted = { outcome: 'channelDown', fault: 'token_refused' };
const RESTRICTED: Sorted = { outcome: 'channelDown', fault: 'restricted' };

/** The session's 24 hours are over: only a template goes. */
export const WINDOW_CLOSED = 131_047;

const CODES: readonly (readonly [Sorted, readonly number[]])[] = [
  // Retry: rates, and a service that says that it is out of order.
  [BUSY, [2, 4, 80_007, 130_429, 131_000, 131_016, 131_057, 133_004]],
  [{ ...BUSY, retryAfterSeconds: PAIR_SECONDS }, [131_056]],
  // Never: this message, or this person.
  [{ outcome: 'rejected', fault: 'number_refused' }, [131_026, 131_021, 137_000]],
  [REFUSED, [100, 131_008, 131_009, 131_049, 131_050, 131_051, 131_052, 131_053, 130_472]],
  // Change the template; another channel needs none.
  [NO_TEMPLATE, [WINDOW_CLOSED]],
  [TEMPLATE, [132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016]],
  // Every message fares alike.
  [TOKEN, [3, 10, 190, 131_005]],
  [RESTRICTED, [368, 130_497, 131_031, 131_048]],
  [{ outcome: 'channelDown', fault: 'no_quota' }, [131_042]],
  [{ outcome: 'channelDown', fault: 'device_disconnected' }, [133_010]],
];
const BY_CODE: ReadonlyMap<number, Sorted> = new Map(
  CODES.flatMap(([sorted, codes]) => codes.map((code) => [code, sorted] as const)),
);
/** Permissions that the token lacks. */
const PERMISSIONS = { first: 200, last: 299 };
/** The phone number id is none of the token's. */
const UNKNOWN_OBJECT = { code: 100, subcode: 33 };

/** Null for a code that is not known, and for 1, by which Meta says that it does not know: it may have been sent. */
export const attemptOfCode = (code: number, subcode: number, reason: string): Attempt | null => {
  if (code === UNKNOWN_OBJECT.code && subcode === UNKNOWN_OBJECT.subcode) return { ...TOKEN, reason };
  if (code >= PERMISSIONS.first && code <= PERMISSIONS.last) return { ...TOKEN, reason };
  const sorted = BY_CODE.get(code);
  return sorted ? { ...sorted, reason } : null;
};

/** Of a message that Meta took and could not deliver. */
export const faultOfCode = (code: number): MessageFault => BY_CODE.get(code)?.fault ?? 'refused';
