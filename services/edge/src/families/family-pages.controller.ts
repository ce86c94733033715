// family-pages.controller.ts — the page on which people share a quota; it needs no JavaScript.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthOtp } from '@saring/contracts';
import { isUuid, MB, newId } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormPost } from '../http/csrf';
import { field, type Fields, formKey, PageForms, statusOf } from '../http/page-forms';
import { SubscriberPages } from '../login/subscriber-pages';
import { SiteProfiles } from '../sites/site-profiles';
import { Families, FAMILY_PATH, type FamilyLimits } from './families';
import { familyPage, type TypedInvitation } from './family-page';

const OK = 200;
const PHONE_CHARACTERS = 64;
const NOTHING: TypedInvitation = { phone: '', daily: '', share: '' };

type Shown = {
  readonly typed: TypedInvitation;
  readonly said: 'invited' | 'saved' | null;
  readonly error?: unknown;
};

@ApiExcludeController()
@Controller()
export class FamilyPagesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly families: Families,
    private readonly pages: SubscriberPages,
    private readonly profiles: SiteProfiles,
    private readonly forms: PageForms,
  ) {}

  @Get(FAMILY_PATH)
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.asSubscriber(request, reply, (subscriberId) =>
      this.send(request, reply, subscriberId, { typed: NOTHING, said: null }),
    );
  }

  @Post(FAMILY_PATH)
  @FormPost()
  act(@Body() body: Fields, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const typed = {
      phone: field(body, 'phone').slice(0, PHONE_CHARACTERS),
      daily: field(body, 'daily').slice(0, PHONE_CHARACTERS),
      share: field(body, 'share').slice(0, PHONE_CHARACTERS),
    };
    return this.pages.asSubscriber(request, reply, async (subscriberId) => {
      this.forms.checkToken(request, 'family-form', body, subscriberId);
      try {
        const said = await this.done(subscriberId, body, typed);
        await this.send(request, reply, subscriberId, { typed: NOTHING, said });
      } catch (error) {
        await this.send(request, reply, subscriberId, { typed, said: null, error });
      }
    });
  }

  private async done(
    subscriberId: string,
    body: Fields,
    typed: TypedInvitation,
  ): Promise<'invited' | 'saved'> {
    const key = formKey(body);
    const command = { commandId: `${subscriberId}/${key}`, actor: 'subscriber' };
    const idIn = (name: string): string => {
      const id = field(body, name);
      if (!isUuid(id)) throw wrong(name, 'isUuid');
      return id;
    };
    switch (field(body, 'do')) {
      case 'invite':
        await this.families.invite({ ...command, subscriberId, phone: typed.phone, ...limitsIn(typed) });
        return 'invited';
      case 'limits':
        await this.families.changeLimits(command, subscriberId, idIn('memberId'), limitsIn(typed));
        break;
      case 'remove':
        await this.families.end(command, subscriberId, idIn('memberId'), 'payer');
        break;
      case 'leave':
        await this.families.end(command, idIn('payerId'), subscriberId, 'member');
        break;
      case 'accept':
      case 'decline':
        await this.families.answer(command, subscriberId, idIn('payerId'), field(body, 'do') === 'accept');
        break;
      default:
        throw wrong('do', 'isIn');
    }
    return 'saved';
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    subscriberId: string,
    { typed, said, error }: Shown,
  ): Promise<void> {
    const form = this.forms.form(request, 'family-form', subscriberId, '', error);
    const [{ site }, family] = await Promise.all([
      this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId }),
      this.families.of(subscriberId),
    ]);
    const timeZone = this.profiles.timeZoneOf(site);
    const html = familyPage({ form, key: newId(), family, typed, said, timeZone });
    await this.forms.send(request, reply, error === undefined ? OK : statusOf(error), html);
  }
}

const wrong = (name: string, rule: string): RefusalError =>
  new RefusalError('REQUEST.INVALID', { errors: [{ field: name, rule }] });

const WHOLE = /^\d{1,9}$/;

/** In megabytes; nothing typed is no limit. @throws RefusalError REQUEST.INVALID that names the field */
const limitsIn = ({ daily, share }: TypedInvitation): FamilyLimits => ({
  ...limitIn('dailyBytes', daily),
  ...limitIn('shareBytes', share),
});

const limitIn = (name: keyof FamilyLimits, text: string): FamilyLimits => {
  const typed = text.trim();
  if (typed === '') return {};
  if (!WHOLE.test(typed) || Number(typed) === 0) throw wrong(name, 'isInt');
  return { [name]: Number(typed) * MB };
};
