// fonnte-channel.ts — Fonnte's send API as its documentation and its answers have it: errors come with HTTP 200, keys in
// changing case.
import type { MessageFault } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Capabilities, Channel, OutgoingMessage } from './channel';
import { askedHealth, ill, WELL, type Health } from './health';
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
  private readonly deviceUrl: string;

  constructor(private readonly options: FonnteOptions) {
    this.sender = options.sender ?? this.name;
    this.url = `${options.baseUrl.replace(/\/$/, '')}/send`;
    this.deviceUrl = `${options.baseUrl.replace(/\/$/, '')}/device`;
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

  health(): Promise<Health> {
    const { token, answerLimitMilliseconds } = this.options;
    const headers = { authorization: token };
    return askedHealth({ url: this.deviceUrl, method: 'POST', headers, answerLimitMilliseconds }, healthIn);
  }
}

const CONNECTED = 'connect';

const healthIn = (status: number, body: string): Health | null => {
  const answer = status === 200 ? lowerCaseKeys(body) : null;
  if (answer === null) return null;
  const device = answer['device_status'];
  if (answer['status'] === true && typeof device === 'string')
    return device === CONNECTED ? WELL : ill('device_disconnected', device.slice(0, REASON_CHARACTERS));
  if (typeof answer['reason'] !== 'string') return null;
  const reason = shortened(answer['reason']);
  return ill(faultIn(CHANNEL_FAILURES, reason) ?? 'refused', reason);
};

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
  const reason = shortened(answer['reason']);
  const [down, rejected] = [faultIn(CHANNEL_FAILURES, reason), faultIn(REJECTIONS, reason)];
  if (down) return { outcome: 'channelDown', fault: down, reason };
  if (rejected) return { outcome: 'rejected', fault: rejected, reason };
  return { outcome: 'rejected', fault: 'refused', reason: `unlisted: ${reason}` };
};

const shortened = (reason: string): string =>
  reason
    .toLowerCase()
    .replace(/\d{6,}/g, '…')
    .slice(0, REASON_CHARACTERS);

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
