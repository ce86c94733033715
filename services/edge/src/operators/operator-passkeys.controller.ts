// operator-passkeys.controller.ts — one's own passkeys; and all of another, for who manages operators.
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AddPasskeyRequestSchema,
  AuthOtp,
  PasskeyChallengeSchema,
  PasskeySchema,
  RenamePasskeyRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf } from '../http/api-route';
import { Field } from '../http/body-fields';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { plain } from '../quota/quota-views';
import { OperatorGuard } from './operator-guard';
import { operatorTokenOf, Permit } from './operator-sessions';
import { PasskeyOrigins } from './passkey-origins';

const PASSWORD_CHARACTERS = 200;

class NewPasskeyBody {
  @ApiProperty({ minLength: 1, maxLength: PASSWORD_CHARACTERS })
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_CHARACTERS)
  password!: string;

  @ApiProperty({ required: false, example: '', description: 'Six digits, after 401 AUTH.TOTP_REQUIRED' })
  @IsOptional()
  @Matches(/^(?:\d{6})?$/, { message: 'totp: six digits' })
  totp?: string;
}

class PasskeyBody {
  @Field(AddPasskeyRequestSchema.field.challengeId) challengeId!: string;
  @Field(AddPasskeyRequestSchema.field.name, { least: 1 }) name!: string;
  @Field(AddPasskeyRequestSchema.field.proofJson) proofJson!: string;
}

class PasskeyNameBody {
  @Field(RenamePasskeyRequestSchema.field.name, { least: 1 }) name!: string;
}

@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class OperatorPasskeysController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly origins: PasskeyOrigins,
    private readonly limits: Limits,
  ) {}

  @ApiRoute('The own passkeys', listOf(PasskeySchema, 'the passkeys of one operator'))
  @Get('operator/passkeys')
  @Permit(null)
  async passkeys(@Req() request: FastifyRequest) {
    const token = operatorTokenOf(request);
    const { items } = await this.messenger.request(AuthOtp.method.listPasskeys, { token });
    return { items: items.map(plain) };
  }

  @ApiRoute('Begin to add a passkey, by the password once more', PasskeyChallengeSchema)
  @Post('operator/passkeys/begin')
  @HttpCode(200)
  @Permit(null)
  async begin(@Body() { password, totp = '' }: NewPasskeyBody, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.operatorLogin, this.contexts.of(request).addressKey);
    const origin = this.origins.of(request);
    const wanted = { token: operatorTokenOf(request), password, totp, origin };
    return plain(await this.messenger.request(AuthOtp.method.beginPasskey, wanted));
  }

  @ApiRoute('Add a passkey, by what the browser made', PasskeySchema)
  @Post('operator/passkeys')
  @Permit(null)
  async add(@Body() body: PasskeyBody, @Req() request: FastifyRequest) {
    const added = { token: operatorTokenOf(request), ...body };
    return plain(await this.messenger.request(AuthOtp.method.addPasskey, added));
  }

  @ApiRoute('Name a passkey anew', PasskeySchema)
  @Patch('operator/passkeys/:passkeyId')
  @RecordBefore<OperatorPasskeysController>((self, { passkeyId = '' }, request) =>
    self.held(operatorTokenOf(request), passkeyId),
  )
  @Permit(null)
  async rename(
    @Param('passkeyId', UuidPipe) passkeyId: string,
    @Body() { name }: PasskeyNameBody,
    @Req() request: FastifyRequest,
  ) {
    const named = { token: operatorTokenOf(request), passkeyId, name };
    return plain(await this.messenger.request(AuthOtp.method.renamePasskey, named));
  }

  @ApiRoute('Remove a passkey; the sessions that it opened end, but for the one that asks', null)
  @Delete('operator/passkeys/:passkeyId')
  @HttpCode(204)
  @Permit(null)
  async remove(
    @Param('passkeyId', UuidPipe) passkeyId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const token = operatorTokenOf(request);
    await this.messenger.request(AuthOtp.method.removePasskey, { token, passkeyId });
  }

  @ApiRoute('Remove all passkeys of an operator; their sessions end', null)
  @Delete('operators/:operatorId/passkeys')
  @HttpCode(204)
  @Permit('operators:write')
  async removeAll(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const askerToken = operatorTokenOf(request);
    await this.messenger.request(AuthOtp.method.removePasskeysOfOperator, { operatorId, askerToken });
  }

  private async held(token: string, passkeyId: string): Promise<object> {
    const { items } = await this.messenger.request(AuthOtp.method.listPasskeys, { token });
    return items.find((passkey) => passkey.passkeyId === passkeyId) ?? {};
  }
}
