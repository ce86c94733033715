// gowa-channel.ts — GOWA (go-whatsapp-web-multidevice), a gateway of one's own beside a linked phone: its send API, as its
// OpenAPI description and its error codes have it.
import type { MessageFault } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Capabilities, Channel, OutgoingMessage } from './channel';
import { askedHealth, ill, WELL, type Health } from './health';
import { attemptOfFailure, startOf, unanswered } from './http-attempt';

const ANSWER_LIMIT_MILLISECONDS = 20_000;

/** Of the one message: nothing was sent. */
const REJECTIONS: Readonly<Record<string, MessageFault>> = {
  INVALID_JID: 'number_refused',
  VALIDATION_ERROR: 'refused',
  UPLOAD_MEDIA_ERROR: 'refused',
};
/** Of the linked phone: every message would fare alike, and this one was not sent. */
const CHANNEL_FAILURES: Readonly<Record<string, MessageFault>> = {
  INVALID_WA_CLI: 'device_disconnected',
  AUTHENTICATION_ERROR: 'device_disconnected',
};
/** WhatsApp lets the phone begin no new chats for a while: others may still get theirs. */
const TIMELOCK = 'WA_REACHOUT_TIMELOCK';

type GowaOptions = {
  readonly baseUrl: string;
  readonly user: string;
  readonly password: string;
  /** Where one gateway has several phones; empty: its only one. */
  readonly device: string;
  /** Absent: it is the channel's first. */
  readonly sender?: string;
  readonly answerLimitMilliseconds?: number;
};

export class GowaChannel implements Channel {
  readonly name = 'gowa';
  readonly sender: string;
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  };
  readonly identity: string;

  constructor(private readonly options: GowaOptions) {
    this.sender = options.sender ?? this.name;
    const { baseUrl, user, password, device } = options;
    this.identity = JSON.stringify([baseUrl, user, password, device]);
  }

  canSend(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async send({ to, text, attachment }: OutgoingMessage): Promise<Attempt> {
    const { baseUrl, answerLimitMilliseconds = ANSWER_LIMIT_MILLISECONDS } = this.options;
    const phone = `${to.slice(1)}@s.whatsapp.net`;
    try {
      const response = await fetch(`${baseUrl.replace(/\/$/, '')}/send/${attachment ? 'file' : 'message'}`, {
        method: 'POST',
        headers: {
          ...this.headers(),
          ...(attachment ? {} : { 'content-type': 'application/json' }),
        },
        body: attachment ? formOf(phone, text, attachment) : JSON.stringify({ phone, message: text }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerLimitMilliseconds),
      });
      return attemptOf(response.status, await startOf(response));
    } catch (error) {
      return attemptOfFailure(error);
    }
  }

  health(): Promise<Health> {
    const { baseUrl, answerLimitMilliseconds } = this.options;
    const url = `${baseUrl.replace(/\/$/, '')}/app/status`;
    return askedHealth({ url, headers: this.headers(), answerLimitMilliseconds }, healthIn);
  }

  private headers(): Record<string, string> {
    const { user, password, device } = this.options;
    const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return { ...(user !== '' && { authorization: basic }), ...(device !== '' && { 'x-device-id': device }) };
  }
}

const healthIn = (status: number, body: string): Health | null => {
  const { code, results } = answerIn(body);
  const fault = CHANNEL_FAILURES[code];
  if (fault) return ill(fault, `HTTP ${status} ${code}`);
  if (status !== 200 || code !== 'SUCCESS') return null;
  const { is_connected: isConnected, is_logged_in: isLoggedIn } = results;
  if (isConnected === true && isLoggedIn === true) return WELL;
  return ill('device_disconnected', isLoggedIn === true ? 'not connected' : 'not logged in');
};

const formOf = (phone: string, caption: string, { name, contentType, content }: Attachment): FormData => {
  const form = new FormData();
  form.set('phone', phone);
  form.set('caption', caption);
  form.set('file', new Blob([content], { type: contentType }), name);
  return form;
};

/** Only the gateway's own words refuse a message, and only an id of the message proves that it was taken. */
const attemptOf = (status: number, body: string): Attempt => {
  const { code, results } = answerIn(body);
  const reason = `HTTP ${status}${code === '' ? '' : ` ${code}`}`;
  if (status === 200) {
    const providerId = results['message_id'];
    return code === 'SUCCESS' && typeof providerId === 'string' && providerId !== ''
      ? { outcome: 'sent', providerId }
      : unanswered(`${reason} without the id of a message`);
  }
  const [down, rejected] = [CHANNEL_FAILURES[code], REJECTIONS[code]];
  if (down) return { outcome: 'channelDown', fault: down, reason };
  if (rejected) return { outcome: 'rejected', fault: rejected, reason };
  if (code === TIMELOCK) return { outcome: 'busy', fault: 'busy', reason };
  // Before the gateway looks at a request.
  if (status === 401 || status === 403) return { outcome: 'channelDown', fault: 'token_refused', reason };
  if (status === 404 || status === 405) return { outcome: 'channelDown', fault: 'unreachable', reason };
  if (status === 429 || status === 503) return { outcome: 'busy', fault: 'busy', reason };
  return unanswered(reason);
};

/** `code` is empty where the body is none of the gateway's. */
const answerIn = (body: string): { readonly code: string; readonly results: Record<string, unknown> } => {
  const nothing = { code: '', results: {} };
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return nothing;
    const { code, results } = parsed as { code?: unknown; results?: unknown };
    return {
      code: typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : '',
      results: typeof results === 'object' && results !== null ? (results as Record<string, unknown>) : {},
    };
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
};
