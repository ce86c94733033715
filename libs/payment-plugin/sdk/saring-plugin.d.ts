// saring-plugin.d.ts — what a payment plugin is, for its author's editor: `module.exports` of index.js is a PaymentPlugin.

export type Settings = Readonly<Record<string, string | SecretHandle | undefined>>;
/** Stands for a secret setting. Its value is put in by the host, in a header or under a signature. */
export type SecretHandle = { readonly secret: string };
export type Part = string | SecretHandle;
export type HeaderValue = Part | readonly Part[] | { readonly basic: readonly [Part, Part] };

export type Host = {
  /** Only hosts of the manifest, by TLS, and those that the operator's machine allows; no redirect is followed. Rejects with an Error. */
  fetch(
    url: string,
    options?: {
      readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
      readonly headers?: Readonly<Record<string, HeaderValue>>;
      readonly body?: string;
    },
  ): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }>;
  digest(options: {
    readonly hash: 'md5' | 'sha1' | 'sha256' | 'sha512';
    readonly parts: readonly Part[];
    readonly encoding?: 'hex' | 'base64';
  }): string;
  sign(options: {
    readonly algorithm: 'hmac-md5' | 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512' | 'rsa-sha256';
    readonly key: SecretHandle;
    readonly parts: readonly Part[];
    readonly encoding?: 'hex' | 'base64';
  }): string;
  verify(options: {
    readonly algorithm: 'rsa-sha256';
    readonly publicKey: Part;
    readonly parts: readonly Part[];
    readonly signature: string;
    readonly encoding?: 'hex' | 'base64';
  }): boolean;
  /** In constant time; false where one of them is empty. */
  equals(left: Part, right: Part): boolean;
  base64(text: string): string;
  /** Milliseconds since 1970. */
  now(): number;
  log(...words: unknown[]): void;
};

export type Order = {
  /** What the vendor is to know it by; asked again, it is the same order. */
  readonly number: string;
  readonly amountRupiah: number;
  readonly currency: 'IDR';
  readonly method: 'qris' | 'gopay' | 'shopeepay' | 'va';
  readonly bank: string | null;
  readonly description: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** Whole minutes that are left to pay, at least one. */
  readonly minutesLeft: number;
};

export type Instructions = {
  qrString?: string;
  deeplinkUrl?: string;
  vaBank?: string;
  vaNumber?: string;
  billKey?: string;
  billerCode?: string;
  redirectUrl?: string;
};
type Unavailable = { outcome: 'unavailable'; reason?: string };

export type CreateAnswer =
  | { outcome: 'accepted'; instructions: Instructions }
  /** The vendor knows this number already: its status will be asked for. */
  | { outcome: 'duplicate' }
  | { outcome: 'rejected' | 'denied'; reason: string }
  /** It may have been taken: its status will be asked for, and then the same number again. */
  | { outcome: 'unknown'; reason: string }
  | Unavailable;

export type StatusAnswer =
  | {
      outcome: 'report';
      state: 'pending' | 'paid' | 'expired' | 'cancelled' | 'failed' | 'refunded' | 'reversed' | 'unclear';
      /** As the vendor says it, never as it was asked for: the host compares. */
      orderNumber: string;
      /** Without what the payer pays in fees on top. Null: the vendor does not say. */
      amountRupiah: number | null;
      currency: string;
      reference: string;
      paymentType?: string;
      method?: Order['method'];
      paidAt?: string;
      refunds?: { key: string; amountRupiah: number; confirmed: boolean }[];
      instructions?: Instructions;
    }
  | { outcome: 'absent' }
  | Unavailable;

type Asked = { readonly settings: Settings };
type OfOrder = Asked & { readonly order: { readonly number: string } };

export type PaymentPlugin = {
  getInfo(): { id: string; version: string };
  /** Whether the vendor takes our keys; nothing is made. */
  validate(
    input: Asked,
    host: Host,
  ): Promise<
    | { outcome: 'accepted' }
    | {
        outcome: 'failed';
        fault: 'not_configured' | 'key_refused' | 'unreachable' | 'timed_out' | 'busy' | 'unreadable';
        reason: string;
      }
  >;
  createPayment(
    input: Asked & { readonly order: Order; readonly callbackUrl: string; readonly returnUrl: string },
    host: Host,
  ): Promise<CreateAnswer>;
  checkStatus(input: OfOrder, host: Host): Promise<StatusAnswer>;
  /** Of the bytes as they came. Whatever it answers, only the status credits. */
  handleCallback(
    input: Asked & { readonly body: string; readonly headers: Readonly<Record<string, string>> },
    host: Host,
  ): Promise<{ genuine: boolean; orderNumber: string }> | { genuine: boolean; orderNumber: string };
  /**
   * What the vendor keeps of one payment, where the manifest's `fee` cannot say it (steps, a least fee, a fee of a bank). A
   * whole number of rupiah from 0 to the amount; anything else, an error or more than 1.5 s, and the manifest's counts.
   */
  fees?(
    input: Asked & {
      readonly method: Order['method'];
      readonly amountRupiah: number;
      readonly bank: string | null;
    },
    host: Host,
  ): Promise<{ feeRupiah: number }> | { feeRupiah: number };
  /** Without it an order only ends here, and money that comes later is still seen. */
  cancel?(input: OfOrder, host: Host): Promise<{ outcome: 'done' | 'refused' | 'absent' } | Unavailable>;
  refund?(
    input: OfOrder & { readonly key: string; readonly refundRupiah: number; readonly reason: string },
    host: Host,
  ): Promise<{ outcome: 'accepted' } | { outcome: 'refused'; reason: string } | Unavailable>;
};
