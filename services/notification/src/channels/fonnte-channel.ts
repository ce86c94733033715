// fonnte-channel.ts — Fonnte's send API as its documentation and its answers have it: errors come with HTTP 200, keys in
// changing case.
import type { MessageFault } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Capabilities, Channel, OutgoingMessage } from './channel';
import { attemptOfFailure, startOf, unanswered } from './http-attempt';

const ANSWER_LIMIT_MILLISECONDS = 10_000;
const REASON_CHARACTERS = 120;

type Words = readonly (readonly [part: string, fault: MessageFault])[];
/** Of the one message. */
const REJECTIONS: Words = [
  ['target invalid', 'number_refused'],
  ['input invalid', 'refused'],
];
/** Of the device, the token or the credit: every message would fare alike. */
const CHANNEL_FAILURES: Words = [
  ['disconnected device', 'device_disconnected'],
  ['token invalid', 'token_refused'],
  ['insufficient quota', 'no_quota'],
];
const BUSY_STATUSES = new Set([429, 503]);

type FonnteOptions = {
  readonly baseUrl: string;
  readonly token: string;
  /** Absent: it is the channel's first. */
  readonly sender?: string;
  readonly answerLimitMilliseconds?: number;
};

export class FonnteChannel implements Channel {
  readonly name = 'fonnte';
  readonly sender: string;
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: false, identityIsPhone: true },
  };
  readonly identity: string;
  private readonly url: string;

  constructor(private readonly options: FonnteOptions) {
    this.sender = options.sender ?? this.name;
    this.url = `${options.baseUrl.replace(/\/$/, '')}/send`;
    this.identity = options.token;
  }

  canSend(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async send({ to, text, attachment }: OutgoingMessage): Promise<Attempt> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { authorization: this.options.token },
        body: bodyOf({ target: to.slice(1), message: text, countryCode: '62' }, attachment),
        redirect: 'error',
        signal: AbortSignal.timeout(this.options.answerLimitMilliseconds ?? ANSWER_LIMIT_MILLISECONDS),
      });
      return attemptOf(response.status, await startOf(response));
    } catch (error) {
      return attemptOfFailure(error);
    }
  }
}

/** A form, or with a file the upload that the vendor takes it by. */
const bodyOf = (fields: Readonly<Record<string, string>>, attachment: Attachment | null) => {
  if (!attachment) return new URLSearchParams(fields);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const { name, contentType, content } = attachment;
  form.set('file', new Blob([content], { type: contentType }), name);
  form.set('filename', name);
  return form;
};

const attemptOf = (status: number, body: string): Attempt => {
  if (BUSY_STATUSES.has(status)) return { outcome: 'busy', fault: 'busy', reason: `HTTP ${status}` };
  if (status === 401 || status === 403)
    return { outcome: 'channelDown', fault: 'token_refused', reason: `HTTP ${status}` };
  const answer = lowerCaseKeys(body);
  if (status !== 200 || !answer) return unanswered(`HTTP ${status} without an answer`);
  const providerId = firstId(answer['id']);
  if (answer['status'] === true && providerId !== '') return { outcome: 'sent', providerId };
  // Only its own words refuse a message, and only a message's id proves that it was taken: a page of somebody in
  // between, or half an answer, says neither.
  if (answer['status'] !== false || typeof answer['reason'] !== 'string')
    return unanswered('an answer without a status, id or reason');
  // The vendor's words are kept short and never hold what we sent.
  const reason = answer['reason']
    .toLowerCase()
    .replace(/\d{6,}/g, '…')
    .slice(0, REASON_CHARACTERS);
  const [down, rejected] = [faultIn(CHANNEL_FAILURES, reason), faultIn(REJECTIONS, reason)];
  if (down) return { outcome: 'channelDown', fault: down, reason };
  if (rejected) return { outcome: 'rejected', fault: rejected, reason };
  return { outcome: 'rejected', fault: 'refused', reason: `unlisted: ${reason}` };
};

const faultIn = (words: Words, reason: string): MessageFault | undefined =>
  words.find(([part]) => reason.includes(part))?.[1];

const lowerCaseKeys = (body: string): Record<string, unknown> | null => {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), value]));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Of the one message that was sent; empty: there is none. */
const firstId = (ids: unknown): string => {
  const id: unknown = Array.isArray(ids) ? (ids as unknown[])[0] : ids;
  return typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
};
