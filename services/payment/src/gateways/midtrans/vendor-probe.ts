// vendor-probe.ts — what the vendor's answer about an order that is none says of our key.
import type { GatewayFault } from '@saring/kernel';
import type { ProbeOutcome } from '../gateway';
import { isPassing, TIMED_OUT, UNREADABLE, type VendorAnswer } from './vendor-client';

const NO_SUCH_ORDER = 404;
const KEY_REFUSED: readonly number[] = [401, 403];

type ErrorAnswer = Extract<VendorAnswer, { kind: 'error' }>;

/** A page of some other server has no words of the vendor's. */
const isOfVendor = (answer: VendorAnswer): answer is ErrorAnswer =>
  answer.kind === 'error' && answer.message !== '';

export const isRefusedKey = (answer: VendorAnswer): answer is ErrorAnswer =>
  isOfVendor(answer) && KEY_REFUSED.includes(answer.code);

const faultOf = (answer: VendorAnswer): GatewayFault => {
  if (answer.kind === 'failed') {
    if (answer.message === TIMED_OUT) return 'timed_out';
    return answer.message === UNREADABLE ? 'unreadable' : 'unreachable';
  }
  if (isRefusedKey(answer)) return 'key_refused';
  return isOfVendor(answer) && isPassing(answer) ? 'busy' : 'unreadable';
};

export const probeOutcome = (answer: VendorAnswer): ProbeOutcome => {
  const isTaken = answer.kind === 'ok' || (isOfVendor(answer) && answer.code === NO_SUCH_ORDER);
  return isTaken
    ? { outcome: 'accepted' }
    : { outcome: 'failed', fault: faultOf(answer), reason: answer.message };
};
