import { Controller } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import { RECEIPT_PAPERS } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Documents } from './documents';
import { OrderAccess } from '../sales/order-access';

type Methods = typeof Billing.method;

@Controller()
export class ReceiptRequests {
  constructor(
    private readonly access: OrderAccess,
    private readonly documents: Documents,
  ) {}

  @Answers(Billing.method.getReceipt)
  async getReceipt(request: RequestOf<Methods['getReceipt']>): Promise<ReplyOf<Methods['getReceipt']>> {
    const { format, locale } = request;
    const paper = RECEIPT_PAPERS.find((one) => one === request.paper) ?? 'sheet';
    if (format !== 'pdf' && format !== 'png') throw new RefusalError('BILLING.FORMAT_INVALID');
    const { sale } = await this.access.find(request);
    return this.documents.receipt(sale, format, chooseLocale(locale), paper);
  }
}
