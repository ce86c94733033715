// orders-pages.controller.ts — the list of a subscriber's orders, without JavaScript.
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUuid } from '@saring/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../http/request-context';
import { field, PageForms, type Fields } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { Shop } from '../shop/shop';
import { SiteProfiles } from '../sites/site-profiles';
import { ORDERS_PATH } from './open-orders';
import { ordersPage } from './orders-page';

const OK = 200;
const PAGE_ORDERS = 20;

@ApiExcludeController()
@Controller()
export class OrdersPagesController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly pages: SubscriberPages,
    private readonly shop: Shop,
    private readonly profiles: SiteProfiles,
    private readonly forms: PageForms,
  ) {}

  @Get(ORDERS_PATH)
  list(@Query() query: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      const { locale, site } = this.contexts.of(request);
      const before = field(query, 'before');
      const page = { limit: PAGE_ORDERS, ...(isUuid(before) ? { before } : {}) };
      const { items, nextBefore } = await this.shop.orders(subscriberId, page);
      const view = { locale, site: this.profiles.of(site, locale), orders: items };
      await this.forms.send(request, reply, OK, ordersPage({ ...view, olderThan: nextBefore ?? null }));
    });
  }
}
