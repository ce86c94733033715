// waha-webhook.ts — the webhooks of WAHA, signed by sha512 over the raw body: what people write, what became of our messages, and whether the phone is linked.
import { parsePhoneNumber } from '@saring/kernel';
import type { ReceiptStatus } from '../channels/cloud-webhook';
import { asObject, objectIn, textIn, type JsonFields } from '../channels/json-fields';
import { wahaMessageId } from '../channels/waha-ids';
import { isHashedBody } from '../channels/webhook-proof';
import { pastMoment, type Inbound, type Webhook, type WebhookReader } from './inbound';

/** Of a person. */
const NUMBER = /^(\d{6,15})(?::\d{1,3})?@(?:c\.us|s\.whatsapp\.net)$/;
/** Of a person whose number WhatsApp keeps to itself. */
const HIDDEN = /^\d{6,20}(?::\d{1,3})?@lid$/;
/** Each engine says it elsewhere within what it knows; what people write cannot look like it, since its quotes are escaped. */
const FORWARDED = /"[iI]sForwarded":true/;
const LOST: ReadonlySet<string> = new Set(['STOPPED', 'SCAN_QR_CODE', 'FAILED']);

export class WahaWebhook implements WebhookReader {
  /** @param senders by their sessions: one gateway may have phones that are not ours. */
  constructor(
    private readonly secret: string,
    private readonly senders: ReadonlyMap<string, string>,
  ) {}

  isProved({ headers, body }: Webhook): boolean {
    return isHashedBody(body, headers['x-webhook-hmac'] ?? '', this.secret);
  }

  read({ body, receivedAt }: Webhook): readonly Inbound[] {
    const said = objectIn(Buffer.from(body).toString('utf8'));
    const sender = this.senders.get(textIn(said, 'session'));
    if (sender === undefined) return [];
    const payload = asObject(said['payload']);
    const event = textIn(said, 'event');
    if (event === 'message') return messageOf(payload);
    if (event === 'message.ack') return receiptOf(payload, said['timestamp'], receivedAt);
    return event === 'session.status' ? deviceOf(sender, textIn(payload, 'status')) : [];
  }
}

const messageOf = (payload: JsonFields): readonly Inbound[] => {
  const [given, from] = [textIn(payload, 'id'), textIn(payload, 'from')];
  // Whoever writes in a group is its participant.
  if (given === '' || payload['fromMe'] === true || textIn(payload, 'participant') !== '') return [];
  const digits = NUMBER.exec(from)?.[1];
  if (digits === undefined && !HIDDEN.test(from)) return [];
  const phone = parsePhoneNumber(`+${digits ?? ''}`);
  return [
    {
      ...{ kind: 'message', id: wahaMessageId(given), contact: digits === undefined ? from : `+${digits}` },
      ...{ phone: phone.ok ? phone.value : null, text: textIn(payload, 'body') },
      isForwarded: FORWARDED.test(JSON.stringify(payload['_data'] ?? null)),
    },
  ];
};

/** While it starts nobody knows. */
const deviceOf = (sender: string, status: string): readonly Inbound[] => {
  if (status === 'WORKING') return [{ kind: 'device', sender, isConnected: true, reason: '' }];
  return LOST.has(status) ? [{ kind: 'device', sender, isConnected: false, reason: status }] : [];
};

const STATUSES: Readonly<Partial<Record<string, ReceiptStatus>>> = {
  ...{ ERROR: 'failed', SERVER: 'sent', DEVICE: 'delivered', READ: 'read', PLAYED: 'read' },
};

const receiptOf = (payload: JsonFields, timestamp: unknown, receivedAt: Date): readonly Inbound[] => {
  const [word, id] = [textIn(payload, 'ackName'), textIn(payload, 'id')];
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  if (!status || id === '' || payload['fromMe'] === false) return [];
  const at = pastMoment(typeof timestamp === 'number' ? timestamp : 0, receivedAt);
  return [{ kind: 'gateway-receipt', providerIds: [wahaMessageId(id)], status, at }];
};
