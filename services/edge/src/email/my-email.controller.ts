// my-email.controller.ts — a subscriber gets messages by e-mail, too, or no longer: whoever can read the code has the mailbox.
import { Body, Controller, Delete, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { ConfirmEmailLinkRequestSchema, Notification, StartEmailLinkRequestSchema } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, objectOf } from '../http/api-route';
import { BOOLEAN, TEXT } from '../http/api-schema';
import { Field } from '../http/body-fields';
import { RequestContexts } from '../http/request-context';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { phoneOf } from '../subscribers/phone-of';

const STATE = objectOf({
  offered: { ...BOOLEAN, description: 'There is a mail server' },
  email: { ...TEXT, description: 'That reads my messages; empty: none' },
});
/** Whoever logs in with a voucher alone has no number, and nothing to link. */
const NO_NUMBER = { offered: false, email: '' };

class EmailBody {
  @Field(StartEmailLinkRequestSchema.field.email, { example: 'budi@example.id' }) email!: string;
}
class ProofBody {
  @Field(ConfirmEmailLinkRequestSchema.field.code, { example: '482913' }) code!: string;
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/email')
export class MyEmailController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
  ) {}

  @ApiRoute('Whether my messages may come by e-mail', { schema: STATE })
  @Get()
  async state(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') return NO_NUMBER;
    return shown(await this.messenger.request(Notification.method.getEmailState, { phone }));
  }

  /** A newer code makes an older one worthless. */
  @ApiRoute('A code to an address of mine', { schema: STATE })
  @Post()
  @HttpCode(200)
  async start(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
    @Body() { email }: EmailBody,
  ) {
    const phone = await this.numberOf(subscriberId);
    const { locale } = this.contexts.of(request);
    return shown(await this.messenger.request(Notification.method.startEmailLink, { phone, email, locale }));
  }

  @ApiRoute('The code that came: my messages may come there', { schema: STATE })
  @Post('proof')
  @HttpCode(200)
  async confirm(@CurrentSubscriber() { subscriberId }: AccessClaims, @Body() { code }: ProofBody) {
    const phone = await this.numberOf(subscriberId);
    return shown(await this.messenger.request(Notification.method.confirmEmailLink, { phone, code }));
  }

  @ApiRoute('No more messages by e-mail', null)
  @Delete()
  @HttpCode(204)
  async end(@CurrentSubscriber() { subscriberId }: AccessClaims): Promise<void> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone !== '') await this.messenger.request(Notification.method.endEmailLink, { phone });
  }

  private async numberOf(subscriberId: string): Promise<string> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') throw new RefusalError('NOTIFICATION.EMAIL_OFF');
    return phone;
  }
}

const shown = ({ offered, email }: { readonly offered: boolean; readonly email: string }) => ({
  offered,
  email,
});
