// message.ts — the state of a message after an attempt to send it.
import { assertNever, type Instant, instantAfter, type MessagePurpose } from '@saring/kernel';
import { CODE_QUEUE_SECONDS } from './lanes';

/** The channel's answer to one attempt. */
export type Attempt =
  | { readonly outcome: 'sent'; readonly providerId: string }
  /** This message can never be sent, e.g. to no WhatsApp number. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** Surely not sent, for a reason of this moment. */
  | { readonly outcome: 'busy'; readonly reason: string }
  /** Surely not sent, and no other message can be: the linked phone, the token or the credit is missing. */
  | { readonly outcome: 'channelDown'; readonly reason: string }
  /** It may have been sent: the answer was lost. */
  | { readonly outcome: 'unknown'; readonly reason: string };

export type NextState =
  | { readonly state: 'sent'; readonly providerId: string }
  | { readonly state: 'failed' | 'expired' | 'unknown'; readonly reason: string }
  | { readonly state: 'queued'; readonly reason: string; readonly nextAttemptAt: Instant };

const RETRY_SECONDS = { first: 2, longest: 600 };
/** How long a message may wait to be sent. */
export const LIFETIME_SECONDS: Readonly<Record<MessagePurpose, number>> = {
  otp: CODE_QUEUE_SECONDS,
  notice: 86_400,
};

const retryAt = (attempts: number, at: Instant): Instant => {
  const seconds = Math.min(RETRY_SECONDS.longest, RETRY_SECONDS.first * 2 ** Math.min(attempts - 1, 16));
  return instantAfter(at, seconds * 1000);
};

/**
 * An unknown outcome is never tried again: a person asks for another code after a minute, and a notice that comes
 * twice is worse than one that an operator sees as unknown.
 * @param attempts those made, this one included.
 */
export const afterAttempt = (
  attempt: Attempt,
  attempts: number,
  at: Instant,
  expiresAt: Instant,
): NextState => {
  switch (attempt.outcome) {
    case 'sent':
      return { state: 'sent', providerId: attempt.providerId };
    case 'rejected':
      return { state: 'failed', reason: attempt.reason };
    case 'unknown':
      return { state: 'unknown', reason: attempt.reason };
    case 'busy':
    case 'channelDown': {
      const nextAttemptAt = retryAt(attempts, at);
      return nextAttemptAt < expiresAt
        ? { state: 'queued', reason: attempt.reason, nextAttemptAt }
        : { state: 'expired', reason: attempt.reason };
    }
    default:
      return assertNever(attempt);
  }
};
