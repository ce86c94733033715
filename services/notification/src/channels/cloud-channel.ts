// cloud-channel.ts — the WhatsApp Cloud API: words and files within 24 hours of a person's last message, approved templates
// at any time.
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Capabilities, Channel, MessageOutline, OutgoingMessage } from './channel';
import { attemptOfCode, WINDOW_CLOSED } from './cloud-errors';
import {
  mediaObject,
  templateObject,
  type CloudTemplate,
  type CloudTemplates,
  type UploadedMedia,
} from './cloud-templates';
import type { Contacts } from './contacts';
import { askedHealth, ill, WELL, type Health } from './health';
import { attemptOfFailure, startOf, unanswered } from './http-attempt';

const ANSWER_LIMIT_MILLISECONDS = 15_000;
const REASON_CHARACTERS = 120;

type CloudOptions = {
  readonly baseUrl: string;
  /** E.g. v24.0. */
  readonly version: string;
  readonly phoneNumberId: string;
  readonly token: string;
  readonly templates: CloudTemplates;
  readonly contacts: Pick<Contacts, 'isWindowOpen'>;
  readonly answerLimitMilliseconds?: number;
};

/** `code` is 0 where the answer is none of Meta's errors. */
type Answer = {
  readonly status: number;
  readonly ids: Readonly<Record<string, unknown>>;
  readonly code: number;
  readonly subcode: number;
  readonly details: string;
};
/** Null: it was answered. */
type Asked = { readonly answer: Answer } | { readonly failure: Attempt };

export class CloudChannel implements Channel {
  readonly name = 'cloud';
  readonly sender = 'cloud';
  readonly capabilities: Capabilities = {
    ...{ text: true, template: true, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  };
  readonly identity: string;

  constructor(private readonly options: CloudOptions) {
    const { baseUrl, phoneNumberId, token } = options;
    this.identity = JSON.stringify([baseUrl, phoneNumberId, token]);
  }

  async canSend({ to, template, hasAttachment }: MessageOutline): Promise<boolean> {
    if (this.templateFor(template, hasAttachment)) return true;
    return this.options.contacts.isWindowOpen(this.name, to);
  }

  async send(message: OutgoingMessage): Promise<Attempt> {
    const isOpen = await this.options.contacts.isWindowOpen(this.name, message.to);
    const template = this.templateFor(message.template, message.attachment !== null);
    if (!isOpen && !template) return noTemplate('no template is set for this kind of message');
    const uploaded = await this.upload(message.attachment);
    if (uploaded && 'outcome' in uploaded) return uploaded;
    if (!isOpen && template) return (await this.sendBody(byTemplate(message, template, uploaded))).attempt;
    const { attempt, code } = await this.sendBody(freely(message, uploaded));
    // Our clock, or our book of what people wrote, was ahead of Meta's: the words were refused, so the template may go.
    if (code !== WINDOW_CLOSED || !template) return attempt;
    return (await this.sendBody(byTemplate(message, template, uploaded))).attempt;
  }

  health(): Promise<Health> {
    const { baseUrl, version, phoneNumberId, token, answerLimitMilliseconds } = this.options;
    const url = `${baseUrl.replace(/\/$/, '')}/${version}/${phoneNumberId}?fields=id`;
    const headers = { authorization: `Bearer ${token}` };
    return askedHealth({ url, headers, answerLimitMilliseconds }, healthIn);
  }

  /** Undefined without one, and with one that would lose the file. */
  private templateFor(kind: OutgoingMessage['template'], hasAttachment: boolean): CloudTemplate | undefined {
    const template = this.options.templates[kind];
    return template && (template.takesFile || !hasAttachment) ? template : undefined;
  }

  private async sendBody(body: object): Promise<{ attempt: Attempt; code: number }> {
    const asked = await this.ask('messages', JSON.stringify(body));
    if ('failure' in asked) return { attempt: asked.failure, code: 0 };
    const { answer } = asked;
    const providerId = idOf((answer.ids['messages'] as unknown[] | undefined)?.[0]);
    if (answer.status === 200 && providerId !== '')
      return { attempt: { outcome: 'sent', providerId }, code: 0 };
    return { attempt: attemptOfRefusal(answer), code: answer.code };
  }

  /** Nothing is sent by it: whatever happens to it, the message may be tried again. */
  private async upload(attachment: Attachment | null): Promise<UploadedMedia | Attempt | null> {
    if (!attachment) return null;
    const { name, contentType, content } = attachment;
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', contentType);
    form.set('file', new Blob([content], { type: contentType }), name);
    const asked = await this.ask('media', form);
    if ('failure' in asked) return safely(asked.failure);
    const id = idOf(asked.answer.ids);
    if (asked.answer.status !== 200 || id === '') return safely(attemptOfRefusal(asked.answer));
    return { id, type: contentType.startsWith('image/') ? 'image' : 'document', fileName: name };
  }

  private async ask(what: 'messages' | 'media', body: string | FormData): Promise<Asked> {
    const { baseUrl, version, phoneNumberId, token, answerLimitMilliseconds } = this.options;
    try {
      const response = await fetch(`${baseUrl.replace(/\/$/, '')}/${version}/${phoneNumberId}/${what}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(answerLimitMilliseconds ?? ANSWER_LIMIT_MILLISECONDS),
      });
      return { answer: answerIn(response.status, await startOf(response)) };
    } catch (error) {
      return { failure: attemptOfFailure(error) };
    }
  }
}

const healthIn = (status: number, body: string): Health | null => {
  const answer = answerIn(status, body);
  if (status === 200 && idOf(answer.ids) !== '') return WELL;
  if (answer.code === 0) return null;
  const attempt = attemptOfRefusal(answer);
  return 'fault' in attempt ? ill(attempt.fault, attempt.reason) : null;
};

const noTemplate = (reason: string): Attempt => ({ outcome: 'passed', fault: 'template_missing', reason });

const envelope = ({ id, to }: OutgoingMessage) => ({
  ...{ messaging_product: 'whatsapp', recipient_type: 'individual', to: to.slice(1) },
  // Meta gives it back with each receipt: so a message whose answer was lost is still known by it.
  biz_opaque_callback_data: id,
});

const freely = (message: OutgoingMessage, media: UploadedMedia | null): object => {
  if (!media) return { ...envelope(message), type: 'text', text: { body: message.text, preview_url: false } };
  return {
    ...{ ...envelope(message), type: media.type },
    [media.type]: { ...mediaObject(media), caption: message.text },
  };
};

const byTemplate = (message: OutgoingMessage, template: CloudTemplate, media: UploadedMedia | null) => ({
  ...{ ...envelope(message), type: 'template' },
  template: templateObject(template, message, media),
});

/** Only Meta's own codes refuse a message; what it answers without one may have been sent. */
const attemptOfRefusal = ({ status, code, subcode, details }: Answer): Attempt => {
  if (code !== 0) {
    const reason = `${code} ${details}`.trim();
    return attemptOfCode(code, subcode, reason) ?? unanswered(`unlisted: ${reason}`);
  }
  const reason = `HTTP ${status}`;
  // Before Meta looks at a request.
  if (status === 401 || status === 403) return { outcome: 'channelDown', fault: 'token_refused', reason };
  if (status === 404 || status === 405) return { outcome: 'channelDown', fault: 'unreachable', reason };
  if (status === 429) return { outcome: 'busy', fault: 'busy', reason };
  return unanswered(status === 200 ? 'an answer without the id of a message' : reason);
};

const safely = (attempt: Attempt): Attempt =>
  attempt.outcome === 'unknown' ? { ...attempt, outcome: 'busy', fault: 'unreachable' } : attempt;

const idOf = (object: unknown): string => {
  const id = (object as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : '';
};

const answerIn = (status: number, body: string): Answer => {
  const nothing = { status, ids: {}, code: 0, subcode: 0, details: '' };
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return nothing;
    const { error } = parsed as { error?: Record<string, unknown> };
    const [code, subcode] = [error?.['code'], error?.['error_subcode']];
    return {
      ...{ status, ids: Array.isArray(parsed) ? {} : (parsed as Record<string, unknown>) },
      code: typeof code === 'number' ? code : 0,
      subcode: typeof subcode === 'number' ? subcode : 0,
      details: detailsOf(error?.['error_data']),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
};

/** Kept short, and without numbers of people. */
const detailsOf = (data: unknown): string => {
  const details = (data as { details?: unknown } | null | undefined)?.details;
  return typeof details === 'string' ? details.replace(/\d{6,}/g, '…').slice(0, REASON_CHARACTERS) : '';
};
