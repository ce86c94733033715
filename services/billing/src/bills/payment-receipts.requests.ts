// payment-receipts.requests.ts — the receipt of money for bills that was taken in hand, drawn as often as it is asked for.
import { Controller } from '@nestjs/common';
import { AuthOtp, Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import { isUuid, RECEIPT_PAPERS } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { People } from '../messages/people';
import { Documents } from '../receipts/documents';
import { Bills } from './bills';
import { subscriberIn } from './standing-reply';

type Method = typeof Billing.method.getBillPaymentReceipt;

@Controller()
export class PaymentReceiptRequests {
  constructor(
    private readonly bills: Bills,
    private readonly people: People,
    private readonly documents: Documents,
    private readonly messenger: Messenger,
  ) {}

  @Answers(Billing.method.getBillPaymentReceipt)
  async getBillPaymentReceipt(request: RequestOf<Method>): Promise<ReplyOf<Method>> {
    const { receiptId, format, locale } = request;
    const paper = RECEIPT_PAPERS.find((one) => one === request.paper) ?? 'sheet';
    if (format !== 'pdf' && format !== 'png') throw new RefusalError('BILLING.FORMAT_INVALID');
    const subscriberId = subscriberIn(request.subscriberId);
    const account = await this.bills.standing(subscriberId);
    const payment = isUuid(receiptId) ? account.payments.byReceipt[receiptId] : undefined;
    if (!payment) throw new RefusalError('BILLING.PAYMENT_UNKNOWN');
    const [{ name, phone }, taker] = await Promise.all([
      this.people.find(subscriberId),
      this.nameOf(payment.cashier),
    ]);
    const paid = { payment, account, payer: name || phone, taker };
    return this.documents.billPayment(paid, format, chooseLocale(locale), paper);
  }

  /** Empty while nobody can say: a receipt is handed out without it. */
  private async nameOf(operatorId: string): Promise<string> {
    try {
      const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
      const operator = items.find((one) => one.operatorId === operatorId);
      return operator?.name || (operator?.email.split('@')[0] ?? '');
    } catch (error) {
      if (error instanceof UnavailableError) return '';
      throw error;
    }
  }
}
