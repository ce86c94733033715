// isolir.controller.ts — the notice that a suspended line is led to, by the address that its session has.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RouterGateway } from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageForms } from '../http/page-forms';
import { RequestContexts, type RequestContext } from '../http/request-context';
import { Shop } from '../shop/shop';
import { SiteProfiles } from '../sites/site-profiles';
import { isolirPage, type IsolirView } from './isolir-page';

const OK = 200;
/** A router that does not answer in time leaves the asker unknown. */
const LOOKUP_MILLISECONDS = 2_000;

@ApiExcludeController()
@Controller('isolir')
export class IsolirController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly shop: Shop,
    private readonly forms: PageForms,
    private readonly profiles: SiteProfiles,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const context = this.contexts.of(request);
      const view = await this.viewOf(context);
      const html = isolirPage(view, context.locale, this.profiles.of(context.site, context.locale));
      await this.forms.send(request, reply, OK, html);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  private async viewOf({ site, address }: RequestContext): Promise<IsolirView> {
    const line = await this.lineAt(site, address);
    if (!line) return { why: 'unknown' };
    if (!line.heldForBill && line.suspendedByHand) return { why: 'hand' };
    if (!line.heldForBill) return { why: line.heldForQuota ? 'quota' : 'on' };
    const standing = await this.shop.bills(line.subscriberId);
    // A subscription that rests or has ended holds its line with nothing to pay.
    return standing.bills.some(({ overdue, owedRupiah }) => overdue && owedRupiah > 0)
      ? { why: 'bill', standing }
      : { why: 'hand' };
  }

  private async lineAt(site: string, address: string) {
    try {
      const request = { site, address };
      return await this.messenger.request(RouterGateway.method.findLineAt, request, LOOKUP_MILLISECONDS);
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return null;
      throw error;
    }
  }
}
