import { APPROVALS, CODE_DELIVERIES } from '@saring/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiRoute } from '../http/api-route';
import { RequestOtpReply } from './request-otp-reply';
import { SubscriberLogin } from './subscriber-login';
import { SubscriberSessions, type Session } from './subscriber-sessions';

class RequestOtpBody {
  @ApiProperty({
    example: '0812 3456 7890',
    description: 'An Indonesian mobile number in any usual spelling',
  })
  @IsString()
  @MaxLength(64)
  phone!: string;
}

class OtpStateReply {
  @ApiProperty({
    enum: CODE_DELIVERIES,
    description: 'failed: dropped; ask again, it counted for nothing',
  })
  delivery!: string;
  @ApiProperty({ example: 240 }) expiresInSeconds!: number;
}

class VerifyOtpBody {
  @ApiProperty({ format: 'uuid', required: false, description: 'Of the code; else `phone`' })
  @ValidateIf((body: VerifyOtpBody) => body.phone === undefined)
  @IsUUID()
  challengeId?: string;

  @ApiProperty({
    required: false,
    example: '0812 3456 7890',
    description: 'In place of `challengeId`: the newest code that this device asked for to this number',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  phone?: string;

  @ApiProperty({ example: '482913' })
  @Matches(/^\d{6}$/, { message: 'code: six digits' })
  code!: string;

  @ApiProperty({
    required: false,
    description: 'Given up for this device, one of the choices of 409 AUTH.DEVICES_ONLINE',
  })
  @IsOptional()
  @IsUUID()
  evictDeviceId?: string;

  @ApiProperty({
    required: false,
    description:
      'Consent to move this device here from another subscriber (after 409 AUTH.DEVICE_OF_ANOTHER)',
  })
  @IsOptional()
  @IsBoolean()
  moveDevice?: boolean;

  @ApiProperty({
    required: false,
    enum: ['mine', 'afresh'],
    description:
      'Answers 409 AUTH.NUMBER_SILENT: the old account of this number is theirs, or it is to start afresh',
  })
  @IsOptional()
  @IsIn(['mine', 'afresh'])
  accountAnswer?: string;
}

class RefreshBody {
  @ApiProperty({
    required: false,
    description: "Consent to let this device take the place of the session's (todo: replace)",
  })
  @IsOptional()
  @IsBoolean()
  replaceDevice?: boolean;
}

class NamedDeviceReply {
  @ApiProperty({ format: 'uuid' }) deviceId!: string;
  @ApiProperty({ description: 'Its label, else the end of its MAC' }) name!: string;
}

class SessionReply {
  @ApiProperty({ format: 'uuid' }) subscriberId!: string;
  @ApiProperty({ description: 'Empty while no router has told the device' }) deviceId!: string;
  @ApiProperty({ enum: APPROVALS }) approval!: string;
  @ApiProperty() newSubscriber!: boolean;
  @ApiProperty() newDevice!: boolean;
  @ApiProperty({
    description: 'The device is in another account: its owner, or an operator, takes it off there',
  })
  deviceOfAnother!: boolean;
  @ApiProperty({ type: [NamedDeviceReply], description: 'Devices that gave way to this one' })
  putOut!: NamedDeviceReply[];
  @ApiProperty({ description: 'Refresh before' }) accessExpiresInSeconds!: number;
}

/** Tokens stay in cookies: no script ever holds them. */
const replyOf = (session: Session): SessionReply => {
  const { subscriberId, deviceId, approval, newSubscriber, newDevice, deviceOfAnother } = session;
  const { accessExpiresInSeconds } = session;
  const putOut = session.putOut.map(({ deviceId: id, name }) => ({ deviceId: id, name }));
  return {
    ...{ subscriberId, deviceId, approval, newSubscriber, newDevice, deviceOfAnother },
    ...{ accessExpiresInSeconds, putOut },
  };
};

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly login: SubscriberLogin,
    private readonly sessions: SubscriberSessions,
  ) {}

  @ApiRoute('Send a code to a number by WhatsApp', RequestOtpReply)
  @Post('otp')
  @HttpCode(202)
  async requestOtp(@Body() body: RequestOtpBody, @Req() request: FastifyRequest): Promise<RequestOtpReply> {
    return this.login.requestCode(request, body.phone);
  }

  @ApiRoute('Whether a code has left, and how long it is good', OtpStateReply)
  @Get('otp/:challengeId')
  async otpState(
    @Param('challengeId', UuidPipe) challengeId: string,
    @Req() request: FastifyRequest,
  ): Promise<OtpStateReply> {
    const { delivery, expiresInSeconds } = await this.login.codeState(request, challengeId);
    return { delivery, expiresInSeconds };
  }

  @ApiRoute('Log in by a code', SessionReply)
  @Post('otp/verify')
  @HttpCode(200)
  async verifyOtp(
    @Body() body: VerifyOtpBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionReply> {
    const { challengeId, phone, code, evictDeviceId, accountAnswer, moveDevice = false } = body;
    const proof = challengeId === undefined ? { phone } : { challengeId };
    const verification = { ...proof, code, moveDevice, evictDeviceId, accountAnswer };
    return replyOf(await this.login.verifyCode(request, reply, verification));
  }

  @ApiRoute('Renew a session, once for each refresh token', SessionReply)
  @Post('refresh')
  @HttpCode(200)
  async refresh(
    @Body() body: RefreshBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionReply> {
    return replyOf(await this.sessions.refresh(request, reply, body?.replaceDevice ?? false));
  }

  @ApiRoute('End the session', null)
  @Post('logout')
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.close(request, reply);
  }
}
