// passkey-login.controller.ts — signing in by a passkey.
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, LoginWithPasskeyRequestSchema, PasskeyChallengeSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { Field } from '../http/body-fields';
import { Limits } from '../http/limits';
import { OPERATOR_SESSION } from '../http/replies';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { plain } from '../quota/quota-views';
import { clientOf, openSession } from './open-session';
import { PasskeyOrigins } from './passkey-origins';

const { challengeId, proofJson } = LoginWithPasskeyRequestSchema.field;

class PasskeyLoginBody {
  @Field(challengeId) challengeId!: string;
  @Field(proofJson) proofJson!: string;
}

@ApiTags('operator')
@Controller('api/v1/operator/login/passkey')
export class PasskeyLoginController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly origins: PasskeyOrigins,
    private readonly limits: Limits,
  ) {}

  @ApiRoute('Begin to log in by a passkey: what the browser is to sign', PasskeyChallengeSchema)
  @Post('begin')
  @HttpCode(200)
  async begin(@Req() request: FastifyRequest) {
    const client = this.limitedClient(request);
    const origin = this.origins.of(request);
    return plain(await this.messenger.request(AuthOtp.method.beginPasskeyLogin, { origin, client }));
  }

  @ApiRoute('Log in by a passkey', OPERATOR_SESSION)
  @Post()
  @HttpCode(200)
  async login(
    @Body() body: PasskeyLoginBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const client = this.limitedClient(request);
    const session = await this.messenger.request(AuthOtp.method.loginWithPasskey, { ...body, client });
    return openSession(reply, this.contexts.of(request), session);
  }

  /** @throws RefusalError REQUEST.TOO_MANY */
  private limitedClient(request: FastifyRequest): ReturnType<typeof clientOf> {
    const context = this.contexts.of(request);
    this.limits.take(RATE_LIMITS.passkeyLogin, context.addressKey);
    return clientOf(request, context);
  }
}
