// package-change-pages.controller.ts — the page on which a subscriber asks for another package; it needs no JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp } from '@saring/contracts';
import { isUuid, newId } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, formKey, PageForms, statusOf } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { Shop } from '../shop/shop';
import { SiteProfiles } from '../sites/site-profiles';
import { OwnPackageChanges } from './own-package-changes';
import {
  PACKAGE_CHANGE_PATH,
  packageChangePage,
  type Changeable,
  type ChosenPackage,
} from './package-change-page';

const OK = 200;
const LONGEST_NOTE = 300;
const NOTHING: ChosenPackage = { subscriptionId: '', packageId: '', note: '' };

type Shown = {
  readonly chosen: ChosenPackage;
  readonly said: 'sent' | 'withdrawn' | null;
  readonly error?: unknown;
};

@ApiExcludeController()
@Controller()
export class PackageChangePagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly changes: OwnPackageChanges,
    private readonly shop: Shop,
    private readonly pages: SubscriberPages,
    private readonly profiles: SiteProfiles,
    private readonly forms: PageForms,
  ) {}

  @Get(PACKAGE_CHANGE_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, { chosen: NOTHING, said: null }),
    );
  }

  @Post(PACKAGE_CHANGE_PATH)
  @FormPost()
  act(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const chosen = {
      ...{ subscriptionId: field(body, 'subscriptionId'), packageId: field(body, 'packageId') },
      note: field(body, 'note').slice(0, LONGEST_NOTE),
    };
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'package-form', body, subscriberId);
      try {
        const said = await this.done(subscriberId, body, chosen);
        await this.send(request, reply, subscriberId, { chosen: NOTHING, said });
      } catch (error) {
        await this.send(request, reply, subscriberId, { chosen, said: null, error });
      }
    });
  }

  private async done(
    subscriberId: string,
    body: Fields,
    chosen: ChosenPackage,
  ): Promise<'sent' | 'withdrawn'> {
    const key = formKey(body);
    const { subscriptionId } = chosen;
    if (field(body, 'do') === 'withdraw') {
      const requestId = field(body, 'requestId');
      await this.changes.withdraw(subscriberId, { subscriptionId, requestId }, key);
      return 'withdrawn';
    }
    if (!isUuid(chosen.packageId))
      throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'packageId', rule: 'isUuid' }] });
    await this.changes.ask(subscriberId, chosen, key);
    return 'sent';
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    { chosen, said, error }: Shown,
  ): Promise<void> {
    const form = this.forms.form(request, 'package-form', subscriberId, '', error);
    const [{ site }, { subscriptions }] = await Promise.all([
      this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId }),
      this.shop.bills(subscriberId),
    ]);
    const running = subscriptions.filter(({ ended }) => !ended);
    const items = await Promise.all(
      running.map(async (subscription): Promise<Changeable> => {
        const { subscriptionId, paused, endsOn, packageChange } = subscription;
        const isOpen = !paused && endsOn === '' && packageChange?.state !== 'waiting';
        const choices = isOpen ? (await this.changes.choices(subscriberId, subscriptionId)).items : [];
        return { subscription, choices };
      }),
    );
    const timeZone = this.profiles.timeZoneOf(site);
    const html = packageChangePage({ form, key: newId(), items, chosen, said, timeZone });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}
