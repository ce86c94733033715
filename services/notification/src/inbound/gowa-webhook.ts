// gowa-webhook.ts — the webhooks of GOWA (go-whatsapp-web-multidevice), signed over the raw body.
import { parsePhoneNumber } from '@saring/kernel';
import { pastMoment, type Inbound, type Webhook, type WebhookReader } from './inbound';
import type { ReceiptStatus } from '../channels/cloud-webhook';
import { asObject, objectIn, textIn, type JsonFields } from '../channels/json-fields';
import { isSignedBody } from '../channels/webhook-proof';

/** Of a person: the digits of the number, perhaps one of several phones of theirs. */
const NUMBER = /^(\d{6,15})(?::\d{1,3})?@s\.whatsapp\.net$/;
/** Of a person whose number WhatsApp keeps to itself. */
const HIDDEN = /^\d{6,20}(?::\d{1,3})?@lid$/;

export class GowaWebhook implements WebhookReader {
  constructor(private readonly secret: string) {}

  isProved({ headers, body }: Webhook): boolean {
    return isSignedBody(body, headers['x-hub-signature-256'] ?? '', this.secret);
  }

  read({ body, receivedAt }: Webhook): readonly Inbound[] {
    const said = objectIn(Buffer.from(body).toString('utf8'));
    const payload = asObject(said['payload']);
    const event = textIn(said, 'event');
    if (event === 'message.ack') return receiptOf(payload, textIn(said, 'timestamp'), receivedAt);
    if (event !== 'message' || payload['is_from_me'] === true) return [];
    const [id, from, chat] = [textIn(payload, 'id'), textIn(payload, 'from'), textIn(payload, 'chat_id')];
    // A group, a channel or a status is nobody's own word to us.
    if (id === '' || /@(g\.us|newsletter|broadcast)$/.test(chat)) return [];
    const digits = NUMBER.exec(from)?.[1];
    if (digits === undefined && !HIDDEN.test(from)) return [];
    const phone = parsePhoneNumber(`+${digits ?? ''}`);
    const isForwarded = payload['forwarded'] === true || payload['is_forwarded'] === true;
    return [
      {
        ...{ kind: 'message', id, contact: digits === undefined ? from : `+${digits}`, isForwarded },
        ...{ phone: phone.ok ? phone.value : null, text: textIn(payload, 'body') },
      },
    ];
  }
}

/** Others are of our own devices. */
const STATUSES: Readonly<Partial<Record<string, ReceiptStatus>>> = {
  ...{ delivered: 'delivered', read: 'read', played: 'read' },
};
const MOST_IDS = 1_000;

const receiptOf = (payload: JsonFields, timestamp: string, receivedAt: Date): readonly Inbound[] => {
  const word = textIn(payload, 'receipt_type');
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  const ids: unknown = payload['ids'];
  if (!status || !Array.isArray(ids)) return [];
  const providerIds = ids
    .filter((id): id is string => typeof id === 'string' && id !== '')
    .slice(0, MOST_IDS);
  return [
    { kind: 'gateway-receipt', providerIds, status, at: pastMoment(Date.parse(timestamp), receivedAt) },
  ];
};
