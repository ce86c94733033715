// moved-contacts.requests.ts — an account left a number: what is its own follows it to the next one, and nothing stays behind.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { OptOuts } from '../broadcasts/opt-outs';
import type { NumberLeft } from '../number-left';
import { phoneIn } from '../phone-in';
import { Switches } from '../switches/switches';
import { moveEmailLink } from './email-links.rows';
import { moveTelegramLink } from './telegram-links.rows';

type Methods = typeof Notification.method;

@Controller()
export class MovedContactRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly switches: Switches,
    private readonly optOuts: OptOuts,
  ) {}

  @Answers(Notification.method.moveContacts)
  async move(request: RequestOf<Methods['moveContacts']>): Promise<ReplyOf<Methods['moveContacts']>> {
    const leftAt = new Date(request.leftAt);
    if (Number.isNaN(leftAt.getTime())) throw new RefusalError('REQUEST.MALFORMED', { field: 'leftAt' });
    const left: NumberLeft = {
      ...{ subscriberId: request.subscriberId, leftAt, from: phoneIn(request.fromPhone) },
      to: request.toPhone === '' ? null : phoneIn(request.toPhone),
    };
    await inTransaction(this.pool, async (client) => {
      await moveTelegramLink(client, left);
      await moveEmailLink(client, left);
      await this.switches.move(client, left);
      await this.optOuts.move(client, left);
    });
    return {};
  }
}
