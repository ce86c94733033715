// waha-channel.ts — WAHA, a gateway of one's own beside a linked phone: its send API, whatever engine runs within.
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Capabilities, Channel, OutgoingMessage } from './channel';
import { askedHealth, ill, WELL, type Health } from './health';
import { attemptOfFailure, startOf, unanswered } from './http-attempt';
import { asObject, objectIn, textIn, type JsonFields } from './json-fields';
import { wahaMessageId } from './waha-ids';

const ANSWER_LIMIT_MILLISECONDS = 20_000;
/** It tells all that its engine knows of the message, pictures of files among it. */
const LONGEST_ANSWER_BYTES = 2 * 1024 * 1024;
/** WhatsApp lets the phone begin no new chats for a while (463), or in this period (475): others may still get theirs. */
const NO_NEW_CHATS = /server returned error (?:463|475)\b/;
const SESSION = /session/i;

type WahaOptions = {
  readonly baseUrl: string;
  readonly key: string;
  /** Its linked phone. */
  readonly session: string;
  /** Absent: it is the channel's first. */
  readonly sender?: string;
  readonly answerLimitMilliseconds?: number;
};

export class WahaChannel implements Channel {
  readonly name = 'waha';
  readonly sender: string;
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  };
  readonly identity: string;

  constructor(private readonly options: WahaOptions) {
    this.sender = options.sender ?? this.name;
    const { baseUrl, key, session } = options;
    this.identity = JSON.stringify([baseUrl, key, session]);
  }

  canSend(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async send({ to, text, attachment }: OutgoingMessage): Promise<Attempt> {
    const { baseUrl, key, session, answerLimitMilliseconds = ANSWER_LIMIT_MILLISECONDS } = this.options;
    const chat = { session, chatId: `${to.slice(1)}@c.us` };
    try {
      const response = await fetch(
        `${baseUrl.replace(/\/$/, '')}/api/${attachment ? 'sendFile' : 'sendText'}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(key === '' ? {} : { 'x-api-key': key }) },
          body: JSON.stringify(
            attachment ? { ...chat, caption: text, file: fileOf(attachment) } : { ...chat, text },
          ),
          redirect: 'error',
          signal: AbortSignal.timeout(answerLimitMilliseconds),
        },
      );
      return attemptOf(response.status, await startOf(response, LONGEST_ANSWER_BYTES));
    } catch (error) {
      return attemptOfFailure(error);
    }
  }

  health(): Promise<Health> {
    const { baseUrl, key, session, answerLimitMilliseconds } = this.options;
    const url = `${baseUrl.replace(/\/$/, '')}/api/sessions/${encodeURIComponent(session)}`;
    const headers: Record<string, string> = key === '' ? {} : { 'x-api-key': key };
    return askedHealth({ url, headers, answerLimitMilliseconds }, healthIn);
  }
}

const WORKING = 'WORKING';

/** A session that is none is answered 404 in the gateway's JSON; another address in no JSON. */
const healthIn = (status: number, body: string): Health | null => {
  const answer = objectIn(body);
  const state = textIn(answer, 'status').slice(0, 40);
  if (status === 200 && state !== '') return state === WORKING ? WELL : ill('device_disconnected', state);
  return status === 404 && textIn(answer, 'message') !== ''
    ? ill('device_disconnected', 'there is no such session')
    : null;
};

const fileOf = ({ name, contentType, content }: Attachment) => ({
  ...{ mimetype: contentType, filename: name, data: Buffer.from(content).toString('base64') },
});

/** Each engine has its own shape. */
const idIn = (answer: JsonFields): string => {
  const [id, key] = [asObject(answer['id']), asObject(answer['key'])];
  return wahaMessageId(
    textIn(answer, 'id') || textIn(id, '_serialized') || textIn(id, 'id') || textIn(key, 'id'),
  );
};

/** Only the gateway's own words refuse a message, and only an id of the message proves that it was taken. */
const attemptOf = (status: number, body: string): Attempt => {
  const answer = objectIn(body);
  const reason = `HTTP ${status}`;
  if (status === 200 || status === 201) {
    const providerId = idIn(answer);
    return providerId === ''
      ? unanswered(`${reason} without the id of a message`)
      : { outcome: 'sent', providerId };
  }
  if (status === 401 || status === 403) return { outcome: 'channelDown', fault: 'token_refused', reason };
  if (status === 404 || status === 405) return { outcome: 'channelDown', fault: 'unreachable', reason };
  if (status === 429 || status === 503) return { outcome: 'busy', fault: 'busy', reason };
  const said = `${textIn(answer, 'error')} ${textIn(answer, 'message')}`;
  if (status === 422 && SESSION.test(said)) {
    const state = textIn(answer, 'status').slice(0, 40);
    return { outcome: 'channelDown', fault: 'device_disconnected', reason: `${reason} ${state}`.trim() };
  }
  if (status === 400 || status === 422) return { outcome: 'rejected', fault: 'refused', reason };
  const exception = asObject(answer['exception']);
  const [code] = NO_NEW_CHATS.exec(textIn(exception, 'message')) ?? [];
  return code ? { outcome: 'busy', fault: 'busy', reason: `${reason} ${code}` } : unanswered(reason);
};
