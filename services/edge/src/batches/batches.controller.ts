// batches.controller.ts — many subscribers at once: a draft to look at, its start, and a report of each row.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BatchRowSchema, BatchSchema, Billing, type BatchRow } from '@saring/contracts';
import type { BatchAction, Permission } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { describeError, type Locale } from '@saring/i18n';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute, extended, pageOf } from '../http/api-route';
import { personalText, TEXT } from '../http/api-schema';
import { RequiredKey } from '../http/command-key';
import { RequestContexts } from '../http/request-context';
import { CSV, pagesOf, sendCsvTable } from '../http/tables/send-table';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, needPermission, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';
import { BATCH_PAGE, BatchBody, BatchQuery, RowsFilter, RowsQuery } from './batch-bodies';

/** The door waits for the ids of many subscribers. */
const GATHER_MILLISECONDS = 20_000;
const LINES_MOST = 20_000;
/** What an act needs beside the right to do it for many. */
const PERMISSION_OF: Readonly<Record<BatchAction, Permission>> = {
  import: 'subscribers:create',
  block: 'subscribers:block',
  unblock: 'subscribers:block',
  approve: 'subscribers:approve',
  grant: 'quota:grant',
  reject: 'subscribers:approve',
  remind: 'debts:remind',
};
const ROW = extended(BatchRowSchema, { name: TEXT, phone: personalText('phone'), why: TEXT });

type RowsAsked = {
  readonly batchId: string;
  readonly state: string;
  readonly limit: number;
  readonly afterNumber: number;
};

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/batches')
export class BatchesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly people: SubscriberNames,
  ) {}

  /** Nothing is done yet: its rows say what would be, and what is wrong with them. */
  @ApiRoute('Make a draft for many subscribers: an import, or one act for all of them', BatchSchema)
  @Post()
  @Permit('subscribers:bulk')
  async create(
    @Body() { rows = [], ...body }: BatchBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ) {
    needPermission(request, PERMISSION_OF[body.action as BatchAction]);
    if (rows.some(({ gigabytes = '' }) => gigabytes.trim() !== '')) needPermission(request, 'quota:grant');
    // Its rows would say whose numbers have what was looked for.
    if (body.filter?.query) needPermission(request, 'privacy:unmask');
    const { site } = this.contexts.of(request);
    const command = { site, ...body, rows, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.createBatch, command, GATHER_MILLISECONDS));
  }

  @ApiRoute('Do what a draft says, each row once', BatchSchema)
  @Post(':batchId/start')
  @HttpCode(200)
  @Permit('subscribers:bulk')
  async start(
    @Param('batchId', UuidPipe) batchId: string,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ) {
    const { action } = await this.messenger.request(Billing.method.getBatch, { batchId });
    needPermission(request, PERMISSION_OF[action as BatchAction]);
    const command = { batchId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.startBatch, command));
  }

  @ApiRoute(
    'What was done for many subscribers, newest first, with how far each has come',
    pageOf(BatchSchema),
  )
  @Get()
  @Permit('subscribers:bulk')
  async list(@Query() { limit = BATCH_PAGE.standard, cursor }: BatchQuery) {
    const page = await this.messenger.request(Billing.method.listBatches, { limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('How far a batch has come', BatchSchema)
  @Get(':batchId')
  @Permit('subscribers:bulk')
  async get(@Param('batchId', UuidPipe) batchId: string) {
    return plain(await this.messenger.request(Billing.method.getBatch, { batchId }));
  }

  @ApiRoute('Each row: who it is about, how it ended, and what was wrong with it', pageOf(ROW))
  @Get(':batchId/rows')
  @Permit('subscribers:bulk')
  async rows(
    @Param('batchId', UuidPipe) batchId: string,
    @Query() { limit = BATCH_PAGE.standard, state = '', cursor = 0 }: RowsQuery,
    @Req() request: FastifyRequest,
  ) {
    const page = await this.page(request, { batchId, state, limit, afterNumber: cursor });
    return { items: page.items, nextCursor: page.next ?? null };
  }

  @ApiRoute('The report of each row as CSV', new ApiFile(CSV))
  @Get(':batchId/rows.csv')
  @RecordReading()
  @Permit('subscribers:bulk')
  async csv(
    @Param('batchId', UuidPipe) batchId: string,
    @Query() { state = '' }: RowsFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ask = async (cursor: string | undefined) => {
      const asked = { batchId, state, limit: BATCH_PAGE.longest, afterNumber: Number(cursor ?? 0) };
      const { items, next } = await this.page(request, asked);
      const rows = items.map(({ number, phone, name, state: end, refusal, why, subscriberId, line }) => [
        ...[line?.fileRow || number, phone, name, end, refusal, why, subscriberId],
      ]);
      return { rows, next };
    };
    await sendCsvTable(reply, {
      name: `saring-batch-${batchId}`,
      columns: ['number', 'phone', 'name', 'state', 'code', 'why', 'subscriberId'],
      pages: pagesOf(ask, { most: LINES_MOST, field: 'state' }),
    });
  }

  /** `why` is in the language of who asks. */
  private async page(request: FastifyRequest, asked: RowsAsked) {
    const { errorLocale } = this.contexts.of(request);
    const page = await this.messenger.request(Billing.method.listBatchRows, asked);
    const people = await this.people.of(page.items.flatMap(({ subscriberId }) => subscriberId ?? []));
    const named = (row: BatchRow) => {
      const person = people.get(row.subscriberId ?? '');
      const { line } = row;
      const shown = { name: line?.name || person?.name || '', phone: line?.phone || person?.phone || '' };
      const why = whyOf(row, errorLocale);
      return { ...plain(row), ...(line ? { line: plain(line) } : {}), ...shown, why };
    };
    return { items: page.items.map(named), next: page.nextAfterNumber?.toString() };
  }
}

const OPEN_PLACE = /\{\w+\}/;

/** What is wrong, and what to do about it; of a detail that needs values which no row keeps, what is wrong alone. */
const whyOf = ({ refusal, twinRow }: BatchRow, locale: Locale): string => {
  if (refusal === undefined) return '';
  const { title, detail } = describeError(refusal, locale, { twinRow });
  return OPEN_PLACE.test(detail) ? title : `${title}. ${detail}`;
};
