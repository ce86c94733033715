// channel.ts — the port of a way to send words: what it can do, whether it is for a message, and sending it.
import type { Locale, MessageKey } from '@saring/i18n';
import type { PhoneNumber } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';
import type { Health } from './health';

export type Attachment = {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

export type OutgoingMessage = {
  /** Ours: a vendor that gives it back with a receipt proves which message it speaks of. */
  readonly id: string;
  readonly to: PhoneNumber;
  readonly template: MessageKey;
  /** Of the template, and where to go for help (`page`, `contact`). */
  readonly params: Readonly<Record<string, string>>;
  readonly locale: Locale;
  /** The whole message in words. */
  readonly text: string;
  readonly attachment: Attachment | null;
};

/** What is known of a message without opening it. */
export type MessageOutline = Pick<OutgoingMessage, 'to' | 'template'> & {
  readonly hasAttachment: boolean;
  /** By which alone it may go; null or absent: by the order of channels. */
  readonly onlyChannel?: string | null;
};

export type Capabilities = {
  /** Words of our own. */
  readonly text: boolean;
  /** Messages whose words the vendor approved before. */
  readonly template: boolean;
  readonly document: boolean;
  /** It tells what people write. */
  readonly inbound: boolean;
  /** It tells what was delivered and read. */
  readonly receipts: boolean;
  /** Whoever has the number is reached; otherwise a person must be linked first. */
  readonly identityIsPhone: boolean;
};

/** A way to send words to a person. It never throws for what a vendor or a network does: that is an outcome. */
export interface Channel {
  readonly name: string;
  /** Which of several numbers of the channel writes: `fonnte`, `fonnte.dua`. Each fares for itself. */
  readonly sender: string;
  readonly capabilities: Capabilities;
  /** By what it sends: with another one nothing is known of it yet. Never logged. */
  readonly identity: string;
  /** False: it is passed over for this message, without being asked and without a mark against it. */
  canSend(outline: MessageOutline): Promise<boolean>;
  send(message: OutgoingMessage): Promise<Attempt>;
  /** As the vendor tells it now; answered within five seconds, and nothing is sent by it. */
  health(): Promise<Health>;
}

/** Those that can be set up, in the order that holds where `MESSAGE_CHANNELS` names none. */
export const CHANNEL_NAMES = ['cloud', 'fonnte', 'gowa', 'waha', 'telegram', 'email'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export const isChannelName = (name: string): name is ChannelName => CHANNEL_NAMES.some((one) => one === name);
