import { Controller } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Ledger } from '../ledger';
import { SaleTermsNow } from '../sales/quote';

type Methods = typeof Billing.method;

@Controller()
export class DebtRequests {
  constructor(
    private readonly ledger: Ledger,
    private readonly terms: SaleTermsNow,
  ) {}

  @Answers(Billing.method.estimateDebts)
  async estimateDebts({
    subscriberId,
  }: RequestOf<Methods['estimateDebts']>): Promise<ReplyOf<Methods['estimateDebts']>> {
    if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    const debts = await this.ledger.debts(subscriberId);
    const prices = await this.terms.price(debts);
    const told = new Map(debts.items.map((debt) => [debt.debtId, debt]));
    return {
      autoDebtBytes: prices.autoDebtBytes,
      autoDebtRupiah: prices.autoDebtRupiah,
      items: prices.items.map(({ debt, amountRupiah }) => ({
        debtId: debt.debtId,
        sizeBytes: debt.sizeBytes,
        unpaidBytes: debt.unpaidBytes,
        unlimited: debt.unlimited,
        amountRupiah,
        givenAt: told.get(debt.debtId)?.givenAt,
        dueAt: told.get(debt.debtId)?.dueAt,
        reason: told.get(debt.debtId)?.reason,
      })),
      totalBytes: prices.totalBytes,
      totalRupiah: prices.totalRupiah,
    };
  }
}
