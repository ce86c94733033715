// message.ts — the state of a message after an attempt to send it.
import {
  assertNever,
  type Instant,
  instantAfter,
  type MessageFault,
  type MessagePurpose,
} from '@saring/kernel';
import { CODE_QUEUE_SECONDS } from './lanes';

/** The channel's answer to one attempt. */
export type Attempt =
  | { readonly outcome: 'sent'; readonly providerId: string }
  /** This message can never be sent, e.g. to no WhatsApp number. */
  | { readonly outcome: 'rejected'; readonly fault: MessageFault; readonly reason: string }
  /** Surely not sent: the channel is not for this message (no template, no link). Another channel may be. */
  | { readonly outcome: 'passed'; readonly fault: MessageFault; readonly reason: string }
  /** Surely not sent, for a reason of this moment. */
  | {
      readonly outcome: 'busy';
      readonly fault: MessageFault;
      readonly reason: string;
      /** The vendor's own wish; absent: it names none. */
      readonly retryAfterSeconds?: number;
    }
  /** Surely not sent, and no other message can be: the linked phone, the token or the credit is missing. */
  | {
      readonly outcome: 'channelDown';
      readonly fault: MessageFault;
      readonly reason: string;
      /** The vendor's own wish for all messages; absent: it names none. */
      readonly retryAfterSeconds?: number;
    }
  /** It may have been sent: the answer was lost. */
  | { readonly outcome: 'unknown'; readonly fault: MessageFault; readonly reason: string };

type Fault = { readonly fault: MessageFault; readonly reason: string };
export type NextState =
  | { readonly state: 'sent'; readonly providerId: string }
  | ({ readonly state: 'failed' | 'expired' | 'unknown' } & Fault)
  | ({ readonly state: 'queued'; readonly nextAttemptAt: Instant } & Fault);

/** What is known of a message when an attempt has been made. */
type Attempted = {
  /** Those made, this one included. */
  readonly attempts: number;
  readonly purpose: MessagePurpose;
  readonly expiresAt: Instant;
};

const RETRY_SECONDS = { first: 2, longest: 600 };
/** How long a message may wait to be sent. */
export const LIFETIME_SECONDS: Readonly<Record<MessagePurpose, number>> = {
  otp: CODE_QUEUE_SECONDS,
  notice: 86_400,
  test: 120,
};

const retryAt = (attempts: number, at: Instant): Instant => {
  const seconds = Math.min(RETRY_SECONDS.longest, RETRY_SECONDS.first * 2 ** Math.min(attempts - 1, 16));
  return instantAfter(at, seconds * 1000);
};

/**
 * An unknown outcome is never tried again: a person asks for another code after a minute, and a notice that comes
 * twice is worse than one that an operator sees as unknown. A test is tried once: it asks how the channel fares now.
 */
export const afterAttempt = (
  attempt: Attempt,
  { attempts, purpose, expiresAt }: Attempted,
  at: Instant,
): NextState => {
  switch (attempt.outcome) {
    case 'sent':
      return { state: 'sent', providerId: attempt.providerId };
    case 'rejected':
    case 'passed':
      return { state: 'failed', ...faultOf(attempt) };
    case 'unknown':
      return { state: 'unknown', ...faultOf(attempt) };
    case 'busy':
    case 'channelDown': {
      if (purpose === 'test') return { state: 'failed', ...faultOf(attempt) };
      const wished = instantAfter(at, (attempt.retryAfterSeconds ?? 0) * 1000);
      const ours = retryAt(attempts, at);
      const nextAttemptAt = wished > ours ? wished : ours;
      return nextAttemptAt < expiresAt
        ? { state: 'queued', ...faultOf(attempt), nextAttemptAt }
        : { state: 'expired', ...faultOf(attempt) };
    }
    default:
      return assertNever(attempt);
  }
};

const faultOf = ({ fault, reason }: Fault): Fault => ({ fault, reason });
