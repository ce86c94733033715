import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '@saring/i18n';
import { timeZoneOf } from '@saring/service-kit';
import type { PlacedSale } from '../adapters/postgres/orders';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { businessOf } from './business';
import { layOut } from './layout';
import { pdfOf } from './pdf';
import { pngOf } from './png';
import { receiptOf, type Business } from './receipt';

export type DocumentFormat = 'pdf' | 'png';
export type ReceiptFile = {
  readonly content: Buffer;
  readonly contentType: string;
  readonly fileName: string;
};

/** Receipts as files: drawn when asked for, kept nowhere. */
@Injectable()
export class Documents {
  private readonly business: Business;

  constructor(@Inject(BILLING_CONFIG) private readonly config: BillingConfig) {
    this.business = businessOf(config);
  }

  /** @throws RefusalError BILLING.ORDER_NOT_PAID */
  async receipt(sale: PlacedSale, format: DocumentFormat, locale: Locale): Promise<ReceiptFile> {
    const receipt = receiptOf(sale, this.business, locale, timeZoneOf(this.config, sale.terms.site));
    const drawing = layOut(receipt);
    const number = sale.invoiceNumber ?? '';
    const fileName = `${locale === 'id' ? 'nota' : 'receipt'}-${number.replaceAll('/', '-')}.${format}`;
    if (format === 'png') return { content: pngOf(drawing), contentType: 'image/png', fileName };
    const content = await pdfOf(drawing, `${receipt.title} ${number}`, new Date(sale.paidAt ?? 0));
    return { content, contentType: 'application/pdf', fileName };
  }
}
