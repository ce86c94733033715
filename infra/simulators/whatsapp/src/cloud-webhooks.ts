// cloud-webhooks.ts — what Meta tells a business: statuses of messages and what people write, signed over the raw bytes; late,
// doubled and out of order where that is asked for.
import { createHmac } from 'node:crypto';

export type StatusName = 'sent' | 'delivered' | 'read' | 'failed';
type Pricing = { readonly category: string; readonly billable: boolean };

export type SentMessage = {
  readonly id: string;
  readonly to: string;
  readonly opaque: string | undefined;
  readonly pricing: Pricing;
};

export type WrittenMessage = {
  /** Digits; absent: the person hides the number (a BSUID alone comes). */
  readonly from?: string;
  /** The business-scoped id; absent: made of the number. */
  readonly userId?: string;
  readonly name?: string;
  readonly text?: string;
  readonly forwarded?: boolean;
  readonly group?: string;
  /** The payload of a button that was tapped. */
  readonly button?: string;
};

type WebhookOptions = {
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly now: () => number;
};

const PRICE_TYPES = { true: 'regular', false: 'free_customer_service' } as const;

export class CloudWebhooks {
  /** Where they go; undefined: nowhere. */
  url: string | undefined;
  /** Held ones go out when `deliver` is called. */
  isHeld = false;
  isDoubled = false;
  isShuffled = false;
  /** Answers to the last ones, in order. */
  readonly answers: number[] = [];
  private held: string[] = [];
  private inboundCount = 0;

  constructor(private readonly options: WebhookOptions) {}

  async status(message: SentMessage, status: StatusName, code?: number): Promise<void> {
    const { id, to, opaque, pricing } = message;
    await this.put({
      statuses: [
        {
          ...{ id, status, timestamp: this.seconds(), recipient_id: to, recipient_user_id: `ID.${to}` },
          ...(opaque === undefined ? {} : { biz_opaque_callback_data: opaque }),
          ...(status === 'failed' ? { errors: [errorOf(code ?? 131_026)] } : { pricing: priceOf(pricing) }),
        },
      ],
    });
  }

  async written(message: WrittenMessage): Promise<string> {
    this.inboundCount += 1;
    const { from, name = 'Budi', text = '', forwarded, group, button } = message;
    const userId = message.userId ?? `ID.${from ?? 'x'}`;
    const id = `wamid.in${this.inboundCount}`;
    await this.put({
      contacts: [{ profile: { name }, ...(from === undefined ? {} : { wa_id: from }), user_id: userId }],
      messages: [
        {
          ...{ id, timestamp: this.seconds(), from_user_id: userId },
          ...(from === undefined ? {} : { from }),
          ...(group === undefined ? {} : { group_id: group }),
          ...(forwarded ? { context: { forwarded: true } } : {}),
          ...(button === undefined
            ? { type: 'text', text: { body: text } }
            : { type: 'button', button: { payload: button, text } }),
        },
      ],
    });
    return id;
  }

  /** The raw body and its headers, as Meta would post them. */
  signed(body: string): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
    const hash = createHmac('sha256', this.options.appSecret).update(body).digest('hex');
    return {
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${hash}` },
    };
  }

  /** What is held goes out, as `isDoubled` and `isShuffled` want it. */
  async deliver(): Promise<void> {
    const bodies = this.isDoubled ? this.held.flatMap((body) => [body, body]) : this.held;
    this.held = [];
    for (const body of this.isShuffled ? shuffled(bodies) : bodies) await this.post(body);
  }

  /** Asks the callback's address whether it is ours. */
  async verify(verifyToken: string): Promise<string> {
    const query = new URLSearchParams({
      ...{ 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '1158201444' },
    });
    return (await fetch(`${this.url}?${query.toString()}`)).text();
  }

  private async put(value: object): Promise<void> {
    const { phoneNumberId } = this.options;
    const metadata = { display_phone_number: '6281100000000', phone_number_id: phoneNumberId };
    const change = {
      field: 'messages',
      value: { messaging_product: 'whatsapp', metadata, ...value },
    };
    // Meta escapes what is not ASCII, and signs that.
    const body = JSON.stringify({
      ...{ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [change] }] },
    }).replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
    this.held.push(body);
    if (!this.isHeld) await this.deliver();
  }

  async post(body: string): Promise<void> {
    if (this.url === undefined) return;
    const answer = await fetch(this.url, { method: 'POST', ...this.signed(body) }).catch(() => undefined);
    this.answers.push(answer?.status ?? 0);
  }

  private seconds(): string {
    return String(Math.floor(this.options.now() / 1000));
  }
}

const priceOf = ({ category, billable }: Pricing) => ({
  ...{ billable, pricing_model: 'PMP', category, type: PRICE_TYPES[`${billable}`] },
});

const errorOf = (code: number) => ({
  ...{ code, title: 'Message undeliverable', message: 'Message undeliverable' },
  error_data: { details: 'Message Undeliverable.' },
  href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
});

/** The last one first, then every other: a fixed disorder. */
const shuffled = (bodies: readonly string[]): readonly string[] => {
  const backwards = [...bodies].reverse();
  return [
    ...backwards.filter((_, index) => index % 2 === 0),
    ...backwards.filter((_, index) => index % 2 === 1),
  ];
};
