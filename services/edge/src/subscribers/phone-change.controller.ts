// phone-change.controller.ts — the subscriber changes their number, with a code on the old and on the new one.
import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { AccessClaims } from '@saring/service-kit';
import { IsUUID, Matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { SubscriberLogin } from '../login/subscriber-login';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { RequestOtpReply } from '../login/request-otp-reply';
import { Field } from '../http/body-fields';
import { RequestPhoneChangeRequestSchema } from '@saring/contracts';

const SIX_DIGITS = /^\d{6}$/;

class NewPhoneBody {
  @Field(RequestPhoneChangeRequestSchema.field.newPhone, {
    example: '0812 3456 7890',
    description: 'The number from now on, in any usual spelling',
  })
  phone!: string;
}

class PhoneChangeReply {
  @ApiProperty({ description: 'Of the code to the present number', type: RequestOtpReply })
  current!: RequestOtpReply;
  @ApiProperty({ description: 'Of the code to the new number', type: RequestOtpReply })
  next!: RequestOtpReply;
}

class ConfirmPhoneBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  currentChallengeId!: string;

  @ApiProperty({ example: '482913', description: 'As the present number got it' })
  @Matches(SIX_DIGITS, { message: 'currentCode: six digits' })
  currentCode!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  nextChallengeId!: string;

  @ApiProperty({ example: '193482', description: 'As the new number got it' })
  @Matches(SIX_DIGITS, { message: 'nextCode: six digits' })
  nextCode!: string;
}

class PhoneReply {
  @ApiProperty({ example: '+6281234567890' }) phone!: string;
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/phone')
export class PhoneChangeController {
  constructor(private readonly login: SubscriberLogin) {}

  /** Sends a code to both numbers, within the limits of every code. A person who lost the old one asks an operator. */
  @ApiRoute('Send a code to the present and to the new number', PhoneChangeReply)
  @Post()
  @HttpCode(202)
  async ask(
    @Body() { phone }: NewPhoneBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
  ): Promise<PhoneChangeReply> {
    return this.login.requestPhoneCodes(request, subscriberId, phone);
  }

  /** A wrong code is 422 AUTH.OTP_WRONG with `which`: current or next. 409 AUTH.PHONE_TAKEN leaves the codes good. */
  @ApiRoute('Change the number with both codes', PhoneReply)
  @Post('confirm')
  @HttpCode(200)
  async confirm(
    @Body() body: ConfirmPhoneBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
  ): Promise<PhoneReply> {
    return { phone: await this.login.confirmPhone(request, { subscriberId, ...body }) };
  }
}
