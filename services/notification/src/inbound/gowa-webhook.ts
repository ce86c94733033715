// gowa-webhook.ts — the webhooks of GOWA (go-whatsapp-web-multidevice), signed over the raw body.
import { parsePhoneNumber } from '@saring/kernel';
import type { Inbound, Webhook, WebhookReader } from './inbound';
import { asObject, objectIn, textIn } from '../channels/json-fields';
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

  read({ body }: Webhook): readonly Inbound[] {
    const said = objectIn(Buffer.from(body).toString('utf8'));
    const payload = asObject(said['payload']);
    if (textIn(said, 'event') !== 'message' || payload['is_from_me'] === true) return [];
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
