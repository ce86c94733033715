// router-tables.controller.ts — a router's tables as they are now, what the gateway wrote there, and what a repair
// would write.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  DriftSchema,
  ListRouterRowsRequestSchema,
  RepairRowRequestSchema,
  RouterGateway,
  RouterRowSchema,
  RouterWriteSchema,
  type Drift,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Matches } from 'class-validator';
import { ApiRoute, extended, pageOf } from '../http/api-route';
import { INSTANT, TEXT, WHOLE } from '../http/api-schema';
import { Field, OptionalField, PageCursor, PageLimit } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';

const rpc = RouterGateway.method;
const PAGE = { standard: 50, most: 200 };
/** A router is read whole while the caller waits. */
const ROUTER_MILLISECONDS = 30_000;
const OFFSET = /^\d{1,7}$/;

const namedRow = extended(RouterRowSchema, { subscriberName: TEXT });
const namedWrite = extended(RouterWriteSchema, { subscriberName: TEXT });

class RouterRowsQuery {
  @Field(ListRouterRowsRequestSchema.field.table)
  table!: string;

  @OptionalField(ListRouterRowsRequestSchema.field.query, {
    description: 'A whole MAC, address, id, list or type; absent: every row',
  })
  query?: string;

  @PageLimit(PAGE.most)
  limit?: number;

  @PageCursor()
  @Matches(OFFSET)
  cursor?: string;
}

class RouterWritesQuery {
  @PageLimit(PAGE.most)
  limit?: number;

  @PageCursor('uuid')
  cursor?: string;
}

class RepairRowBody {
  @Field(RepairRowRequestSchema.field.key, { least: 1 })
  key!: string;
}

const shownDrift = (drift: Drift) => ({ ...plain(drift), items: drift.items.map(plain) });

@ApiTags('routers')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId')
export class RouterTablesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  @ApiRoute('What a repair would write now', DriftSchema)
  @Get('repair-plan')
  @Permit('routers:read')
  async plan(@Param('routerId', UuidPipe) routerId: string) {
    return shownDrift(await this.messenger.request(rpc.previewRepair, { routerId }, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Send one command of that, and see what else is due', DriftSchema)
  @Post('repairs')
  @HttpCode(200)
  @Permit('routers:sweep')
  async repair(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() { key: row }: RepairRowBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { routerId, key: row, ...commandOf(operator, key) };
    return shownDrift(await this.messenger.request(rpc.repairRow, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute(
    'Hosts, bindings or list entries of a router as they are now',
    pageOf(namedRow, { at: INSTANT, total: WHOLE }),
  )
  @Get('rows')
  @Permit('routers:read')
  async rows(
    @Param('routerId', UuidPipe) routerId: string,
    @Query() { table, query = '', limit = PAGE.standard, cursor = '0' }: RouterRowsQuery,
    @CurrentOperator() operator: Operator,
  ) {
    const offset = Number(cursor);
    const asked = { routerId, table, query, offset, limit };
    const { at, total, items } = await this.messenger.request(rpc.listRouterRows, asked, ROUTER_MILLISECONDS);
    const end = offset + items.length;
    const nextCursor = items.length > 0 && end < total ? String(end) : null;
    return { at, total, items: await this.named(items.map(plain), operator), nextCursor };
  }

  @ApiRoute('What the gateway wrote on a router within the last day', pageOf(namedWrite))
  @Get('writes')
  @Permit('routers:read')
  async writes(
    @Param('routerId', UuidPipe) routerId: string,
    @Query() { limit = PAGE.standard, cursor }: RouterWritesQuery,
    @CurrentOperator() operator: Operator,
  ) {
    const asked = { routerId, limit, ...(cursor === undefined ? {} : { before: cursor }) };
    const { items, nextBefore } = await this.messenger.request(rpc.listRouterWrites, asked);
    return { items: await this.named(items.map(plain), operator), nextCursor: nextBefore ?? null };
  }

  /** With the names of the people they are of, for those who may see people; empty: nobody's, or not to be told. */
  private async named<Row extends { readonly subscriberId?: string }>(
    rows: readonly Row[],
    { permissions }: Operator,
  ) {
    const ids = permissions.includes('subscribers:read')
      ? rows.flatMap(({ subscriberId }) => subscriberId ?? [])
      : [];
    const people = ids.length > 0 ? await this.names.of(ids) : new Map<string, { name: string }>();
    return rows.map((row) => ({ ...row, subscriberName: people.get(row.subscriberId ?? '')?.name ?? '' }));
  }
}
