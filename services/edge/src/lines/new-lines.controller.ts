// new-lines.controller.ts — many PPPoE lines of one router from the rows of a file: checked, then made.
import { Body, Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { CreateLinesRequestSchema, NewLineRowSchema, NewLineSchema, RouterGateway } from '@saring/contracts';
import { describeError } from '@saring/i18n';
import { Messenger } from '@saring/messaging';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, ValidateNested } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, arrayOf, extended, objectOf } from '../http/api-route';
import { TEXT, WHOLE } from '../http/api-schema';
import { Field, OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, needPermission, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const { createLines } = RouterGateway.method;
const MOST_ROWS = 500;
/** Each line is stored, then the router is written. */
const MAKING_MILLISECONDS = 60_000;
const asked = CreateLinesRequestSchema.field;
const row = NewLineRowSchema.field;
const ROWS = objectOf({
  rows: arrayOf(extended(NewLineSchema, { why: TEXT })),
  ...{ made: WHOLE, faulty: WHOLE },
});

class NewLineRowBody {
  @OptionalField(row.fileRow, { example: 2 }) fileRow?: number;
  @Field(row.phone, { example: '0812 3456 7890' }) phone!: string;
  @OptionalField(row.username, { example: 'rumah-0001' }) username?: string;
  @OptionalField(row.password) password?: string;
  @OptionalField(row.download, { example: '20' }) download?: string;
  @OptionalField(row.upload, { example: '5' }) upload?: string;
  @OptionalField(row.pool, { example: 'pool-rumah' }) pool?: string;
  @OptionalField(row.address, { example: '10.20.0.7' }) address?: string;
  @OptionalField(row.callerId, { example: 'C0:4A:00:00:00:01' }) callerId?: string;
}
class NewLinesBody {
  @ApiProperty({ type: [NewLineRowBody], maxItems: MOST_ROWS, minItems: 1 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => NewLineRowBody)
  rows!: NewLineRowBody[];

  @OptionalField(asked.prefix, { example: 'rumah-' }) prefix?: string;
  @OptionalField(asked.uploadKilobitsPerSecond, { example: 5_000 }) uploadKilobitsPerSecond?: number;
  @OptionalField(asked.downloadKilobitsPerSecond, { example: 20_000 }) downloadKilobitsPerSecond?: number;
  @OptionalField(asked.pool, { example: 'pool-rumah' }) pool?: string;

  @ApiProperty({ required: false, description: 'Makes nothing: says what is wrong with which row' })
  @IsOptional()
  @IsBoolean()
  checkOnly?: boolean;

  @ApiProperty({
    required: false,
    description: 'Makes the other rows where some are wrong; else none is made',
  })
  @IsOptional()
  @IsBoolean()
  skipFaulty?: boolean;
}

@ApiTags('lines')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId/lines')
export class NewLinesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
  ) {}

  /** Each row once: asked again under the same key it goes on where it stopped. Passwords are shown by none of it. */
  @ApiRoute('Make many PPPoE lines of a router, or check what would be made', {
    schema: ROWS,
    unpaged: 'the rows that were sent',
  })
  @Post()
  @HttpCode(200)
  @Permit('lines:write')
  async create(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() body: NewLinesBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ) {
    // Its rows say whose numbers are registered.
    needPermission(request, 'subscribers:read');
    const command = { ...body, routerId, ...commandOf(operator, key) };
    const { rows, made, faulty } = await this.messenger.request(createLines, command, MAKING_MILLISECONDS);
    const { errorLocale } = this.contexts.of(request);
    const why = (code: string): string => (code === '' ? '' : describeError(code, errorLocale).title);
    return { rows: rows.map((one) => ({ ...plain(one), why: why(one.refusal) })), made, faulty };
  }
}
