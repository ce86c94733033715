// forgetting.requests.ts — a person is deleted: proofs and notes go, payments and sums stay.
import { Controller, Inject } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { ProofFiles } from '../proofs/proof-files';
import { countOpen, forgetPayer, proofFilesOf } from './forgetting.rows';

type Methods = typeof Payment.method;

@Controller()
export class ForgettingRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly files: ProofFiles,
  ) {}

  @Answers(Payment.method.findHindrances)
  async findHindrances({
    subscriberId,
  }: RequestOf<Methods['findHindrances']>): Promise<ReplyOf<Methods['findHindrances']>> {
    const { count, amountRupiah } = await countOpen(this.pool, subscriberId);
    return { items: count > 0 ? [{ kind: 'payment', count, amountRupiah, bytes: 0 }] : [] };
  }

  @Answers(Payment.method.forgetPerson)
  async forgetPerson({
    subscriberId,
  }: RequestOf<Methods['forgetPerson']>): Promise<ReplyOf<Methods['forgetPerson']>> {
    // While rows name them: where the place is away nothing is forgotten yet, and the person is asked about again.
    await this.files.remove(await proofFilesOf(this.pool, subscriberId));
    const forgotten = await inTransaction(this.pool, (client) => forgetPayer(client, subscriberId));
    await this.files.removeLeft(forgotten.files);
    return { relatedIds: [...forgotten.relatedIds] };
  }
}
