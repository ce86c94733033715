import type { DocumentFormat, ReceiptPaper } from '@saring/kernel';
import { Injectable } from '@nestjs/common';
import type { Locale } from '@saring/i18n';
import type { PlacedSale } from '../sales/orders.rows';
import { SiteProfiles } from '../sites/site-profiles';
import { layOut } from './layout';
import { pdfOf } from './pdf';
import { pngOf } from './png';
import { receiptOf } from './receipt';

export type ReceiptFile = {
  readonly content: Buffer;
  readonly contentType: string;
  readonly fileName: string;
};

/** Receipts as files: drawn when asked for, kept nowhere. */
@Injectable()
export class Documents {
  constructor(private readonly profiles: SiteProfiles) {}

  /** @throws RefusalError BILLING.ORDER_NOT_PAID */
  async receipt(
    sale: PlacedSale,
    format: DocumentFormat,
    locale: Locale,
    paper: ReceiptPaper = 'sheet',
  ): Promise<ReceiptFile> {
    const { site } = sale.terms;
    const [business, timeZone] = await Promise.all([
      this.profiles.businessOf(site),
      this.profiles.timeZoneOf(site),
    ]);
    const receipt = receiptOf(sale, business, locale, timeZone);
    const drawing = layOut(receipt, paper);
    const number = sale.invoiceNumber ?? '';
    const fileName = `${locale === 'id' ? 'nota' : 'receipt'}-${number.replaceAll('/', '-')}.${format}`;
    if (format === 'png') return { content: pngOf(drawing), contentType: 'image/png', fileName };
    const content = await pdfOf(drawing, `${receipt.title} ${number}`, new Date(sale.paidAt ?? 0));
    return { content, contentType: 'application/pdf', fileName };
  }
}
