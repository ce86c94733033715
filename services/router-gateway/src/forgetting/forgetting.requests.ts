// forgetting.requests.ts — a person is deleted: devices, addresses and names of lines go. What stands for them on the
// routers is taken down as for everyone whose devices are removed.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { countLines, forgetConnected } from './forgetting.rows';

type Methods = typeof RouterGateway.method;

@Controller()
export class ForgettingRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(RouterGateway.method.findHindrances)
  async findHindrances({
    subscriberId,
  }: RequestOf<Methods['findHindrances']>): Promise<ReplyOf<Methods['findHindrances']>> {
    const count = await countLines(this.pool, subscriberId);
    return { items: count > 0 ? [{ kind: 'line', count, amountRupiah: 0, bytes: 0 }] : [] };
  }

  @Answers(RouterGateway.method.forgetPerson)
  async forgetPerson(request: RequestOf<Methods['forgetPerson']>): Promise<ReplyOf<Methods['forgetPerson']>> {
    return inTransaction(this.pool, (client) => forgetConnected(client, request));
  }
}
