// agents.controller.ts — agents for who manages them, and the sale for the agent: from the own stock and deposit.
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AgentEntrySchema,
  AgentPriceSchema,
  AgentSaleSchema,
  AgentStandingSchema,
  Billing,
  MoveDepositRequestSchema,
  SellAsAgentRequestSchema,
  SetAgentTermsRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf, pageOf } from '../http/api-route';
import { Field, OptionalField, PageLimit, wholeOfQuery } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 50, longest: 200 };
const PRICES_MOST = 50;
const terms = SetAgentTermsRequestSchema.field;
const move = MoveDepositRequestSchema.field;
const sale = SellAsAgentRequestSchema.field;

class PriceBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() packageId!: string;
  @Field(AgentPriceSchema.field.priceRupiah, { example: 4_500 }) priceRupiah!: number;
}
class TermsBody {
  @Field(terms.site, { example: 'site-1', least: 1 }) site!: string;
  @Field(terms.marginPercent, { example: 10 }) marginPercent!: number;
  @OptionalField(terms.creditLimitRupiah) creditLimitRupiah?: number;

  @ApiProperty({ required: false, type: [PriceBody], maxItems: PRICES_MOST })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(PRICES_MOST)
  @ValidateNested({ each: true })
  @Type(() => PriceBody)
  prices?: PriceBody[];

  @IsOptional()
  @IsBoolean()
  paused?: boolean;
}
class DepositBody {
  @Field(move.amountRupiah, { example: 500_000 }) amountRupiah!: number;
  @Field(move.method) method!: string;
  @OptionalField(move.note) note?: string;
}
class SaleBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() packageId!: string;
  @Field(sale.amount, { example: 1 }) amount!: number;
  @OptionalField(sale.phone, { example: '0812 9990 0010' }) phone?: string;
}
class EntriesQuery {
  @PageLimit(PAGE.longest) limit?: number;

  @ApiProperty({ required: false, type: 'integer', description: '`nextCursor` of the page before' })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(1)
  cursor?: number;
}

@ApiTags('agents')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class AgentsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute(
    'Agents with their deposits, stock and sales',
    listOf(AgentStandingSchema, 'the agents of one business'),
  )
  @Get('agents')
  @Permit('agents:read')
  async list() {
    const { items } = await this.messenger.request(Billing.method.listAgents, {});
    return { items: items.map(plain) };
  }

  @ApiRoute('Make an agent of an operator, or change how one sells', AgentStandingSchema)
  @Put('agents/:agentId')
  @Permit('agents:write')
  @RecordBefore<AgentsController>((self, { agentId = '' }) => self.termsNow(agentId))
  async setTerms(
    @Param('agentId', UuidPipe) agentId: string,
    @Body() body: TermsBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, agentId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.setAgentTerms, command));
  }

  @ApiRoute('Take money in hand for the deposit of an agent', AgentStandingSchema)
  @Post('agents/:agentId/deposits')
  @HttpCode(200)
  @Permit('agents:write')
  async receive(
    @Param('agentId', UuidPipe) agentId: string,
    @Body() body: DepositBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, agentId, paidOut: false, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.moveDeposit, command));
  }

  @ApiRoute('Pay an agent back out of the deposit', AgentStandingSchema)
  @Post('agents/:agentId/payouts')
  @HttpCode(200)
  @Permit('agents:write')
  async payOut(
    @Param('agentId', UuidPipe) agentId: string,
    @Body() body: DepositBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, agentId, paidOut: true, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.moveDeposit, command));
  }

  @ApiRoute('The statement of a deposit, newest first', pageOf(AgentEntrySchema))
  @Get('agents/:agentId/entries')
  @Permit('agents:read')
  entries(@Param('agentId', UuidPipe) agentId: string, @Query() query: EntriesQuery) {
    return this.entriesOf(agentId, query);
  }

  @ApiRoute('The own deposit, stock and sales of an agent', AgentStandingSchema)
  @Get('agent')
  @Permit('agents:sell')
  async own(@CurrentOperator() { operatorId }: Operator) {
    return plain(await this.messenger.request(Billing.method.getAgent, { agentId: operatorId }));
  }

  @ApiRoute('The statement of the own deposit, newest first', pageOf(AgentEntrySchema))
  @Get('agent/entries')
  @Permit('agents:sell')
  ownEntries(@CurrentOperator() { operatorId }: Operator, @Query() query: EntriesQuery) {
    return this.entriesOf(operatorId, query);
  }

  /** One voucher may go to a number: into its account, or by WhatsApp where it has none. */
  @ApiRoute('Sell vouchers of the own stock, debited at once', AgentSaleSchema)
  @Post('agent/sales')
  @HttpCode(200)
  @Permit('agents:sell')
  async sell(@Body() body: SaleBody, @RequiredKey() key: string, @CurrentOperator() operator: Operator) {
    const command = { ...body, agentId: operator.operatorId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.sellAsAgent, command));
  }

  /** Nothing of who is no agent yet. */
  private async termsNow(agentId: string) {
    const { items } = await this.messenger.request(Billing.method.listAgents, {});
    const now = items.find((one) => one.agentId === agentId);
    if (!now) return {};
    const { site, marginPercent, creditLimitRupiah, paused, prices } = now;
    return { site, marginPercent, creditLimitRupiah, paused, prices: prices.map(plain) };
  }

  private async entriesOf(agentId: string, { limit = PAGE.standard, cursor = 0 }: EntriesQuery) {
    const asked = { agentId, limit, beforeLine: cursor };
    const page = await this.messenger.request(Billing.method.listAgentEntries, asked);
    return { items: page.items.map(plain), nextCursor: page.nextBeforeLine ?? null };
  }
}
