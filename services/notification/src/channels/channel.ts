import type { PhoneNumber } from '@saring/kernel';
import type { Attempt } from '../messages/domain/message';

export type Attachment = {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

/** A way to send words to a phone. It never throws for what a vendor or a network does: that is an outcome. */
export interface Channel {
  readonly name: string;
  /** By what it sends: with another one nothing is known of it yet. Never logged. */
  readonly identity: string;
  send(to: PhoneNumber, text: string, attachment: Attachment | null): Promise<Attempt>;
}

/** Those that can be set up, in the order that holds where `MESSAGE_CHANNELS` names none. */
export const CHANNEL_NAMES = ['fonnte', 'gowa'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export const isChannelName = (name: string): name is ChannelName => CHANNEL_NAMES.some((one) => one === name);
