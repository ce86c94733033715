// lines.controller.ts — PPPoE lines for operators: made, changed, suspended, restored, removed, taken over from a router.
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Billing,
  ChangeLineRequestSchema,
  CreateLineRequestSchema,
  LinePasswordSchema,
  LineReadingSchema,
  LineSchema,
  LineStateRequestSchema,
  MoveLineRequestSchema,
  ReleasedLineSchema,
  RenameLineRequestSchema,
  RouterGateway,
  SetLineQuotaRequestSchema,
  type Line,
  type LineReading,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { RecordBefore, RecordReading } from '../audit/audit-trail';
import { ApiRoute, extended, pageOf } from '../http/api-route';
import { TEXT } from '../http/api-schema';
import { Field, OptionalField, OptionalText, PageCursor, PageLimit } from '../http/body-fields';
import { TruthOfQuery } from '../http/field-kinds';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

const rpc = RouterGateway.method;
const PAGE = { standard: 50, longest: 200 };
/** A router is read and written while the caller waits. */
const ROUTER_MILLISECONDS = 30_000;
/** Billing asks the gateway. */
const RELEASE_MILLISECONDS = 35_000;
const create = CreateLineRequestSchema.field;
const change = ChangeLineRequestSchema.field;
const quota = SetLineQuotaRequestSchema.field;
const namedLine = extended(LineSchema, { subscriberName: TEXT });

class CreateLineBody {
  @Field(create.subscriberId) subscriberId!: string;
  @Field(create.routerId) routerId!: string;
  @Field(create.username, { example: 'rumah-0001' }) username!: string;
  @OptionalField(create.password) password?: string;
  @OptionalField(create.uploadKilobitsPerSecond, { example: 5_000 }) uploadKilobitsPerSecond?: number;
  @OptionalField(create.downloadKilobitsPerSecond, { example: 20_000 }) downloadKilobitsPerSecond?: number;
  @OptionalField(create.pool, { example: 'pool-rumah' }) pool?: string;
  @OptionalField(create.address, { example: '10.20.0.7' }) address?: string;
  @OptionalField(create.callerId, { example: 'C0:4A:00:00:00:01' }) callerId?: string;
}
class ChangeLineBody {
  @OptionalField(change.password) password?: string;
  @OptionalField(change.uploadKilobitsPerSecond) uploadKilobitsPerSecond?: number;
  @OptionalField(change.downloadKilobitsPerSecond) downloadKilobitsPerSecond?: number;
  @OptionalField(change.pool) pool?: string;
  @OptionalField(change.address) address?: string;
  @OptionalField(change.callerId) callerId?: string;

  @IsOptional()
  @IsBoolean()
  keepProfile?: boolean;
}
class LineQuotaBody {
  @Field(quota.bytes, { example: 322_122_547_200 }) bytes!: number;
  @OptionalField(quota.slowUploadKilobitsPerSecond, { example: 1_000 }) slowUploadKilobitsPerSecond?: number;
  @OptionalField(quota.slowDownloadKilobitsPerSecond, { example: 2_000 })
  slowDownloadKilobitsPerSecond?: number;
  @Field(quota.periodDay, { example: 1 }) periodDay!: number;

  @ApiProperty({ required: false, description: 'Its package holds again, and the rest says nothing' })
  @IsOptional()
  @IsBoolean()
  asPackage?: boolean;
}
class RenameLineBody {
  @Field(RenameLineRequestSchema.field.username, { example: 'rumah-0001' }) username!: string;
}
class MoveLineBody {
  @Field(MoveLineRequestSchema.field.routerId) routerId!: string;
}
class LineReasonBody {
  @Field(LineStateRequestSchema.field.reason, { least: 1 }) reason!: string;
}
class LinesQuery {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  subscriberId?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  routerId?: string;

  @OptionalText(60, {
    description: 'A part of the name, in any case, or the beginning of the fixed address',
    example: 'rumah-00',
  })
  search?: string;

  @TruthOfQuery({ description: 'true: their routers are not asked, and standing and session stay empty' })
  withoutStanding?: boolean;

  @PageLimit(PAGE.longest) limit?: number;
  @PageCursor() cursor?: string;
}

@ApiTags('lines')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class LinesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  /** Each with how it stands on its router now: its session, or what is in its way. */
  @ApiRoute('PPPoE lines by name', pageOf(namedLine))
  @Get('lines')
  @Permit('lines:read')
  async list(
    @Query() { limit = PAGE.standard, ...query }: LinesQuery,
    @CurrentOperator() operator: Operator,
  ) {
    const page = await this.messenger.request(rpc.listLines, { ...query, limit }, ROUTER_MILLISECONDS);
    const items = await this.named(page.items.map(plain), operator);
    return { items, nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('A PPPoE line', LineSchema)
  @Get('lines/:lineId')
  @Permit('lines:read')
  get(@Param('lineId', UuidPipe) lineId: string): Promise<object> {
    return this.line(this.messenger.request(rpc.getLine, { lineId }, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Make a PPPoE line', LineSchema)
  @Post('lines')
  @Permit('lines:write')
  create(
    @Body() body: CreateLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.createLine, command, ROUTER_MILLISECONDS));
  }

  /** Speeds and pool anew, none where they are left out; address and MAC lock stay where they are left out. */
  @ApiRoute('Change a PPPoE line', LineSchema)
  @Put('lines/:lineId')
  @RecordBefore<LinesController>((lines, { lineId = '' }) => lines.get(lineId))
  @Permit('lines:write')
  change(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: ChangeLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.changeLine, command, ROUTER_MILLISECONDS));
  }

  /** 0 bytes: it may move as much as it likes. Beyond its quota it goes on at the slower speed, or is held without one. */
  @ApiRoute('Set what a PPPoE line may move in a period', LineSchema)
  @Put('lines/:lineId/quota')
  @RecordBefore<LinesController>((lines, { lineId = '' }) => lines.get(lineId))
  @Permit('lines:write')
  setQuota(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: LineQuotaBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.setLineQuota, command, ROUTER_MILLISECONDS));
  }

  /** Its session ends; its client needs the new name. */
  @ApiRoute('Give a PPPoE line another user name', LineSchema)
  @Post('lines/:lineId/rename')
  @HttpCode(200)
  @Permit('lines:write')
  rename(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: RenameLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.renameLine, command, ROUTER_MILLISECONDS));
  }

  /** Taken down on the router before; one that is away loses it when it is back. */
  @ApiRoute('Move a PPPoE line to another router', LineSchema)
  @Post('lines/:lineId/move')
  @HttpCode(200)
  @Permit('lines:write')
  move(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: MoveLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.moveLine, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Suspend a PPPoE line (isolir)', LineSchema)
  @Post('lines/:lineId/suspend')
  @HttpCode(200)
  @Permit('lines:write')
  suspend(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: LineReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.suspendLine, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Restore a PPPoE line that is suspended or disabled', LineSchema)
  @Post('lines/:lineId/restore')
  @HttpCode(200)
  @Permit('lines:write')
  restore(
    @Param('lineId', UuidPipe) lineId: string,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.restoreLine, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Disable a PPPoE line: nobody may dial in', LineSchema)
  @Post('lines/:lineId/disable')
  @HttpCode(200)
  @Permit('lines:write')
  disable(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: LineReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return this.line(this.messenger.request(rpc.disableLine, command, ROUTER_MILLISECONDS));
  }

  /** Refused 409 BILLING.LINE_NEEDED while a subscription pays for it. */
  @ApiRoute('Remove a PPPoE line and its secret on the router', LineSchema)
  @Post('lines/:lineId/remove')
  @HttpCode(200)
  @Permit('lines:write')
  async remove(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: LineReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<object> {
    const command = { ...body, lineId, ...commandOf(operator, key), removes: true };
    await this.messenger.request(Billing.method.releaseLine, command, RELEASE_MILLISECONDS);
    return this.line(this.messenger.request(rpc.getLine, { lineId }));
  }

  /** Of a line that was taken over: its former comment stands again, and nothing else changes on the router. */
  @ApiRoute('Let a PPPoE line go that was taken over', ReleasedLineSchema)
  @Post('lines/:lineId/release')
  @HttpCode(200)
  @Permit('lines:write')
  async release(
    @Param('lineId', UuidPipe) lineId: string,
    @Body() body: LineReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, lineId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.releaseLine, command, RELEASE_MILLISECONDS));
  }

  /** Recorded as a change is. */
  @ApiRoute('The password of a PPPoE line', LinePasswordSchema)
  @Get('lines/:lineId/password')
  @RecordReading()
  @Permit('lines:secret')
  async password(@Param('lineId', UuidPipe) lineId: string) {
    return plain(await this.messenger.request(rpc.getLinePassword, { lineId }));
  }

  /** What stands twice, what is in the way of lines, and what somebody changed on the router since the reading before. */
  @ApiRoute('What a router held of PPPoE when it was read last, each hour', LineReadingSchema)
  @Get('routers/:routerId/line-reading')
  @Permit('lines:read')
  async reading(@Param('routerId', UuidPipe) routerId: string) {
    return readingView(await this.messenger.request(rpc.getLineReading, { routerId }));
  }

  @ApiRoute('Read now what a router holds of PPPoE', LineReadingSchema)
  @Post('routers/:routerId/line-reading')
  @HttpCode(200)
  @Permit('lines:read')
  async readLines(@Param('routerId', UuidPipe) routerId: string) {
    return readingView(await this.messenger.request(rpc.readLines, { routerId }, ROUTER_MILLISECONDS));
  }

  private async line(asked: Promise<Line>): Promise<object> {
    return plain(await asked);
  }

  /** With the names of the people, for those who may see people. */
  private async named<Row extends { readonly subscriberId?: string }>(
    rows: readonly Row[],
    { permissions }: Operator,
  ) {
    const ids = rows.flatMap(({ subscriberId }) => subscriberId ?? []);
    const names = permissions.includes('subscribers:read') ? await this.names.of(ids) : new Map();
    return rows.map((row) => ({ ...row, subscriberName: names.get(row.subscriberId ?? '')?.name ?? '' }));
  }
}

const readingView = (reading: LineReading) => ({
  ...plain(reading),
  findings: reading.findings.map(plain),
});
