// sale-messages.ts — the messages to the buyer that a sale calls for, each once.
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentOrder } from '@saring/contracts';
import { bankName, durationText, type Locale, rupiahText, shopText, type ShopKey } from '@saring/i18n';
import { idFrom, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { Ledger, purchaseIdOf } from '../ledger';
import { People } from '../messages/people';
import type { OrderRow, PlacedSale } from './orders.rows';
import { StatusTokens } from './status-token';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { Documents } from '../receipts/documents';
import { RECEIPT_WORDS } from '../receipts/receipt.texts';
import { itemText } from '../receipts/receipt';
import { takenBackOf } from '../receipts/taken-back';
import { bytesText, timeText } from '../receipts/format';
import { durationOf } from '../catalogue/domain/duration';
import type { WorkKind } from './domain/sale.process';
import { Payments } from './payments';
import { SaleTermsNow } from './quote';
import { BoughtVouchers } from '../vouchers/bought-vouchers';
import { SiteProfiles } from '../sites/site-profiles';

type TellKind = Extract<WorkKind, `tell_${string}`>;
type Message = { readonly template: string; readonly params: Readonly<Record<string, string>> };

/** The ledger's queries are behind its commands by less than this; a grant that debt took whole never shows. */
const LEDGER_SHOWS_MILLISECONDS = 60_000;
/** Bills are paid there alone. */
const MANDIRI = 'mandiri';
/** Where there is nothing to say. */
const NONE = '-';
/** Of a number: enough to know who it is, for who knows it. */
const SHOWN_DIGITS = 4;
const FOREVER: Readonly<Record<Locale, string>> = { id: 'habis', en: 'used up' };
const FROM_FIRST_USE: Readonly<Record<Locale, (time: string) => string>> = {
  id: (time) => `${time} sejak pertama dipakai`,
  en: (time) => `${time} after its first use`,
};

const isToPay = (kind: TellKind): boolean => kind === 'tell_pending' || kind === 'tell_asked';

/** A bill that is sent again is a message of its own. */
const timesIn = (kind: TellKind, { sale }: OrderRow): readonly number[] =>
  kind === 'tell_asked' && sale.askedFor ? [sale.askedFor.times] : [];

type Instructions = PaymentOrder['instructions'];

/** Numbers that a chat can hold; a code to scan, an app and a page are behind the link. Empty: there is none. */
const payToText = (instructions: Instructions, locale: Locale): string => {
  const { vaNumber, vaBank, billKey, billerCode, transferText } = instructions ?? {};
  const text = (key: ShopKey) => shopText(key, locale);
  const bank = vaBank ? bankName(vaBank) : '';
  if (vaNumber) return `${bank} ${vaNumber}`.trim();
  if (!billKey) return transferText ?? '';
  return `${bankName(vaBank || MANDIRI)}: ${text('order.billerCode')} ${billerCode ?? ''}, ${text('order.billKey')} ${billKey}`;
};

/** How much went back of how much, and what went with it; money that its bank took goes back whole. */
const refundMessage = (sale: PlacedSale, locale: Locale): Message => {
  const { price, purpose } = sale.terms;
  const { extent, text } = takenBackOf(sale, locale);
  const backRupiah = sale.state === 'reversed' ? price.amountRupiah : sale.refundedRupiah;
  const params = {
    item: itemText(sale, locale),
    amount: rupiahText(backRupiah, locale),
    paid: rupiahText(price.amountRupiah, locale),
    takenBack: extent === 'nothing' ? RECEIPT_WORDS[locale].stays : text,
  };
  if (extent === 'whole' && purpose === 'settlement') return { template: 'debt.refunded', params };
  const isPart = backRupiah < price.amountRupiah;
  return { template: isPart ? 'purchase.refunded.part' : 'purchase.refunded', params };
};

/** Orders the messages that a sale calls for, each once. The phone is asked for when needed and kept nowhere here. */
@Injectable()
export class SaleMessages {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: People,
    private readonly tokens: StatusTokens,
    private readonly documents: Documents,
    private readonly terms: SaleTermsNow,
    private readonly ledger: Ledger,
    private readonly payments: Payments,
    private readonly profiles: SiteProfiles,
    private readonly vouchers: BoughtVouchers,
  ) {}

  /** @throws what auth-otp, the ledger or notification answered when the message could not be ordered. */
  async tell(kind: TellKind, row: OrderRow): Promise<void> {
    const { subscriberId, site, agentId } = row.sale.terms;
    // An agent follows it on the own page, and has the statement.
    if (agentId !== undefined) return;
    // Whoever has sent a picture of the payment waits for the operator, not the other way round.
    if (kind === 'tell_pending' && (await this.payments.get(row.orderId)).hasProof) return;
    const person = await this.people.find(subscriberId);
    const { locale } = person;
    if (kind === 'tell_fulfilled') await this.tellReceiver(row, person.phone);
    const { template, params } = await this.messageOf(kind, row, locale);
    // A picture is read in the chat at once; the PDF is behind the link.
    const file = kind === 'tell_fulfilled' ? await this.documents.receipt(row.sale, 'png', locale) : null;
    // Each part of the money is a message of its own.
    const part = kind === 'tell_part_refunded' ? [row.sale.refundedRupiah] : timesIn(kind, row);
    await this.people.notify(person, {
      commandId: idFrom(kind, purchaseIdOf(row.orderId, row.sale.round), ...part),
      template,
      params,
      site,
      ...(isToPay(kind) && row.sale.expiresAt ? { expiresAt: row.sale.expiresAt } : {}),
      ...(file ? { attachment: file } : {}),
    });
  }

  /** Who is given a gift hears of it, and by whose number. */
  private async tellReceiver({ orderId, sale }: OrderRow, buyersPhone: string): Promise<void> {
    const { receiverId, goods, site } = sale.terms;
    if (receiverId === undefined) return;
    await this.people.notify(await this.people.find(receiverId), {
      commandId: idFrom('gift', purchaseIdOf(orderId, sale.round)),
      template: 'voucher.gift',
      params: { item: goods.description, from: buyersPhone.slice(-SHOWN_DIGITS) || NONE },
      site,
    });
  }

  private async messageOf(kind: TellKind, row: OrderRow, locale: Locale): Promise<Message> {
    const { sale } = row;
    const item = itemText(sale, locale);
    const amount = rupiahText(sale.terms.price.amountRupiah, locale);
    if (kind === 'tell_refunded' || kind === 'tell_part_refunded') return refundMessage(sale, locale);
    if (kind === 'tell_called_off') return { template: 'purchase.called_off', params: { item, amount } };
    const link = this.linkOf(row);
    if (isToPay(kind)) {
      const until = timeText(
        new Date(sale.expiresAt ?? sale.placedAt),
        locale,
        await this.profiles.timeZoneOf(sale.terms.site),
      );
      const { instructions, addedRupiah } = await this.payments.get(row.orderId);
      const payTo = payToText(instructions, locale);
      const payable = rupiahText(sale.terms.price.amountRupiah + addedRupiah, locale);
      return { template: 'purchase.pending', params: { item, amount: payable, until, payTo, link } };
    }
    if (sale.terms.purpose === 'settlement') return this.settled(sale, link, locale);
    if (sale.terms.purpose === 'voucher' && !sale.terms.receiverId) {
      const codes = await this.vouchers.codesOf([purchaseIdOf(row.orderId, sale.round)]);
      const params = { item, code: codes.join(', '), amount, invoice: sale.invoiceNumber ?? NONE, link };
      return { template: 'voucher.bought', params };
    }
    if (sale.terms.purpose === 'bills') {
      const params = {
        item: sale.terms.goods.description,
        amount,
        invoice: sale.invoiceNumber ?? NONE,
        link,
      };
      return { template: 'bill.paid', params };
    }
    const params = {
      item,
      amount,
      invoice: sale.invoiceNumber ?? NONE,
      expires: await this.expiryOf(row, locale),
      link,
    };
    return { template: 'purchase.receipt', params };
  }

  /** One item of several leaves a rest. The item itself is left out: the ledger may not show yet that it is paid. */
  private async settled(
    { terms, invoiceNumber }: PlacedSale,
    link: string,
    locale: Locale,
  ): Promise<Message> {
    const { goods, price, subscriberId } = terms;
    const amount = rupiahText(price.amountRupiah, locale);
    const restRupiah = goods.debtId === null ? 0 : await this.restRupiah(subscriberId, goods.debtId);
    if (restRupiah > 0)
      return { template: 'debt.partly_paid', params: { amount, rest: rupiahText(restRupiah, locale), link } };
    const bytes = goods.bytes === 0 ? RECEIPT_WORDS[locale].unlimited : bytesText(goods.bytes, locale);
    return { template: 'debt.settled', params: { amount, invoice: invoiceNumber ?? NONE, bytes, link } };
  }

  private async restRupiah(subscriberId: string, paidDebtId: string): Promise<number> {
    const { autoDebtBytes, items } = await this.ledger.debts(subscriberId);
    const rest = { autoDebtBytes, items: items.filter((debt) => debt.debtId !== paidDebtId) };
    return (await this.terms.price(rest)).totalRupiah;
  }

  /** A purchase that continues an earlier one, or ends on a date, ends where the ledger says. */
  private async expiryOf(row: OrderRow, locale: Locale): Promise<string> {
    const { terms, fulfilledAt, placedAt, round } = row.sale;
    const { lastsSeconds, startsAtFirstUse } = durationOf(terms.goods);
    // The ledger's account of a gift is not the buyer's.
    const isDated = terms.goods.validUntil !== undefined && terms.receiverId === undefined;
    if (lastsSeconds === 0 && !isDated) return FOREVER[locale];
    if (startsAtFirstUse && !isDated) return FROM_FIRST_USE[locale](durationText(lastsSeconds, locale));
    const from = new Date(fulfilledAt ?? placedAt).getTime();
    const computed = new Date(from + lastsSeconds * 1_000);
    const isLedgers = isDated || terms.goods.expiryPolicy === 'extend';
    const end = isLedgers
      ? await this.ledger.endOfGrant(terms.subscriberId, purchaseIdOf(row.orderId, round))
      : undefined;
    if (isLedgers && !end && this.clock.now().getTime() < from + LEDGER_SHOWS_MILLISECONDS)
      throw new Error('the ledger does not show the grant yet');
    return timeText(end ? new Date(end) : computed, locale, await this.profiles.timeZoneOf(terms.site));
  }

  private linkOf({ orderId, sale }: OrderRow): string {
    const token = this.tokens.tokenOf(orderId, new Date(sale.placedAt), this.clock.now());
    const { returnUrl } = sale.terms;
    // Where no public name is set, the name by which the buyer, or who ordered for them, has reached the portal.
    const base = this.config.PUBLIC_URL?.replace(/\/$/, '') ?? (returnUrl && new URL(returnUrl).origin);
    return token && base ? `${base}/pay/${token}` : NONE;
  }
}
