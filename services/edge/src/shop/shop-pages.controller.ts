import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid, newId, type Clock } from '@saring/kernel';
import { RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, COOKIES } from '../http/cookies';
import { FormPost } from '../http/csrf';
import { RequestContexts } from '../http/request-context';
import { loginPath } from '../login/login-pages';
import { field, PageForms, statusOf, type Fields } from '../http/page-forms';
import { payPath } from '../orders/pay-page';
import { paidBillIn } from './bill-choices';
import { SETTLE_ALL, settledDebtIn, shopPage } from './shop-page';
import { choiceIn, invalidChoice, wayIn } from './way-choice';
import { SubscriberSessions } from '../login/subscriber-sessions';
import { Buyers, type Buyer } from './buyer';
import { Shop } from './shop';

const OK = 200;

/** The shop without JavaScript, for a login and for a device that a router has proved. */
@ApiExcludeController()
@Controller('shop')
export class ShopPagesController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly sessions: SubscriberSessions,
    private readonly buyers: Buyers,
    private readonly shop: Shop,
    private readonly forms: PageForms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const buyer = await this.buyerOrRefreshed(request, reply);
      if (!buyer) return this.forms.redirect(reply, loginPath(''));
      await this.page(request, reply, buyer, { item: field(query, 'item'), way: '' });
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @Post()
  @FormPost()
  async buy(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const buyer = await this.buyerOrRefreshed(request, reply);
      if (!buyer) return this.forms.redirect(reply, loginPath(''));
      this.forms.checkToken(request, 'shop-form', body, buyer.subscriberId);
      await this.placeOrTell(request, reply, buyer, body);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** A refusal is shown above the same form. */
  private async placeOrTell(
    request: FastifyRequest,
    reply: FastifyReply,
    buyer: Buyer,
    body: Fields,
  ): Promise<void> {
    try {
      const order = await this.place(request, buyer, body);
      this.forms.redirect(reply, order.statusToken ? payPath(order.statusToken) : '/status');
    } catch (error) {
      const chosen = { item: field(body, 'item'), way: wayIn(body), phone: field(body, 'phone') };
      await this.page(request, reply, buyer, { ...chosen, error });
    }
  }

  private place(request: FastifyRequest, buyer: Buyer, body: Fields) {
    const context = this.contexts.of(request);
    const [item, key] = [field(body, 'item'), field(body, 'key')];
    const debtId = settledDebtIn(item);
    const billId = paidBillIn(item);
    if (!isUuid(key) || (item !== SETTLE_ALL && billId !== '' && !isUuid(billId ?? debtId ?? item)))
      throw invalidChoice();
    const choice = choiceIn(body, item);
    if (billId !== null) return this.shop.payBills(context, buyer, key, { ...choice, billId });
    return item === SETTLE_ALL || debtId !== null
      ? this.shop.settle(context, buyer, key, { ...choice, debtId: debtId ?? '' })
      : this.shop.buy(context, buyer, key, {
          ...{ ...choice, packageId: item, asVoucher: field(body, 'voucher') !== '' },
          forPhone: field(body, 'phone').trim(),
        });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { subscriberId, actor }: Buyer,
    { error, ...chosen }: { item: string; way: string; phone?: string; error?: unknown },
  ): Promise<void> {
    const form = this.forms.form(request, 'shop-form', subscriberId, '', error);
    const { site } = this.contexts.of(request);
    const [standing, packages, methods, debts, bills, openOrders] = await Promise.all([
      this.shop.standingOf(subscriberId),
      this.shop.packages(subscriberId, site),
      this.shop.methods(site),
      orNull(this.shop.debts(subscriberId)),
      orNull(this.shop.bills(subscriberId)),
      this.shop.openOrders(subscriberId),
    ]);
    const html = shopPage({
      form,
      ...standing,
      openOrders,
      now: this.clock.now(),
      key: newId(),
      packages,
      methods,
      debts,
      bills,
      mayGive: actor === 'subscriber',
      chosen,
    });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }

  private async buyerOrRefreshed(request: FastifyRequest, reply: FastifyReply): Promise<Buyer | null> {
    const buyer = await this.buyers.find(request);
    if (buyer || !cookieOf(request, COOKIES.refresh)) return buyer;
    try {
      const { subscriberId } = await this.sessions.refresh(request, reply);
      return { subscriberId, actor: 'subscriber' };
    } catch (error) {
      if (error instanceof RefusalError) return null;
      throw error;
    }
  }
}

/** Packages are sold although debts or bills are unknown. */
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusalError || error instanceof UnavailableError) return null;
    throw error;
  }
};
