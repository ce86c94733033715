// cloud-webhook-reader.ts — the webhooks of WhatsApp Cloud API: what people write, and what became of what we wrote.
import { parseCloudWebhook } from '../channels/cloud-webhook';
import { isSignedBody } from '../channels/webhook-proof';
import type { Inbound, Webhook, WebhookReader } from './inbound';

export class CloudWebhook implements WebhookReader {
  constructor(
    private readonly appSecret: string,
    private readonly phoneNumberId: string,
  ) {}

  isProved({ headers, body }: Webhook): boolean {
    return isSignedBody(body, headers['x-hub-signature-256'] ?? '', this.appSecret);
  }

  read({ body }: Webhook): readonly Inbound[] {
    return parseCloudWebhook(body, this.phoneNumberId).flatMap((said): readonly Inbound[] => {
      if (said.kind === 'status') return [{ kind: 'receipt', status: said }];
      // A group's word is nobody's own to us.
      if (said.group !== null) return [];
      const { id, contact, phone, text, isForwarded, at } = said;
      return [{ kind: 'message', id, contact, phone, text, isForwarded, opensWindowAt: at }];
    });
  }
}
