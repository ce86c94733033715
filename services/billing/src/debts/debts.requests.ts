import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { Ledger } from '../ledger';
import { SaleTermsNow } from '../sales/quote';
import { isPaidByPurchase } from './domain/purchase-parts';

type Methods = typeof Billing.method;

@Controller()
export class DebtRequests {
  constructor(
    private readonly ledger: Ledger,
    private readonly terms: SaleTermsNow,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
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
        paidByPurchase: isPaidByPurchase(debt, this.config.DEBT_ITEMS_PAID_BY),
      })),
      totalBytes: prices.totalBytes,
      totalRupiah: prices.totalRupiah,
    };
  }
}
