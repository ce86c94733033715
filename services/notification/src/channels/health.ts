// health.ts — how a channel fares by its vendor's own word, asked without sending anything.
import type { MessageFault } from '@saring/kernel';
import { attemptOfFailure, startOf } from './http-attempt';

export type Health =
  | { readonly isWell: true }
  | { readonly isWell: false; readonly fault: MessageFault; readonly reason: string };

export const WELL: Health = { isWell: true };
/** From the question to the whole answer, whatever the vendor. */
export const HEALTH_LIMIT_MILLISECONDS = 5_000;

export const ill = (fault: MessageFault, reason: string): Health => ({ isWell: false, fault, reason });

type Question = {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: the limit of all. */
  readonly answerLimitMilliseconds?: number | undefined;
};

/** @param read what an answer says; null: it is none of the vendor's. */
export const askedHealth = async (
  { url, method = 'GET', headers, answerLimitMilliseconds = HEALTH_LIMIT_MILLISECONDS }: Question,
  read: (status: number, body: string) => Health | null,
): Promise<Health> => {
  const limit = Math.min(answerLimitMilliseconds, HEALTH_LIMIT_MILLISECONDS);
  try {
    const signal = AbortSignal.timeout(limit);
    const response = await fetch(url, { method, headers: { ...headers }, redirect: 'error', signal });
    const body = await startOf(response);
    return read(response.status, body) ?? healthOfStatus(response.status);
  } catch (error) {
    return healthOfFailure(error);
  }
};

/** Of an answer that says no more than its status. */
export const healthOfStatus = (status: number): Health => {
  const reason = `HTTP ${status}`;
  if (status === 401 || status === 403) return ill('token_refused', reason);
  if (status === 404 || status === 405) return ill('unreachable', reason);
  return status === 429 || status === 503 ? ill('busy', reason) : ill('no_answer', reason);
};

const healthOfFailure = (error: unknown): Health => {
  const attempt = attemptOfFailure(error);
  return 'fault' in attempt ? ill(attempt.fault, attempt.reason) : ill('no_answer', 'no answer');
};
