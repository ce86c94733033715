// reverse-login.controller.ts — a code that the person sends to us: it costs nothing, and proves the number it comes from.
import { REVERSE_CODE_STATES } from '@saring/kernel';
import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { qrSvg } from '../http/qr';
import { UuidPipe } from '../http/uuid-pipe';
import { SubscriberLogin } from './subscriber-login';

const QR_PIXELS = 240;

class ReverseOfferReply {
  @ApiProperty({ description: 'A channel takes messages now' }) open!: boolean;
}
class ReverseCodeReply {
  @ApiProperty({ format: 'uuid', description: 'For /auth/otp/verify, once the message has come' })
  challengeId!: string;
  @ApiProperty({ example: '482913', description: 'For /auth/otp/verify; it is not in the message' })
  code!: string;
  @ApiProperty({ example: 'MASUK ABCD-2345', description: 'What the person sends' }) message!: string;
  @ApiProperty({ example: '+6281100000000', description: 'To whom' }) toPhone!: string;
  @ApiProperty({ description: 'Opens WhatsApp with the message in it' }) link!: string;
  @ApiProperty({ description: 'The link as a code for another phone, SVG' }) qrSvg!: string;
  @ApiProperty({ example: 300 }) expiresInSeconds!: number;
  @ApiProperty({ description: 'A router named this device: the message alone lets it in' })
  opensDevice!: boolean;
}
class ReverseCodeStateReply {
  @ApiProperty({
    enum: REVERSE_CODE_STATES,
    description:
      'closed: nobody new is taken. numberless: WhatsApp kept the number to itself; ask for a code instead',
  })
  state!: string;
  @ApiProperty({ example: 240 }) expiresInSeconds!: number;
}
class ShownCodeReply {
  @ApiProperty({
    enum: REVERSE_CODE_STATES,
    nullable: true,
    type: String,
    description: 'null: this device showed none that is still good',
  })
  state!: string | null;
  @ApiProperty({ description: 'The device is in; else /login/message/device asks what is open' })
  opened!: boolean;
}

@ApiTags('auth')
@Controller('api/v1/auth/reverse')
export class ReverseLoginController {
  constructor(private readonly login: SubscriberLogin) {}

  @ApiRoute('Whether a person can log in by sending a message', ReverseOfferReply)
  @Get()
  async offer(): Promise<ReverseOfferReply> {
    return { open: await this.login.takesMessages() };
  }

  @ApiRoute('A code for the person to send by WhatsApp', ReverseCodeReply)
  @Post()
  @HttpCode(202)
  async open(@Req() request: FastifyRequest): Promise<ReverseCodeReply> {
    const opened = await this.login.openReverse(request);
    return { ...opened, qrSvg: qrSvg(opened.link, QR_PIXELS) };
  }

  @ApiRoute('Of the code that this device showed, for a page that forgot it', ShownCodeReply)
  @Get('device')
  async shownHere(@Req() request: FastifyRequest): Promise<ShownCodeReply> {
    return (await this.login.shownHere(request)) ?? { state: null, opened: false };
  }

  @ApiRoute('Whether the message has come', ReverseCodeStateReply)
  @Get(':challengeId')
  async standing(
    @Param('challengeId', UuidPipe) challengeId: string,
    @Req() request: FastifyRequest,
  ): Promise<ReverseCodeStateReply> {
    const { state, expiresInSeconds } = await this.login.reverseStanding(request, challengeId);
    return { state, expiresInSeconds };
  }
}
