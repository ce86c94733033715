// proof-pages.controller.ts — the page on which whoever holds an order's link sends the picture of its payment; no JavaScript.
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { Limits } from '../http/limits';
import { PageForms, statusOf } from '../http/page-forms';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { Shop } from '../shop/shop';
import { LARGEST_PROOF_BYTES, PROOF_TYPES } from './order-proofs.controller';
import { PROOF_FORM_ROUTE, type ProofForm } from './proof-form';
import { checkedLink, payPath } from './pay-page';
import { proofPage } from './proof-page';

const OK = 200;

@ApiExcludeController()
@Controller()
export class ProofPagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
    private readonly shop: Shop,
    private readonly forms: PageForms,
  ) {}

  @Get(PROOF_FORM_ROUTE)
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.send(request, reply, token);
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  /** The link is enough, as it is for cancelling: captive mini-browsers drop cookies, and a picture credits nothing. */
  @Post(PROOF_FORM_ROUTE)
  @FormPost()
  async attach(
    @Param('token') token: string,
    @Body() body: ProofForm | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.forms.checkToken(request, 'proof-form', { token: body?.token }, token);
      this.limits.take(RATE_LIMITS.orders, token);
      try {
        await this.attachTo(token, body);
        this.forms.redirect(reply, payPath(token));
      } catch (error) {
        await this.send(request, reply, token, error);
      }
    } catch (error) {
      await this.forms.sendError(request, reply, error);
    }
  }

  private async attachTo(token: string, body: ProofForm | undefined): Promise<void> {
    if (body?.isTooLarge)
      throw new RefusalError('PAYMENT.PROOF_TOO_LARGE', { mostBytes: LARGEST_PROOF_BYTES });
    if (!body?.image) throw new RefusalError('PAYMENT.PROOF_INVALID');
    const { orderId, subscriberId } = await this.shop.order({ statusToken: checkedLink(token) });
    const request = { commandId: newId(), orderId, subscriberId, image: body.image };
    await this.messenger.request(Payment.method.attachProof, request);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    linkToken: string,
    error?: unknown,
  ): Promise<void> {
    const order = await this.shop.order({ statusToken: checkedLink(linkToken) });
    const view = this.shop.view(this.contexts.of(request), order);
    const form = this.forms.form(request, 'proof-form', linkToken, '', error);
    const html = proofPage({ form, order: view, linkToken, types: PROOF_TYPES });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}
