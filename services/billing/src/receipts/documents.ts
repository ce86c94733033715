import type { DocumentFormat, ReceiptPaper } from '@saring/kernel';
import { Injectable } from '@nestjs/common';
import type { Locale } from '@saring/i18n';
import type { PlacedSale } from '../sales/orders.rows';
import { SiteProfiles } from '../sites/site-profiles';
import { layOut } from './layout';
import { pdfOf } from './pdf';
import { pngOf } from './png';
import { billPaper, type Billed } from './bill-paper';
import { paymentPaper, type PaidInHand } from './payment-paper';
import { paymentNumber } from '../bills/domain/bill-payments';
import { receiptOf, type Receipt } from './receipt';

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
    const name = locale === 'id' ? 'nota' : 'receipt';
    const of = { name, number: sale.invoiceNumber ?? '', at: new Date(sale.paidAt ?? 0) };
    return fileOf(receipt, format, paper, of);
  }

  /** A bill as it stands now. */
  async bill(billed: Billed, format: DocumentFormat, locale: Locale): Promise<ReceiptFile> {
    const { site, number, startsAt } = billed.bill;
    const paper = billPaper(billed, await this.profiles.businessOf(site), locale);
    const name = locale === 'id' ? 'tagihan' : 'bill';
    return fileOf(paper, format, 'sheet', { name, number, at: new Date(startsAt) });
  }

  /** Of money for bills that was taken in hand. */
  async billPayment(
    paid: PaidInHand,
    format: DocumentFormat,
    locale: Locale,
    paper: ReceiptPaper,
  ): Promise<ReceiptFile> {
    const { site, at } = paid.payment;
    const [business, timeZone] = await Promise.all([
      this.profiles.businessOf(site),
      this.profiles.timeZoneOf(site),
    ]);
    const receipt = paymentPaper(paid, business, locale, timeZone);
    const name = locale === 'id' ? 'nota' : 'receipt';
    return fileOf(receipt, format, paper, { name, number: paymentNumber(paid.payment), at: new Date(at) });
  }
}

const fileOf = async (
  receipt: Receipt,
  format: DocumentFormat,
  paper: ReceiptPaper,
  { name, number, at }: { readonly name: string; readonly number: string; readonly at: Date },
): Promise<ReceiptFile> => {
  const drawing = layOut(receipt, paper);
  const fileName = `${name}-${number.replaceAll('/', '-')}.${format}`;
  if (format === 'png') return { content: pngOf(drawing), contentType: 'image/png', fileName };
  const content = await pdfOf(drawing, `${receipt.title} ${number}`, at);
  return { content, contentType: 'application/pdf', fileName };
};
