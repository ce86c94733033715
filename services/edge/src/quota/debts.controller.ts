// debts.controller.ts — the unpaid debts of all subscribers: whose, how much, until when.
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { OwedDebtSchema, QuotaLedger } from '@saring/contracts';
import { DEBT_FILTERS } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { IsIn, IsOptional } from 'class-validator';
import { ApiRoute, extended, pageOf } from '../http/api-route';
import { personalText, TEXT, WHOLE } from '../http/api-schema';
import { PageCursor, PageLimit } from '../http/body-fields';
import { IsInstant } from '../http/field-kinds';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { SubscriberNames } from '../subscribers/subscriber-names';
import { plain } from './quota-views';

const PAGE = { standard: 50, longest: 200 };

class DebtsQuery {
  @ApiProperty({ required: false, enum: DEBT_FILTERS, description: 'due: not overdue yet; absent: all' })
  @IsOptional()
  @IsIn(DEBT_FILTERS)
  state?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Due at or after' })
  @IsOptional()
  @IsInstant()
  dueFrom?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Due before' })
  @IsOptional()
  @IsInstant()
  dueUntil?: string;

  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

const DEBTS = pageOf(extended(OwedDebtSchema, { name: TEXT, phone: personalText('phone'), site: TEXT }), {
  ...{ totalDebts: WHOLE, totalSubscribers: WHOLE, totalBytes: WHOLE, totalRupiah: WHOLE },
});

@ApiTags('quota')
@UseGuards(OperatorGuard)
@Controller('api/v1/books/debts')
export class DebtsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  @ApiRoute('Unpaid debts of all subscribers by due date, with their sums', DEBTS)
  @Get()
  @Permit('quota:read')
  async list(@Query() { limit = PAGE.standard, ...query }: DebtsQuery) {
    const page = await this.messenger.request(QuotaLedger.method.searchDebts, { ...query, limit });
    const people = await this.names.of(page.items.map(({ subscriberId }) => subscriberId));
    return {
      ...plain(page),
      nextCursor: page.nextCursor ?? null,
      items: page.items.map((debt) => {
        const { name = '', phone = '', site = '' } = people.get(debt.subscriberId) ?? {};
        return { ...plain(debt), name, phone, site };
      }),
    };
  }
}
