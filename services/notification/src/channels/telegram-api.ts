// telegram-api.ts — one call of the Telegram Bot API, and what its answer says.
import { attemptOfFailure, startOf } from './http-attempt';
import type { Attempt } from '../messages/domain/message';

export type TelegramOptions = {
  readonly baseUrl: string;
  readonly token: string;
  readonly answerLimitMilliseconds?: number;
};

/** Undefined where the body is none of Telegram's. */
export type TelegramAnswer = {
  readonly status: number;
  readonly isOk: boolean | undefined;
  readonly result: unknown;
  readonly description: string;
  readonly retryAfterSeconds: number | undefined;
};
type Called = { readonly answer: TelegramAnswer } | { readonly failure: Attempt };

const ANSWER_LIMIT_MILLISECONDS = 15_000;
const REASON_CHARACTERS = 120;
const MOST_SECONDS = 86_400;

/** Its address holds the token: it is never logged, nor is the cause of a failure, which may hold it. */
export const callTelegram = async (
  { baseUrl, token, answerLimitMilliseconds = ANSWER_LIMIT_MILLISECONDS }: TelegramOptions,
  method: 'sendMessage' | 'sendDocument' | 'getMe',
  body: Readonly<Record<string, unknown>> | FormData,
): Promise<Called> => {
  const isForm = body instanceof FormData;
  try {
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      headers: isForm ? {} : { 'content-type': 'application/json' },
      body: isForm ? body : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(answerLimitMilliseconds),
    });
    return { answer: answerIn(response.status, await startOf(response)) };
  } catch (error) {
    return { failure: attemptOfFailure(error) };
  }
};

const answerIn = (status: number, body: string): TelegramAnswer => {
  const none = { status, isOk: undefined, result: null, description: '', retryAfterSeconds: undefined };
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return none;
    const { ok, result, description, parameters } = parsed as Readonly<Record<string, unknown>>;
    const wait = (parameters as { retry_after?: unknown } | null | undefined)?.retry_after;
    return {
      ...{ status, isOk: typeof ok === 'boolean' ? ok : undefined, result },
      description: typeof description === 'string' ? masked(description) : '',
      retryAfterSeconds: typeof wait === 'number' && wait > 0 ? Math.min(wait, MOST_SECONDS) : undefined,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return none;
    throw error;
  }
};

const masked = (text: string): string => text.replace(/\d{6,}/g, '…').slice(0, REASON_CHARACTERS);
