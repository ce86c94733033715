// forgetting.requests.ts — a person is deleted: what they and others wrote goes, every byte and rupiah stays.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { toInstant, type Clock, type DeletionHindrance } from '@saring/kernel';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { balanceOf } from '../domain/access-status';
import { unpaidRupiahOf } from '../domain/debt-standing';
import { isUnexpired } from '../domain/grant';
import { ShownAccounts } from '../balances/shown-accounts';
import { forgetWords } from './forgetting.rows';

type Methods = typeof QuotaLedger.method;
const hindrance = (kind: DeletionHindrance, count: number, bytes = 0, amountRupiah = 0) => ({
  ...{ kind, count, bytes, amountRupiah },
});

@Controller()
export class ForgettingController {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly shown: ShownAccounts,
  ) {}

  @Answers(QuotaLedger.method.findHindrances)
  async findHindrances({
    subscriberId,
  }: RequestOf<Methods['findHindrances']>): Promise<ReplyOf<Methods['findHindrances']>> {
    const { account } = await this.shown.read(subscriberId);
    const now = toInstant(this.clock.now());
    const { remainingBytes } = balanceOf(account, now);
    const running = account.grants.filter((grant) => isUnexpired(grant, now));
    const hasLeft = running.some((grant) => grant.unlimited || grant.leftBytes > 0);
    const debtBytes = account.autoDebtBytes + account.debts.reduce((sum, debt) => sum + debt.unpaidBytes, 0);
    const debtRupiah = account.debts.reduce((sum, debt) => sum + unpaidRupiahOf(debt), 0);
    const debts = account.debts.length + (account.autoDebtBytes > 0 ? 1 : 0);
    const families = (account.sharedWith ?? []).length + (account.family ? 1 : 0);
    return {
      items: [
        ...(hasLeft ? [hindrance('quota', running.length, Math.max(0, remainingBytes))] : []),
        ...(debts > 0 ? [hindrance('debt', debts, debtBytes, debtRupiah)] : []),
        ...(families > 0 ? [hindrance('family', families)] : []),
      ],
    };
  }

  @Answers(QuotaLedger.method.forgetPerson)
  async forgetPerson({
    subscriberId,
  }: RequestOf<Methods['forgetPerson']>): Promise<ReplyOf<Methods['forgetPerson']>> {
    await inTransaction(this.pool, (client) => forgetWords(client, subscriberId));
    this.shown.forget();
    return { relatedIds: [] };
  }
}
