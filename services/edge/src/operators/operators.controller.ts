import { idFrom, PERMISSIONS } from '@saring/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ApiKeySchema, AuthOtp, OperatorSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { OPERATOR_SESSION } from '../http/replies';
import { ApiRoute, listOf } from '../http/api-route';
import { OptionalFlag } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { clearCookie, COOKIES } from '../http/cookies';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { OperatorGuard } from './operator-guard';
import { clientOf, openSession } from './open-session';
import {
  CurrentOperator,
  lacking,
  operatorTokenOf,
  Permit,
  WithOneTimePassword,
  type Operator,
} from './operator-sessions';
import { plain } from '../quota/quota-views';

const PASSWORD_CHARACTERS = 200;
const TOTP = /^\d{6}$/;
/** Nothing yet, six digits, or a recovery code as somebody types it. */
const LOGIN_FACTOR = /^(?:|\d{6}|[0-9A-Za-z][0-9A-Za-z -]{8,18}[0-9A-Za-z])$/;

class LoginBody {
  @ApiProperty({ example: 'admin@saring.local', description: 'E-mail or phone' })
  @IsString()
  @MaxLength(200)
  email!: string;

  @ApiProperty({ minLength: 1, maxLength: PASSWORD_CHARACTERS })
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_CHARACTERS)
  password!: string;

  @ApiProperty({
    required: false,
    example: '',
    description: 'Six digits or a recovery code, after 401 AUTH.TOTP_REQUIRED',
  })
  @IsOptional()
  @Matches(LOGIN_FACTOR, { message: 'totp: six digits, or a recovery code' })
  totp?: string;
}

class PasswordBody {
  @ApiProperty({ minLength: 1, maxLength: PASSWORD_CHARACTERS })
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_CHARACTERS)
  currentPassword!: string;

  @ApiProperty({ minLength: 10 })
  @IsString()
  @MaxLength(PASSWORD_CHARACTERS)
  newPassword!: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @Matches(TOTP, { message: 'totp: six digits' })
  totp?: string;

  @OptionalFlag({ description: 'The own API keys end, too: for a password that others may have read' })
  endKeys?: boolean;
}

class ApiKeyBody {
  @ApiProperty({ maxLength: 100 })
  @IsString()
  @MaxLength(100)
  name!: string;

  @ApiProperty({
    isArray: true,
    enum: PERMISSIONS,
    minItems: 1,
    maxItems: 100,
    example: ['subscribers:read'],
    description: 'Permissions by name, at most those of who makes it; a key may nothing else',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsIn(PERMISSIONS, { each: true })
  scopes!: string[];

  @ApiProperty({ required: false, minimum: 1, maximum: 730, description: 'None: 365' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(730)
  expiresInDays?: number;
}

@ApiTags('operator')
@Controller('api/v1')
export class OperatorController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
  ) {}

  @ApiRoute('Log in as an operator', OPERATOR_SESSION)
  @Post('operator/login')
  @HttpCode(200)
  async login(
    @Body() { email, password, totp = '' }: LoginBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const context = this.contexts.of(request);
    this.limits.take(RATE_LIMITS.operatorLogin, context.addressKey);
    const session = await this.messenger.request(AuthOtp.method.loginOperator, {
      login: email,
      password,
      totp,
      client: clientOf(request, context),
    });
    return openSession(reply, context, session);
  }

  @ApiRoute("End the operator's session", null)
  @Post('operator/logout')
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const context = this.contexts.of(request);
    clearCookie(reply, context, COOKIES.operator);
    const { site, address, addressKey } = context;
    const ending = { token: operatorTokenOf(request), client: { site, address, addressKey } };
    await this.messenger.request(AuthOtp.method.endOperatorSession, ending);
  }

  @ApiRoute('Who is logged in, with permissions', OperatorSchema)
  @Get('operator/me')
  @UseGuards(OperatorGuard)
  @Permit(null)
  @WithOneTimePassword()
  me(@CurrentOperator() operator: Operator) {
    return plain(operator);
  }

  @ApiRoute('Change your own password; your other sessions end, your keys with `endKeys`', OPERATOR_SESSION)
  @Post('operator/password')
  @HttpCode(200)
  @UseGuards(OperatorGuard)
  @Permit(null)
  @WithOneTimePassword()
  async changePassword(
    @Body() body: PasswordBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const context = this.contexts.of(request);
    this.limits.take(RATE_LIMITS.operatorLogin, context.addressKey);
    const session = await this.messenger.request(AuthOtp.method.changeOperatorPassword, {
      token: operatorTokenOf(request),
      ...body,
      client: clientOf(request, context),
    });
    return openSession(reply, context, session);
  }

  @ApiRoute('The own API keys', listOf(ApiKeySchema, 'the keys of one operator'))
  @Get('operator/api-keys')
  @UseGuards(OperatorGuard)
  @Permit(null)
  async apiKeys(@CurrentOperator() operator: Operator, @Req() request: FastifyRequest) {
    checkManagesKeys(operator, request);
    const { operatorId } = operator;
    const { items } = await this.messenger.request(AuthOtp.method.listApiKeys, { operatorId });
    return { items: items.map(plain) };
  }

  @ApiRoute('Make an API key; its secret is shown once', ApiKeySchema)
  @Post('operator/api-keys')
  @UseGuards(OperatorGuard)
  @Permit('api-keys:write')
  async createApiKey(
    @Body() { name, scopes, expiresInDays = 0 }: ApiKeyBody,
    @CommandKey() key: string,
    @CurrentOperator() { operatorId }: Operator,
    @Req() request: FastifyRequest,
  ) {
    const token = operatorTokenOf(request);
    const apiKeyId = idFrom('api-key', operatorId, key);
    const wanted = { operatorId, token, name, scopes, expiresInDays, apiKeyId };
    return plain(await this.messenger.request(AuthOtp.method.createApiKey, wanted));
  }

  @ApiRoute('Revoke an API key and the keys it made', null)
  @Delete('operator/api-keys/:apiKeyId')
  @HttpCode(204)
  @UseGuards(OperatorGuard)
  @Permit(null)
  async revokeApiKey(
    @Param('apiKeyId', UuidPipe) apiKeyId: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    checkManagesKeys(operator, request);
    const { operatorId } = operator;
    await this.messenger.request(AuthOtp.method.revokeApiKey, { operatorId, apiKeyId });
  }
}

const MANAGES_KEYS = 'api-keys:write';

/** Operators see and revoke their own keys by their session; a key does only where it was given that. */
const checkManagesKeys = ({ permissions }: Operator, request: FastifyRequest): void => {
  if (request.headers.authorization !== undefined && !permissions.includes(MANAGES_KEYS))
    throw lacking(request, MANAGES_KEYS);
};
