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
  send(to: PhoneNumber, text: string, attachment: Attachment | null): Promise<Attempt>;
}

export const CHANNEL = Symbol('CHANNEL');
