// my-email.controller.ts — a subscriber gets messages by e-mail, too, or no longer: whoever can read the code has the mailbox.
import { Body, Controller, Delete, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { ConfirmEmailLinkRequestSchema, StartEmailLinkRequestSchema } from '@saring/contracts';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, objectOf } from '../http/api-route';
import { BOOLEAN, TEXT } from '../http/api-schema';
import { Field } from '../http/body-fields';
import { RequestContexts } from '../http/request-context';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { EmailLinks } from './email-links';

const STATE = objectOf({
  offered: { ...BOOLEAN, description: 'There is a mail server' },
  email: { ...TEXT, description: 'That reads my messages; empty: none' },
  pendingEmail: { ...TEXT, description: 'Where a code went that is still good; empty: nowhere' },
});

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
    private readonly links: EmailLinks,
    private readonly contexts: RequestContexts,
  ) {}

  @ApiRoute('Whether my messages may come by e-mail', { schema: STATE })
  @Get()
  state(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    return this.links.of(subscriberId);
  }

  /** A newer code makes an older one worthless. */
  @ApiRoute('A code to an address of mine', { schema: STATE })
  @Post()
  @HttpCode(200)
  start(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
    @Body() { email }: EmailBody,
  ) {
    return this.links.start(subscriberId, email, this.contexts.of(request).locale);
  }

  @ApiRoute('The code that came: my messages may come there', { schema: STATE })
  @Post('proof')
  @HttpCode(200)
  confirm(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
    @Body() { code }: ProofBody,
  ) {
    return this.links.confirm(subscriberId, code, this.contexts.of(request).locale);
  }

  @ApiRoute('No more messages by e-mail', null)
  @Delete()
  @HttpCode(204)
  end(@CurrentSubscriber() { subscriberId }: AccessClaims): Promise<void> {
    return this.links.end(subscriberId);
  }
}
