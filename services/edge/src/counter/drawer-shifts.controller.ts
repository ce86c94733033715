// drawer-shifts.controller.ts — what drawers took and gave in a shift, and how they were closed.
import { applyDecorators, Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Billing,
  DrawerClosingSchema,
  DrawerShiftSchema,
  ListClosingsRequestSchema,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute, pageOf } from '../http/api-route';
import { OptionalField, OptionalWhole, PageCursor, PageLimit, wholeOfQuery } from '../http/body-fields';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const PAGE = { standard: 20, longest: 200 };
const MOST_SHIFT_NUMBER = 2 ** 31 - 1;

class ShiftQuery {
  @applyDecorators(
    wholeOfQuery(),
    OptionalWhole(MOST_SHIFT_NUMBER, { description: 'Of a closing; absent: the shift of now, or the last' }),
  )
  number?: number;
}

class ClosingsQuery {
  @PageLimit(PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class AllClosingsQuery extends ClosingsQuery {
  @OptionalField(ListClosingsRequestSchema.field.operatorId, { description: 'Absent: of all operators' })
  operatorId?: string;
}

@ApiTags('counter')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class DrawerShiftsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('What the own cash drawer took and gave since it was opened', DrawerShiftSchema)
  @Get('drawer/shift')
  @Permit('counter:sell')
  shift(@Query() { number }: ShiftQuery, @CurrentOperator() { operatorId }: Operator) {
    return this.shiftOf(operatorId, number);
  }

  @ApiRoute('Closings of the own cash drawer, newest first', pageOf(DrawerClosingSchema))
  @Get('drawer/closings')
  @Permit('counter:sell')
  closings(@Query() query: ClosingsQuery, @CurrentOperator() { operatorId }: Operator) {
    return this.closingsOf({ ...query, operatorId });
  }

  @ApiRoute('Closings of all cash drawers, newest first', pageOf(DrawerClosingSchema))
  @Get('drawers/closings')
  @Permit('books:read')
  allClosings(@Query() query: AllClosingsQuery) {
    return this.closingsOf(query);
  }

  @ApiRoute('What the cash drawer of an operator took and gave in a shift', DrawerShiftSchema)
  @Get('drawers/:operatorId/shift')
  @Permit('books:read')
  shiftOfOther(@Param('operatorId', UuidPipe) operatorId: string, @Query() { number }: ShiftQuery) {
    return this.shiftOf(operatorId, number);
  }

  private async shiftOf(operatorId: string, number: number | undefined) {
    const { closing, ...shift } = await this.messenger.request(Billing.method.getDrawerShift, {
      ...{ operatorId, number },
    });
    return {
      ...plain(shift),
      sales: shift.sales.map(plain),
      lines: shift.lines.map(plain),
      ...(closing ? { closing: plain(closing) } : {}),
    };
  }

  private async closingsOf({ limit = PAGE.standard, ...query }: AllClosingsQuery) {
    const { items, nextCursor } = await this.messenger.request(Billing.method.listClosings, {
      ...{ ...query, limit },
    });
    return { items: items.map(plain), nextCursor: nextCursor ?? null };
  }
}
