// quota-request-pages.controller.ts — the page on which a Komandan asks for quota; it needs no JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp, QuotaLedger } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, formKey, PageForms, statusOf } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { SiteProfiles } from '../sites/site-profiles';
import { quotaRequestPage, QUOTA_REQUEST_PATH, type AskedFields } from './quota-request-page';

const OK = 200;
const SHOWN_REQUESTS = 10;
const LONGEST_REASON = 300;
const NOTHING: AskedFields = { gigabytes: '', days: '', reason: '' };

@ApiExcludeController()
@Controller()
export class QuotaRequestPagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly pages: SubscriberPages,
    private readonly profiles: SiteProfiles,
    private readonly forms: PageForms,
  ) {}

  @Get(QUOTA_REQUEST_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, { asked: NOTHING, key: newId() }),
    );
  }

  @Post(QUOTA_REQUEST_PATH)
  @FormPost()
  ask(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = {
      ...{ gigabytes: field(body, 'gigabytes'), days: field(body, 'days') },
      reason: field(body, 'reason').slice(0, LONGEST_REASON),
    };
    const key = formKey(body);
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'request-form', body, subscriberId);
      try {
        const unlimited = field(body, 'unlimited') === 'true';
        await this.messenger.request(QuotaLedger.method.requestQuota, {
          ...{ commandId: `${subscriberId}/${key}`, subscriberId, unlimited, reason: asked.reason },
          bytes: unlimited ? 0 : wholeIn(asked.gigabytes, 'gigabytes') * GB,
          days: wholeIn(asked.days, 'days'),
          actor: 'subscriber',
        });
        await this.send(request, reply, subscriberId, { asked: NOTHING, key: newId(), isSent: true });
      } catch (error) {
        await this.send(request, reply, subscriberId, { asked, key, error });
      }
    });
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    {
      error,
      isSent = false,
      ...typed
    }: { asked: AskedFields; key: string; error?: unknown; isSent?: boolean },
  ): Promise<void> {
    const form = this.forms.form(request, 'request-form', subscriberId, '', error);
    const page = { state: '', subscriberId, limit: SHOWN_REQUESTS };
    const [{ site }, terms, requests] = await Promise.all([
      this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId }),
      this.messenger.request(QuotaLedger.method.getRequestTerms, { subscriberId }),
      this.messenger.request(QuotaLedger.method.listQuotaRequests, page),
    ]);
    const view = { form, isSent, terms, requests: requests.items, timeZone: this.profiles.timeZoneOf(site) };
    const status = error === undefined ? OK : statusOf(error);
    await this.forms.send(request, reply, status, quotaRequestPage({ ...view, ...typed }));
  }
}

const WHOLE = /^\d{1,7}$/;

/** @throws RefusalError REQUEST.INVALID that names the field. */
const wholeIn = (text: string, name: string): number => {
  if (WHOLE.test(text.trim())) return Number(text.trim());
  throw new RefusalError('REQUEST.INVALID', { errors: [{ field: name, rule: 'isInt' }] });
};
