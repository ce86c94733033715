import { MESSAGE_STATES } from '@saring/kernel';
import { Body, Controller, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  ChannelStateSchema,
  MessageSchema,
  MessageTextSchema,
  Notification,
  SendMessageReplySchema,
  SendTestMessageRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf, pageOf } from '../http/api-route';
import { actorOf, commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { Field, OptionalField, OptionalText, PageCursor, PageLimit } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';

const PAGE = { longest: 200, standard: 50 };

class MessagesQuery {
  @ApiProperty({ required: false, enum: MESSAGE_STATES })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: string;

  @OptionalText(60, { description: 'Of one kind alone, by the key of its text', example: 'quota.low' })
  kind?: string;

  @OptionalText(64, { description: 'To one number alone, in any spelling', example: '0812 3456 7890' })
  phone?: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'To the present number of one person' })
  @IsOptional()
  @IsUUID()
  subscriberId?: string;

  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class TestMessageBody {
  @Field(SendTestMessageRequestSchema.field.toPhone, { example: '0812 3456 7890' })
  toPhone!: string;

  @OptionalField(SendTestMessageRequestSchema.field.locale)
  locale?: string;

  @OptionalField(SendTestMessageRequestSchema.field.site)
  site?: string;

  @OptionalText(60, {
    description: 'A kind to try, with values for example; absent: the channel alone is tried',
    example: 'quota.low',
  })
  kind?: string;

  @OptionalField(SendTestMessageRequestSchema.field.text)
  text?: string;
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
  async list(@Query() { state = '', kind = '', limit = PAGE.standard, cursor, ...to }: MessagesQuery) {
    const toPhone = to.subscriberId === undefined ? (to.phone ?? '') : await this.numberOf(to.subscriberId);
    if (toPhone === null) return { items: [], nextCursor: null };
    const page = await this.messenger.request(Notification.method.listMessages, {
      ...{ state, template: kind, toPhone, limit, cursor },
    });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute(
    'The text of each kind of message, as it is sent, with its places',
    listOf(MessageTextSchema, 'the kinds of messages'),
  )
  @Get('texts')
  @Permit('messages:read')
  async texts() {
    const { items } = await this.messenger.request(Notification.method.listMessageTexts, {});
    return { items: items.map(plain) };
  }

  /** It goes out even while the channel is left alone; at most 10 an operator and hour (`NOTIFICATION.TESTS_SPENT`). */
  @ApiRoute('Send a test message to a number; how it ended is read from the outbox', SendMessageReplySchema)
  @Post('test')
  @Permit('messages:control')
  async test(
    @Body() { toPhone, locale = '', site = '', kind = '', text = '' }: TestMessageBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), toPhone, locale, site, template: kind, text };
    return plain(await this.messenger.request(Notification.method.sendTestMessage, command));
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

  @ApiRoute('One message of the outbox', MessageSchema)
  @Get(':messageId')
  @Permit('messages:read')
  async one(@Param('messageId', UuidPipe) messageId: string) {
    return plain(await this.messenger.request(Notification.method.getMessage, { messageId }));
  }

  /** Null: nobody can write to them. */
  private async numberOf(subscriberId: string): Promise<string | null> {
    const { phone } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    return phone === '' ? null : phone;
  }

  private async otpSendingNow(): Promise<object> {
    const { otpSending } = await this.messenger.request(Notification.method.getChannelState, {});
    return { on: otpSending };
  }
}
