// said.ts — what a person wrote, sealed while it waits for its answer.
import { storableText } from '@saring/kernel';
import type { SealedParams } from '../messages/sealed-params';
import type { PersonsWords } from './inbound';
import type { WaitingInbound } from './inbound.rows';

type Said = { readonly text: string; readonly isForwarded: boolean };

/** What is looked at of a message. */
const MOST_CHARACTERS = 1_000;

const keyOf = (channel: string, messageId: string): string => `inbound|${channel}|${messageId}`;

export const sealSaid = (
  sealed: SealedParams,
  channel: string,
  { id, text, isForwarded }: PersonsWords,
): Buffer => {
  const said: Said = { text: storableText(text.slice(0, MOST_CHARACTERS)), isForwarded };
  return sealed.sealBytes(keyOf(channel, id), Buffer.from(JSON.stringify(said)));
};

/** @throws where it was sealed by another key. */
export const openSaid = (sealed: SealedParams, { channel, message_id, said_sealed }: WaitingInbound): Said =>
  JSON.parse(sealed.openBytes(keyOf(channel, message_id), said_sealed).toString('utf8')) as Said;
