import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { Order } from '@saring/contracts';
import { isWholeQris, newId, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { SiteProfiles } from '../sites/site-profiles';
import { FormPost } from '../http/csrf';
import { RequestContexts } from '../http/request-context';
import { PageForms, type Fields } from '../http/page-forms';
import { checkedLink, payPage, payPath } from './pay-page';
import { sendDocument, sendPicture } from './documents';
import { OrderView } from './order-view';
import { Shop } from '../shop/shop';

/** The actor of what the holder of a link does. */
const LINK = 'status-link';
const OK = 200;

/** One order by its signed link, without login, for 7 days: its state, its code, its receipt, and its cancelling. */
@ApiTags('orders')
@Controller()
export class PayController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
    private readonly forms: PageForms,
    private readonly profiles: SiteProfiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('pay/:token')
  @ApiExcludeEndpoint()
  async page(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const context = this.contexts.of(request);
      const order = this.shop.view(context, await this.find(token));
      const html = payPage({
        locale: context.locale,
        timeZone: this.profiles.timeZoneOf(context.site),
        site: this.profiles.of(context.site, context.locale),
        order,
        token,
        now: this.clock.now(),
        formToken: this.forms.token(request, 'pay-form', token),
        hasQr: order.qrString === undefined ? order.qrImageUrl !== undefined : isWholeQris(order.qrString),
      });
      await this.forms.send(request, reply, OK, html);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @Post('pay/:token/cancel')
  @FormPost()
  @ApiExcludeEndpoint()
  async cancelByForm(
    @Param('token') token: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.forms.checkToken(request, 'pay-form', body, token);
      await this.shop.cancel(newId(), LINK, { statusToken: checkedLink(token) });
      this.forms.redirect(reply, payPath(token));
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  @ApiRoute('An order by its status link', OrderView)
  @Get('api/v1/pay/:token')
  async order(@Param('token') token: string, @Req() request: FastifyRequest): Promise<OrderView> {
    return this.shop.view(this.contexts.of(request), await this.find(token));
  }

  @ApiRoute('Cancel an order by its status link', OrderView)
  @Post('api/v1/pay/:token/cancel')
  @HttpCode(OK)
  async cancel(@Param('token') token: string, @Req() request: FastifyRequest): Promise<OrderView> {
    const order = await this.shop.cancel(newId(), LINK, { statusToken: checkedLink(token) });
    return this.shop.view(this.contexts.of(request), order);
  }

  @ApiRoute('The QRIS code as SVG', new ApiFile('image/svg+xml'))
  @Get('api/v1/pay/:token/qr.svg')
  async qrSvg(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    sendPicture(reply, await this.shop.qr(await this.find(token), 'svg'), 'qris.svg');
  }

  @ApiRoute('The QRIS code as PNG', new ApiFile('image/png'))
  @Get('api/v1/pay/:token/qr.png')
  async qrPng(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    sendPicture(reply, await this.shop.qr(await this.find(token), 'png'), 'qris.png');
  }

  @ApiRoute('The receipt as PDF', new ApiFile('application/pdf'))
  @Get('api/v1/pay/:token/receipt.pdf')
  receiptPdf(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.receipt(token, 'pdf', request, reply);
  }

  @ApiRoute('The receipt as PNG', new ApiFile('image/png'))
  @Get('api/v1/pay/:token/receipt.png')
  receiptPng(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.receipt(token, 'png', request, reply);
  }

  private async receipt(
    token: string,
    format: 'pdf' | 'png',
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { locale } = this.contexts.of(request);
    sendDocument(reply, await this.shop.receipt({ statusToken: checkedLink(token), format, locale }, token));
  }

  private find(token: string): Promise<Order> {
    return this.shop.order({ statusToken: checkedLink(token) });
  }
}
