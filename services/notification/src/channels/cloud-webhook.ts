// cloud-webhook.ts — what Meta posts to a webhook: statuses of messages and what people write, out of the raw bytes.
import { parsePhoneNumber, type PhoneNumber } from '@saring/kernel';
import { asObject, objectIn, textIn, type JsonFields } from './json-fields';
import { sameSecret } from './webhook-proof';

export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** What became of a message that was taken. */
export type CloudStatus = {
  readonly kind: 'status';
  readonly providerId: string;
  /** Our id of the message, as it was given along; null: none was. */
  readonly reference: string | null;
  readonly status: ReceiptStatus;
  readonly at: Date;
  /** Of a failure; null: Meta named none. */
  readonly code: number | null;
  readonly details: string;
  readonly pricing: { readonly category: string; readonly isBillable: boolean } | null;
};

/** What a person wrote. */
type CloudMessage = {
  readonly kind: 'message';
  readonly id: string;
  /** The number where it is known, otherwise the business-scoped user id (BSUID). */
  readonly contact: string;
  readonly phone: PhoneNumber | null;
  readonly name: string;
  /** Of files: their caption; empty: nothing was written. */
  readonly text: string;
  readonly isForwarded: boolean;
  /** Null: it was written to us alone. */
  readonly group: string | null;
  readonly at: Date;
  /** What a tapped button stands for, e.g. DID_NOT_REQUEST_CODE; null: none was tapped. */
  readonly button: string | null;
};

/** Meta sends up to 1,000 updates at once. */
const MOST_UPDATES = 1_000;
const TEXT_CHARACTERS = 4_096;
const DETAILS_CHARACTERS = 120;
const STATUSES: readonly string[] = ['sent', 'delivered', 'read', 'failed'] satisfies ReceiptStatus[];
/** Not written by the person: a change of number, and what this version cannot read. */
const NOT_SAID: readonly string[] = ['system', 'unsupported'];

/**
 * What concerns one of our numbers, in Meta's order; duplicates stay. Nothing of what cannot be read.
 * @param phoneNumberId of the number that we send from: one webhook may serve several.
 */
export const parseCloudWebhook = (
  body: Uint8Array,
  phoneNumberId: string,
): readonly (CloudStatus | CloudMessage)[] =>
  listIn(objectIn(Buffer.from(body).toString('utf8')), 'entry')
    .flatMap((entry) => listIn(entry, 'changes'))
    .filter((change) => textIn(change, 'field') === 'messages')
    .map((change) => asObject(change['value']))
    .filter((value) => textIn(asObject(value['metadata']), 'phone_number_id') === phoneNumberId)
    .flatMap((value) => [
      ...listIn(value, 'statuses').flatMap(statusOf),
      ...listIn(value, 'messages').flatMap((message) => messageOf(message, listIn(value, 'contacts'))),
    ])
    .slice(0, MOST_UPDATES);

/** The answer to Meta's question whether the webhook's address is ours; null: refuse it. */
export const verificationAnswer = (
  query: Readonly<Record<string, string | undefined>>,
  verifyToken: string,
): string | null => {
  const isOurs = sameSecret(query['hub.verify_token'] ?? '', verifyToken);
  return isOurs && query['hub.mode'] === 'subscribe' ? (query['hub.challenge'] ?? null) : null;
};

const statusOf = (said: JsonFields): readonly CloudStatus[] => {
  const [providerId, status, at] = [textIn(said, 'id'), textIn(said, 'status'), timeIn(said)];
  if (providerId === '' || at === null || !STATUSES.includes(status)) return [];
  const [error] = listIn(said, 'errors');
  const code = error?.['code'];
  const pricing = asObject(said['pricing']);
  const category = textIn(pricing, 'category');
  return [
    {
      ...{ kind: 'status', providerId, status: status as ReceiptStatus, at },
      reference: textIn(said, 'biz_opaque_callback_data') || null,
      code: typeof code === 'number' ? code : null,
      details: textIn(asObject(error?.['error_data']), 'details')
        .replace(/\d{6,}/g, '…')
        .slice(0, DETAILS_CHARACTERS),
      pricing: category === '' ? null : { category, isBillable: pricing['billable'] === true },
    },
  ];
};

const messageOf = (said: JsonFields, contacts: readonly JsonFields[]): readonly CloudMessage[] => {
  const [id, type, at] = [textIn(said, 'id'), textIn(said, 'type'), timeIn(said)];
  const [from, userId] = [textIn(said, 'from'), textIn(said, 'from_user_id')];
  const contact =
    contacts.find((one) => from !== '' && textIn(one, 'wa_id') === from) ??
    contacts.find((one) => userId !== '' && textIn(one, 'user_id') === userId) ??
    (contacts.length === 1 ? contacts[0] : undefined);
  const digits = from || textIn(contact, 'wa_id');
  const phone = parsePhoneNumber(/^\d{8,15}$/.test(digits) ? `+${digits}` : '');
  const known = phone.ok ? phone.value : userId || textIn(contact, 'user_id') || digits;
  if (id === '' || at === null || known === '' || NOT_SAID.includes(type)) return [];
  const context = asObject(said['context']);
  return [
    {
      ...{ kind: 'message', id, at, contact: known, phone: phone.ok ? phone.value : null },
      ...{ name: textIn(asObject(contact?.['profile']), 'name'), ...wordsOf(said, type) },
      isForwarded: context['forwarded'] === true || context['frequently_forwarded'] === true,
      group: textIn(said, 'group_id') || null,
    },
  ];
};

const wordsOf = (said: JsonFields, type: string): Pick<CloudMessage, 'text' | 'button'> => {
  const content = asObject(said[type]);
  if (type === 'button') return { text: textIn(content, 'text'), button: textIn(content, 'payload') || null };
  if (type === 'interactive') {
    const reply = asObject(content[textIn(content, 'type')]);
    return { text: textIn(reply, 'title'), button: textIn(reply, 'id') || null };
  }
  const text = textIn(content, type === 'text' ? 'body' : 'caption');
  return { text: text.slice(0, TEXT_CHARACTERS), button: null };
};

/** Seconds since 1970, as text. */
const timeIn = (said: JsonFields): Date | null => {
  const text = textIn(said, 'timestamp');
  return /^\d{9,11}$/.test(text) ? new Date(Number(text) * 1000) : null;
};

const listIn = (fields: JsonFields, name: string): readonly JsonFields[] => {
  const list = fields[name];
  return Array.isArray(list) ? list.map(asObject) : [];
};
