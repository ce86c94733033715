// inbox.ts — takes what people write, whatever the channel: sealed, each message once, and of a flood no more than the limits say.
import { Inject, Injectable } from '@nestjs/common';
import { inTransaction, PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import { SealedParams } from '../messages/sealed-params';
import type { PersonsWords } from './inbound';
import { insertInbound, settleInbound } from './inbound.rows';
import { optOutIn } from './opt-out-words';
import { sealSaid } from './said';
import { Turns } from './turns';

/** Of a person's messages that come at once the limits count each. */
const keyOf = (channel: string, { contact }: PersonsWords): string => `${channel}|${contact}`;

@Injectable()
export class Inbox {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly sealed: SealedParams,
    private readonly turns: Turns,
  ) {}

  /** @returns whether it waits for an answer: false for a message that came before, and for one too many. */
  take(channel: string, said: PersonsWords, receivedAt: Date): Promise<boolean> {
    return this.turns.inOrder(keyOf(channel, said), () => this.insert(this.pool, channel, said, receivedAt));
  }

  /** Its caller answers it. @returns whether to: false for a message that came before, and for one too many. */
  takeAnswered(channel: string, said: PersonsWords, receivedAt: Date): Promise<boolean> {
    return inTransaction(this.pool, async (client) => {
      const isWaiting = await this.insert(client, channel, said, receivedAt);
      if (isWaiting) await settleInbound(client, { channel, message_id: said.id }, 'answered');
      return isWaiting;
    });
  }

  private insert(on: Queryable, channel: string, said: PersonsWords, receivedAt: Date): Promise<boolean> {
    const { id, contact, phone } = said;
    const message = {
      ...{ channel, message_id: id, contact, phone, received_at: receivedAt },
      said_sealed: sealSaid(this.sealed, channel, said),
    };
    return insertInbound(on, message, optOutIn(said.text) !== null);
  }
}
