// inbound.ts — what a vendor's webhook says, whatever the vendor.
import type { PhoneNumber } from '@saring/kernel';
import type { CloudStatus, ReceiptStatus } from '../channels/cloud-webhook';

/** What a person wrote. */
export type PersonsWords = {
  /** The vendor's own, or of what it says: the same message comes more than once. */
  readonly id: string;
  /** By what the vendor knows the person. */
  readonly contact: string;
  /** Null where the vendor keeps it to itself. */
  readonly phone: PhoneNumber | null;
  readonly text: string;
  /** Written by somebody else, and only passed on. */
  readonly isForwarded: boolean;
};
/** A message that a person wrote to us, as a webhook tells it. */
type InboundMessage = PersonsWords & {
  readonly kind: 'message';
  /** For a day from then they may be written to in words of our own; absent: at any time. */
  readonly opensWindowAt?: Date;
};
/** What became of a message of ours, as Meta tells it. */
type CloudReceipt = { readonly kind: 'receipt'; readonly status: CloudStatus };
/** What became of messages of ours, as a gateway beside a linked phone tells it. */
export type GatewayReceipt = {
  readonly kind: 'gateway-receipt';
  readonly providerIds: readonly string[];
  readonly status: ReceiptStatus;
  readonly at: Date;
};
/** Whether a linked phone reaches WhatsApp. */
type DeviceEvent = {
  readonly kind: 'device';
  /** Which number of the channel. */
  readonly sender: string;
  readonly isConnected: boolean;
  readonly reason: string;
};
export type Inbound = InboundMessage | DeviceEvent | CloudReceipt | GatewayReceipt;

/** A webhook's request, to the byte. */
export type Webhook = {
  /** What its address ends with. */
  readonly key: string;
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
};

/** How a vendor's webhooks are proved and read. */
export interface WebhookReader {
  /** False too where nothing is set to prove them by. */
  isProved(webhook: Webhook): boolean;
  /** What concerns us of what it says; of groups, of ourselves and of what cannot be read: nothing. */
  read(webhook: Webhook): readonly Inbound[];
}

/** A gateway's clock may be wrong: what it says of the future, or not at all, was when it came. */
export const pastMoment = (milliseconds: number, receivedAt: Date): Date =>
  milliseconds > 0 && milliseconds <= receivedAt.getTime() ? new Date(milliseconds) : receivedAt;
