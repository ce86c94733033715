import { MESSAGE_STATES } from '@saring/kernel';
import { Body, Controller, Get, Put, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ChannelStateSchema, MessageSchema, Notification } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, pageOf } from '../http/api-route';
import { actorOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { PageCursor, PageLimit } from '../http/body-fields';

const PAGE = { longest: 200, standard: 50 };

class MessagesQuery {
  @ApiProperty({ required: false, enum: MESSAGE_STATES })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: string;

  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class OtpSendingBody {
  @ApiProperty()
  @IsBoolean()
  on!: boolean;
}

@ApiTags('messages')
@UseGuards(OperatorGuard)
@Controller('api/v1/messages')
export class MessagesController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Messages in the outbox, newest first', pageOf(MessageSchema))
  @Get()
  @Permit('messages:read')
  async list(@Query() { state = '', limit = PAGE.standard, cursor }: MessagesQuery) {
    const page = await this.messenger.request(Notification.method.listMessages, { state, limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('How the channel fares', ChannelStateSchema)
  @Get('channel')
  @Permit('messages:read')
  async channel() {
    return plain(await this.messenger.request(Notification.method.getChannelState, {}));
  }

  @ApiRoute('Switch the sending of codes on or off', ChannelStateSchema)
  @Put('otp-sending')
  @RecordBefore<MessagesController>((self) => self.otpSendingNow())
  @Permit('messages:control')
  async setOtpSending(@Body() { on }: OtpSendingBody, @CurrentOperator() operator: Operator) {
    return plain(
      await this.messenger.request(Notification.method.setOtpSending, { on, actor: actorOf(operator) }),
    );
  }

  private async otpSendingNow(): Promise<object> {
    const { otpSending } = await this.messenger.request(Notification.method.getChannelState, {});
    return { on: otpSending };
  }
}
