// forgetting.requests.ts — a person is deleted: what was written to them and by them goes, and where they could be reached.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { forgetReceiver } from './forgetting.rows';

type Methods = typeof Notification.method;

@Controller()
export class ForgettingRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(Notification.method.forgetPerson)
  async forgetPerson(request: RequestOf<Methods['forgetPerson']>): Promise<ReplyOf<Methods['forgetPerson']>> {
    await inTransaction(this.pool, (client) => forgetReceiver(client, request));
    return { relatedIds: [] };
  }
}
