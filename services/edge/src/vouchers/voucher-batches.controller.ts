// voucher-batches.controller.ts — vouchers for operators: batches made, printed, sold and made void.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Billing,
  MakeVouchersRequestSchema,
  PrintedVouchersSchema,
  SellVouchersRequestSchema,
  VoidVoucherRequestSchema,
  VoucherBatchSchema,
  VoucherSaleSchema,
  VoucherSchema,
} from '@saring/contracts';
import { VOUCHER_STATES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, pageOf } from '../http/api-route';
import { Field, OptionalField, PageCursor, PageLimit, wholeOfQuery } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { VOUCHER_TICKET } from '../http/replies';
import { RequestContexts } from '../http/request-context';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { KnownSites } from '../sites/known-sites';
import { SiteProfiles } from '../sites/site-profiles';

const PAGE = { standard: 50, longest: 200 };
/** 5,000 codes are made, or 5,000 vouchers sold, in one transaction. */
const MANY_MILLISECONDS = 20_000;
const make = MakeVouchersRequestSchema.field;
const sell = SellVouchersRequestSchema.field;
const end = VoidVoucherRequestSchema.field;

class MakeBody {
  @Field(make.packageId) packageId!: string;
  @Field(make.amount, { example: 40 }) amount!: number;
  @OptionalField(make.prefix, { example: 'RW' }) prefix?: string;
  @Field(make.codeLength, { example: 8 }) codeLength!: number;
  @OptionalField(make.priceRupiah) priceRupiah?: number;
  @OptionalField(make.costRupiah) costRupiah?: number;
  @OptionalField(make.seller, { example: 'Warung Bu Ani' }) seller?: string;
  @OptionalField(make.note) note?: string;
  @Field(make.site, { example: 'site-1', least: 1 }) site!: string;
  @ApiProperty({ required: false, format: 'uuid', description: 'The agent whose stock they are' })
  @IsOptional()
  @IsUUID()
  agentId?: string;

  @OptionalField(make.redeemableUntil, { example: '2027-12-31T16:59:59Z' }) redeemableUntil?: string;
}
class SellBody {
  @Field(sell.amount, { example: 1 }) amount!: number;
  @Field(sell.method) method!: string;
  @Field(sell.paidRupiah, { example: 5_000 }) paidRupiah!: number;
  @OptionalField(sell.note) note?: string;
  @OptionalField(sell.firstNumber, { example: 1 }) firstNumber?: number;
}
class PrintBody {
  @ApiProperty({ required: false, description: 'Sold ones, too: their paper can be sold twice' })
  @IsOptional()
  @IsBoolean()
  withSold?: boolean;
}
class VoidBody {
  @Field(end.reason, { least: 1 }) reason!: string;
  @OptionalField(end.returned) returned?: string;
}
class BatchesQuery {
  @PageLimit(PAGE.longest) limit?: number;
  @PageCursor() cursor?: string;
}
class VouchersQuery {
  @PageLimit(PAGE.longest) limit?: number;

  @ApiProperty({ required: false, type: 'integer', description: '`nextCursor` of the page before' })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(0)
  cursor?: number;

  @ApiProperty({ required: false, enum: VOUCHER_STATES })
  @IsOptional()
  @IsIn(VOUCHER_STATES)
  state?: string;
}

@ApiTags('vouchers')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class VoucherBatchesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly profiles: SiteProfiles,
    private readonly sites: KnownSites,
  ) {}

  @ApiRoute('Make a batch of vouchers: all of them or none', VoucherBatchSchema)
  @Post('voucher-batches')
  @Permit('vouchers:make')
  async make(@Body() body: MakeBody, @RequiredKey() key: string, @CurrentOperator() operator: Operator) {
    await this.sites.check(body.site);
    const command = { ...body, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.makeVouchers, command, MANY_MILLISECONDS));
  }

  @ApiRoute('Batches of vouchers, newest first, with their stock', pageOf(VoucherBatchSchema))
  @Get('voucher-batches')
  @Permit('vouchers:read')
  async list(@Query() { limit = PAGE.standard, cursor }: BatchesQuery) {
    const page = await this.messenger.request(Billing.method.listVoucherBatches, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('A batch of vouchers', VoucherBatchSchema)
  @Get('voucher-batches/:batchId')
  @Permit('vouchers:read')
  async get(@Param('batchId', UuidPipe) batchId: string) {
    return plain(await this.messenger.request(Billing.method.getVoucherBatch, { batchId }));
  }

  @ApiRoute('What stands on the tickets of a batch beside their codes', { schema: VOUCHER_TICKET })
  @Get('voucher-batches/:batchId/ticket')
  @Permit('vouchers:read')
  async ticket(@Param('batchId', UuidPipe) batchId: string, @Req() request: FastifyRequest) {
    const { site } = await this.messenger.request(Billing.method.getVoucherBatch, { batchId });
    const { name, phone, color, logoUrl } = this.profiles.of(site, this.contexts.of(request).locale);
    return {
      ...{ name, phone, color, redeemUrl: `${this.contexts.originOf(site, request)}/voucher` },
      logoUrl: logoUrl && `${logoUrl}&site=${encodeURIComponent(site)}`,
    };
  }

  @ApiRoute('The vouchers of a batch, without their codes', pageOf(VoucherSchema))
  @Get('voucher-batches/:batchId/vouchers')
  @Permit('vouchers:read')
  async vouchers(
    @Param('batchId', UuidPipe) batchId: string,
    @Query() { limit = PAGE.standard, state = '', cursor = 0 }: VouchersQuery,
  ) {
    const asked = { batchId, state, limit, afterNumber: cursor };
    const page = await this.messenger.request(Billing.method.listVouchers, asked);
    return { items: page.items.map(plain), nextCursor: page.nextAfterNumber?.toString() ?? null };
  }

  /** A POST, since each sheet counts and is in the record. */
  @ApiRoute('The codes of a batch, to be printed: of unsold ones', PrintedVouchersSchema)
  @Post('voucher-batches/:batchId/print')
  @HttpCode(200)
  @Permit('vouchers:print')
  async print(
    @Param('batchId', UuidPipe) batchId: string,
    @Body() { withSold = false }: PrintBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const mayRepeat = operator.permissions.includes('vouchers:reprint');
    const command = { batchId, mayRepeat, withSold, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.printVouchers, command, MANY_MILLISECONDS));
  }

  @ApiRoute('Sell the next vouchers of a batch for money in hand, with their codes', VoucherSaleSchema)
  @Post('voucher-batches/:batchId/sales')
  @Permit('counter:sell')
  async sell(
    @Param('batchId', UuidPipe) batchId: string,
    @Body() body: SellBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { batchId, ...body, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.sellVouchers, command, MANY_MILLISECONDS));
  }

  @ApiRoute('End a voucher for good: what it gave is taken back, its money goes back as said', VoucherSchema)
  @Post('vouchers/:voucherId/void')
  @HttpCode(200)
  @Permit('vouchers:void')
  async end(
    @Param('voucherId', UuidPipe) voucherId: string,
    @Body() body: VoidBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { voucherId, ...body, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.voidVoucher, command));
  }
}
