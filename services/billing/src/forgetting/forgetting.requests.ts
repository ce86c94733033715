// forgetting.requests.ts — a person is deleted: what was written about them goes, orders, bills and sums stay.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findMoneyHindrances, forgetBuyer } from './forgetting.rows';

type Methods = typeof Billing.method;

@Controller()
export class ForgettingRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(Billing.method.findHindrances)
  async findHindrances({
    subscriberId,
  }: RequestOf<Methods['findHindrances']>): Promise<ReplyOf<Methods['findHindrances']>> {
    return { items: [...(await findMoneyHindrances(this.pool, subscriberId))] };
  }

  @Answers(Billing.method.forgetPerson)
  async forgetPerson(request: RequestOf<Methods['forgetPerson']>): Promise<ReplyOf<Methods['forgetPerson']>> {
    return { relatedIds: [...(await inTransaction(this.pool, (client) => forgetBuyer(client, request)))] };
  }
}
