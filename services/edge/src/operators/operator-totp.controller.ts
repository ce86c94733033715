import { Body, Controller, Delete, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, OperatorSchema, TotpSetupSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { OperatorGuard } from './operator-guard';
import { operatorTokenOf, Permit } from './operator-sessions';
import { plain } from '../quota/quota-views';

const PASSWORD_CHARACTERS = 200;
const TOTP = /^\d{6}$/;

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

  @ApiRoute('Confirm the second factor with its first code', OperatorSchema)
  @Post('confirm')
  @HttpCode(200)
  @Permit(null)
  async confirm(@Body() { totp }: TotpBody, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.operatorLogin, this.contexts.of(request).addressKey);
    return plain(
      await this.messenger.request(AuthOtp.method.confirmTotp, { token: operatorTokenOf(request), totp }),
    );
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
