// fonnte-webhook.ts — Fonnte's incoming and device webhooks. They bear no signature: the address they go to is the secret.
import { createHash } from 'node:crypto';
import { parsePhoneNumber, storableText } from '@saring/kernel';
import type { Inbound, Webhook, WebhookReader } from './inbound';
import { objectIn, textIn, type JsonFields } from '../channels/json-fields';
import { sameSecret } from '../channels/webhook-proof';

/** Without an id of its own a message is the same as one of the same content within so long. */
const SAME_WITHIN_MILLISECONDS = 10_000;

export class FonnteWebhook implements WebhookReader {
  /** @param firstPhone which device its events are of, where there are several; null: there is one alone. */
  constructor(
    private readonly key: string,
    private readonly firstPhone: string | null,
  ) {}

  isProved({ key }: Webhook): boolean {
    return sameSecret(key, this.key);
  }

  read({ body, headers, receivedAt }: Webhook): readonly Inbound[] {
    const text = Buffer.from(body).toString('utf8');
    const isForm = (headers['content-type'] ?? '').includes('x-www-form-urlencoded');
    const fields = isForm ? fieldsOf(text) : objectIn(text);
    const status = textIn(fields, 'status');
    if (textIn(fields, 'sender') === '' && (status === 'connect' || status === 'disconnect'))
      return this.deviceOf(textIn(fields, 'device'), status === 'connect', textIn(fields, 'reason'));
    const sender = textIn(fields, 'sender');
    const phone = parsePhoneNumber(sender);
    // `member` is who wrote in a group; a group's own id is no number.
    if (!phone.ok || textIn(fields, 'member') !== '' || /^true$/i.test(String(fields['isgroup']))) return [];
    const given = textIn(fields, 'inboxid');
    const moment = Math.floor(receivedAt.getTime() / SAME_WITHIN_MILLISECONDS);
    const id =
      given === '' ? createHash('sha256').update(body).update(`|${moment}`).digest('base64url') : given;
    const isForwarded = /^true$/i.test(String(fields['forwarded'] ?? fields['isforwarded']));
    return [
      {
        kind: 'message',
        id,
        contact: phone.value,
        phone: phone.value,
        text: textIn(fields, 'message'),
        isForwarded,
      },
    ];
  }

  /** Of several devices those of the first alone are known by their number; the others fail by themselves. */
  private deviceOf(device: string, isConnected: boolean, reason: string): readonly Inbound[] {
    const phone = parsePhoneNumber(device);
    const isFirst = this.firstPhone === null || (phone.ok && phone.value === this.firstPhone);
    return isFirst ? [{ kind: 'device', sender: 'fonnte', isConnected, reason }] : [];
  }
}

const fieldsOf = (form: string): JsonFields =>
  Object.fromEntries([...new URLSearchParams(form)].map(([name, value]) => [name, storableText(value)]));
