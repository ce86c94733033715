// outbox-notices.ts — notices that notification itself puts into its outbox, within a transaction of its caller.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import type { Locale, MessageKey } from '@saring/i18n';
import { newId, type Clock, type PhoneNumber } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { ChannelName } from '../channels/channel';
import { LIFETIME_SECONDS } from './domain/message';
import { countWaiting, insertMessage, type Queryable } from './outbox.rows';
import { SealedParams } from './sealed-params';
import { Sender } from './sender';

type OwnNotice = {
  readonly commandId: string;
  readonly toPhone: PhoneNumber;
  readonly template: MessageKey;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: Locale;
  readonly site: string;
  /** Of no use later; absent: as every notice. */
  readonly lifetimeSeconds?: number;
  /** By which alone it may go; absent: by the order of channels. */
  readonly onlyChannel?: ChannelName | undefined;
};

@Injectable()
export class OutboxNotices {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sealed: SealedParams,
    private readonly sender: Sender,
  ) {}

  /** Once for a command id, however often it is put. */
  async put(
    on: Queryable,
    { params, lifetimeSeconds = LIFETIME_SECONDS.notice, onlyChannel, ...notice }: OwnNotice,
  ): Promise<void> {
    const [id, createdAt] = [newId(), this.clock.now()];
    await insertMessage(on, {
      ...{
        ...notice,
        id,
        createdAt,
        onlyChannel,
        purpose: 'notice',
        lane: 'notice',
        sources: [],
        attachment: null,
      },
      contentHash: contentHash({ ...notice, params }),
      paramsSealed: this.sealed.seal(id, params),
      expiresAt: new Date(createdAt.getTime() + lifetimeSeconds * 1000),
    });
  }

  /** How many of a kind wait to be sent. */
  waiting(template: MessageKey): Promise<number> {
    return countWaiting(this.pool, template);
  }

  /** What was put is committed. */
  wake(): void {
    this.sender.wake();
  }
}
