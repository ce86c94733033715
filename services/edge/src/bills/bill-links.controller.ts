// bill-links.controller.ts — the bills behind a signed link, and paying them, without login.
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid, newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, PageForms, statusOf, type Fields } from '../http/page-forms';
import { problemOf } from '../http/problem';
import { RequestContexts } from '../http/request-context';
import { sendDocument } from '../orders/documents';
import { payPath } from '../orders/pay-page';
import { paidBillIn } from '../shop/bill-choices';
import { Shop } from '../shop/shop';
import { choiceIn, invalidChoice, wayIn } from '../shop/way-choice';
import { SiteProfiles } from '../sites/site-profiles';
import { billLinkPage, billLinkPath } from './bill-link-page';

const TOKEN = /^[\w-]{20,200}$/;
const OK = 200;

type Answer = { readonly item: string; readonly way: string; readonly error?: unknown };

@ApiExcludeController()
@Controller('bill/:token')
export class BillLinksController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
    private readonly forms: PageForms,
    private readonly profiles: SiteProfiles,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.page(request, reply, checked(token), { item: '', way: '' });
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @Post()
  @FormPost()
  async pay(
    @Param('token') token: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.forms.checkToken(request, 'bill-form', body, token);
      await this.payOrTell(request, reply, checked(token), body);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @Get(':billId/bill.pdf')
  async pdf(
    @Param('token') token: string,
    @Param('billId') billId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { locale } = this.contexts.of(request);
      const asked = { billId, linkToken: checked(token), format: 'pdf', locale } as const;
      sendDocument(reply, await this.shop.billDocument(asked, token));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** A refusal is shown above the same form. */
  private async payOrTell(
    request: FastifyRequest,
    reply: FastifyReply,
    linkToken: string,
    body: Fields,
  ): Promise<void> {
    const [item, key] = [field(body, 'item'), field(body, 'key')];
    const { site } = await this.shop.billLink(linkToken);
    try {
      const billId = paidBillIn(item);
      if (billId === null || !isUuid(key) || (billId !== '' && !isUuid(billId))) throw invalidChoice();
      const choice = { ...choiceIn(body, item), billId };
      const order = await this.shop.payByLink(this.contexts.of(request), { linkToken, site }, key, choice);
      this.forms.redirect(reply, order.statusToken ? payPath(order.statusToken) : billLinkPath(linkToken));
    } catch (error) {
      await this.page(request, reply, linkToken, { item, way: wayIn(body), error });
    }
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    linkToken: string,
    { error, ...chosen }: Answer,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    const link = await this.shop.billLink(linkToken);
    const methods = await this.shop.methods(link.site);
    const html = billLinkPage({
      ...{ locale, link, methods, linkToken, chosen, key: newId() },
      site: this.profiles.of(link.site, locale),
      formToken: this.forms.token(request, 'bill-form', linkToken),
      refusal: error === undefined ? null : problemOf(error).code,
    });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}

/** @throws RefusalError BILLING.BILL_UNKNOWN */
const checked = (token: string): string => {
  if (!TOKEN.test(token)) throw new RefusalError('BILLING.BILL_UNKNOWN');
  return token;
};
