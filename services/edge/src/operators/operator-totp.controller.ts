import { Body, Controller, Delete, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, OperatorSchema, TotpSetupSchema, type RecoveryCodes } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, arrayOf, extended } from '../http/api-route';
import { TEXT } from '../http/api-schema';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { OperatorGuard } from './operator-guard';
import { operatorTokenOf, Permit } from './operator-sessions';
import { plain } from '../quota/quota-views';

const PASSWORD_CHARACTERS = 200;
const TOTP = /^\d{6}$/;
/** Six digits, or a recovery code as somebody types it. */
const SECOND_FACTOR = /^(?:\d{6}|[0-9A-Za-z][0-9A-Za-z -]{8,18}[0-9A-Za-z])$/;

class TotpBody {
  @ApiProperty({ example: '123456' })
  @Matches(TOTP, { message: 'totp: six digits' })
  totp!: string;
}

class TotpRemovalBody {
  @ApiProperty()
  @IsString()
  @MaxLength(PASSWORD_CHARACTERS)
  password!: string;
}

class RecoveryBody extends TotpRemovalBody {
  @ApiProperty({ example: '123456', description: 'Of the authenticator, or a recovery code' })
  @Matches(SECOND_FACTOR, { message: 'totp: six digits, or a recovery code' })
  totp!: string;
}

const WITH_CODES = {
  schema: extended(OperatorSchema, { codes: arrayOf(TEXT) }),
  unpaged: 'the ten codes of one operator',
};
const withCodes = ({ operator, codes }: RecoveryCodes) => ({
  ...(operator && plain(operator)),
  codes,
});

/** The second factor of the operator who is logged in. */
@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1/operator/totp')
export class OperatorTotpController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
  ) {}

  @ApiRoute('Begin to use a second factor', TotpSetupSchema)
  @Post()
  @Permit(null)
  async setUp(@Req() request: FastifyRequest) {
    return plain(await this.messenger.request(AuthOtp.method.setUpTotp, { token: operatorTokenOf(request) }));
  }

  /** The codes are shown this once: each gets in once in place of a code of the authenticator. */
  @ApiRoute('Confirm the second factor with its first code', WITH_CODES)
  @Post('confirm')
  @HttpCode(200)
  @Permit(null)
  async confirm(@Body() { totp }: TotpBody, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.operatorLogin, this.contexts.of(request).addressKey);
    const token = operatorTokenOf(request);
    return withCodes(await this.messenger.request(AuthOtp.method.confirmTotp, { token, totp }));
  }

  @ApiRoute('New recovery codes; those before are void', WITH_CODES)
  @Post('recovery-codes')
  @HttpCode(200)
  @Permit(null)
  async renew(@Body() { password, totp }: RecoveryBody, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.operatorLogin, this.contexts.of(request).addressKey);
    const proof = { token: operatorTokenOf(request), password, totp };
    return withCodes(await this.messenger.request(AuthOtp.method.renewRecoveryCodes, proof));
  }

  @ApiRoute('Stop using a second factor', OperatorSchema)
  @Delete()
  @Permit(null)
  async remove(@Body() { password }: TotpRemovalBody, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.operatorLogin, this.contexts.of(request).addressKey);
    return plain(
      await this.messenger.request(AuthOtp.method.removeTotp, { token: operatorTokenOf(request), password }),
    );
  }
}
