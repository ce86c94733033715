// router-fault.ts — why a router cannot be reached or used, as a word that pages have advice for.
import type { RouterFault } from '@saring/kernel';
import { RouterOsError, RouterTrapError, UnreadableReplyError } from '../routeros/errors';
import { RouterRefusedError } from './router-connector';

const NO_POLICY = /not enough permissions/i;

/** Null: the fault is none of the router's. */
export const faultOf = (error: Error): RouterFault | null => {
  if (error instanceof RouterRefusedError)
    return error.message === 'ROUTER.DUPLICATE' ? 'duplicate' : 'other_router';
  if (error instanceof RouterTrapError)
    return NO_POLICY.test(error.trap.message) ? 'policy_missing' : 'command_refused';
  if (error instanceof UnreadableReplyError) return 'unreadable';
  if (!(error instanceof RouterOsError)) return null;
  switch (error.failure) {
    case 'lost':
      return 'unreachable';
    case 'timeout':
    case 'queue_full':
      return 'timeout';
    default:
      return error.failure;
  }
};
