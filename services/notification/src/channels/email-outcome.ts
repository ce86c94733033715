// email-outcome.ts — what a mail server's answer, or none, proves about a mail.
import type { Attempt } from '../messages/domain/message';

const REASON_CHARACTERS = 120;
/** The mailbox is none, or none any more (RFC 3463). */
const NO_MAILBOX = /\b5\.(?:1\.[1236]|2\.1)\b/;

/** As nodemailer tells what went wrong. */
export type SmtpFailure = {
  /** EAUTH, EENVELOPE, …; empty: none. */
  readonly code: string;
  /** What was said to the server last, e.g. `RCPT TO`. */
  readonly command: string;
  /** 0: the server did not answer. */
  readonly responseCode: number;
  readonly response: string;
};

/** An answer that the mailbox is gone ends the link. */
export const isMailboxGone = ({ command, responseCode, response }: SmtpFailure): boolean =>
  command === 'RCPT TO' && responseCode >= 500 && NO_MAILBOX.test(response);

/**
 * Any refusal proves that nothing was sent. Without an answer that is sure only before the content was on its way.
 * @param isUnderWay the server had asked for the content.
 */
export const attemptOfSmtp = (failure: SmtpFailure, isUnderWay: boolean): Attempt => {
  const { code, command, responseCode, response } = failure;
  const reason = `${code} ${response || command}`
    .replace(/[^\s@<>]+@[^\s@<>]+/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, REASON_CHARACTERS);
  if (responseCode === 421 || (code === 'EAUTH' && responseCode >= 400 && responseCode < 500))
    return { outcome: 'channelDown', fault: 'busy', reason };
  if (code === 'EAUTH' || responseCode === 530)
    return { outcome: 'channelDown', fault: 'token_refused', reason };
  if (responseCode >= 500) {
    if (command === 'RCPT TO') return { outcome: 'passed', fault: 'number_refused', reason };
    // Who sends is not let; whatever is sent next would fare alike.
    if (command === 'MAIL FROM') return { outcome: 'channelDown', fault: 'restricted', reason };
    if (command === 'DATA') return { outcome: 'passed', fault: 'refused', reason };
    return { outcome: 'channelDown', fault: 'unreachable', reason };
  }
  if (responseCode >= 400) return { outcome: 'busy', fault: 'busy', reason };
  return isUnderWay
    ? { outcome: 'unknown', fault: 'no_answer', reason }
    : { outcome: 'channelDown', fault: 'unreachable', reason };
};
