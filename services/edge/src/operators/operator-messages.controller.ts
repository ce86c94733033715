// operator-messages.controller.ts — what operators are written to about, and where: their own, and others'.
import { Body, Controller, Param, Put, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, OperatorSchema, SetOperatorMessagesRequestSchema } from '@saring/contracts';
import { OPERATOR_MESSAGES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute } from '../http/api-route';
import { OptionalField } from '../http/body-fields';
import { UuidPipe } from '../http/uuid-pipe';
import { plain } from '../quota/quota-views';
import { OperatorGuard } from './operator-guard';
import { operatorOf, operatorTokenOf, Permit } from './operator-sessions';

const { field } = SetOperatorMessagesRequestSchema;

class OperatorMessagesBody {
  @ApiProperty({
    isArray: true,
    enum: OPERATOR_MESSAGES,
    description: 'All that they are written to about; none: nothing',
  })
  @IsArray()
  @ArrayMaxSize(OPERATOR_MESSAGES.length)
  @IsIn(OPERATOR_MESSAGES, { each: true })
  messages!: string[];

  @OptionalField(field.phone, { example: '0812 3456 7890' })
  phone?: string;

  @OptionalField(field.site)
  site?: string;

  @OptionalField(field.locale)
  locale?: string;
}

@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class OperatorMessagesController {
  constructor(private readonly messenger: Messenger) {}

  /** By a session alone: a key of a script may not say where messages go. */
  @ApiRoute('What the operator is written to about, and where', OperatorSchema)
  @Put('operator/messages')
  @RecordBefore<OperatorMessagesController>((self, _params, request) =>
    self.messagesNow(operatorOf(request)?.operatorId ?? ''),
  )
  @Permit(null)
  async setOwn(@Body() body: OperatorMessagesBody, @Req() request: FastifyRequest) {
    const command = { ...body, token: operatorTokenOf(request) };
    return plain(await this.messenger.request(AuthOtp.method.setOperatorMessages, command));
  }

  @ApiRoute('What another operator is written to about, and where', OperatorSchema)
  @Put('operators/:operatorId/messages')
  @RecordBefore<OperatorMessagesController>((self, { operatorId = '' }) => self.messagesNow(operatorId))
  @Permit('operators:write')
  async setOf(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Body() body: OperatorMessagesBody,
    @Req() request: FastifyRequest,
  ) {
    const command = { ...body, operatorId, askerToken: operatorTokenOf(request) };
    return plain(await this.messenger.request(AuthOtp.method.setOperatorMessages, command));
  }

  private async messagesNow(operatorId: string): Promise<object> {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    const {
      messages,
      phone = '',
      messagesSite: site,
      locale,
    } = items.find((one) => one.operatorId === operatorId) ?? {};
    return { messages, phone, site, locale };
  }
}
