// order-confirmations.controller.ts — many payments by hand confirmed at once: each by itself, with an end and an entry in
// the record of its own.
import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ConfirmPaymentRequestSchema, Payment } from '@saring/contracts';
import { describeError, type Locale } from '@saring/i18n';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID, ValidateNested } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { AuditEntries } from '../audit/audit-entries';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, listOf, objectOf } from '../http/api-route';
import { oneOf, TEXT, TEXT_OR_NULL, UUID } from '../http/api-schema';
import { Field, OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { problemOf } from '../http/problem';
import { RequestContexts } from '../http/request-context';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';

/** As many as a page of orders has: each is stored and recorded before the next. */
const AT_ONCE = 100;
const confirm = ConfirmPaymentRequestSchema.field;

class SeenPaymentBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  orderId!: string;

  @Field(confirm.amountRupiah, { least: 1, description: 'What was seen on the account or in the hand' })
  amountRupiah!: number;
}

class ConfirmationsBody {
  @ApiProperty({ type: [SeenPaymentBody], minItems: 1, maxItems: AT_ONCE })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(AT_ONCE)
  @ArrayUnique(({ orderId }: SeenPaymentBody) => orderId)
  @ValidateNested({ each: true })
  @Type(() => SeenPaymentBody)
  items!: SeenPaymentBody[];

  @OptionalField(confirm.note)
  note?: string;
}

const STATES = ['done', 'refused', 'failed'] as const;
/** `why` in words, and its code; `failed`: a service is away, and the same request may be sent again. */
const CONFIRMATION = objectOf({ orderId: UUID, state: oneOf(STATES), code: TEXT_OR_NULL, why: TEXT });
type Confirmation = {
  readonly orderId: string;
  readonly state: (typeof STATES)[number];
  readonly code: string | null;
  readonly why: string;
};

@ApiTags('orders')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1/orders/confirmations')
export class OrderConfirmationsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly entries: AuditEntries,
  ) {}

  /** Sent again under its key it confirms none twice: what was lost with the answer is told again. */
  @ApiRoute(
    'Confirm that many orders were paid by hand, each by itself',
    listOf(CONFIRMATION, 'those of the request'),
  )
  @Post()
  @HttpCode(200)
  @Permit('orders:confirm')
  async confirm(
    @Body() { items, note = '' }: ConfirmationsBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly items: readonly Confirmation[] }> {
    const { locale } = this.contexts.of(request);
    const ends: Confirmation[] = [];
    for (const { orderId, amountRupiah } of items) {
      const command = commandOf(operator, idFrom('confirmation', key, orderId));
      const act = {
        permission: 'orders:confirm' as const,
        ...{ httpMethod: 'POST', route: '/api/v1/orders/:id/confirm', params: { id: orderId } },
        fields: { amountRupiah, note },
      };
      ends.push(
        await endOf(orderId, locale, () =>
          this.entries.record(request, operator, act, async () => {
            const asked = { ...command, orderId, amountRupiah, note };
            await this.messenger.request(Payment.method.confirmPayment, asked);
          }),
        ),
      );
    }
    return { items: ends };
  }
}

/** A refusal is of one order alone: the next goes on. */
const endOf = async (orderId: string, locale: Locale, act: () => Promise<void>): Promise<Confirmation> => {
  try {
    await act();
    return { orderId, state: 'done', code: null, why: '' };
  } catch (error) {
    const isRefused = error instanceof RefusalError;
    if (!isRefused && !(error instanceof UnavailableError)) throw error;
    const { code } = problemOf(error);
    const { title, detail } = describeError(code, locale);
    return { orderId, state: isRefused ? 'refused' : 'failed', code, why: `${title}. ${detail}` };
  }
};
