// http-attempt.ts — what an HTTP answer, or none, proves about a message; the same for every vendor.
import type { Attempt } from '../messages/domain/message';

const LONGEST_ANSWER_BYTES = 10_000;
/** The request never left, so nothing was sent. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The first bytes of an answer; what is longer than any answer of the vendor is not waited for. */
export const startOf = async (response: Response, mostBytes = LONGEST_ANSWER_BYTES): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
};

/** It may have been sent. */
export const unanswered = (reason: string): Attempt => ({ outcome: 'unknown', fault: 'no_answer', reason });

/** The outcome of a request without an answer. */
export const attemptOfFailure = (error: unknown): Attempt => {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  if (code && NEVER_LEFT.has(code)) return { outcome: 'channelDown', fault: 'unreachable', reason: code };
  const isTimeout = (error as Error).name === 'TimeoutError';
  return unanswered(isTimeout ? 'no answer in time' : `connection lost${code ? ` (${code})` : ''}`);
};
