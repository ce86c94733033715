// shop-bodies.ts — requests of buyers and operators to the shop.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  ConfirmPaymentRequestSchema,
  PackageSchema,
  PlaceOrderRequestSchema,
  PromoSchema,
  RefundOrderRequestSchema,
  SetAlertStateRequestSchema,
} from '@saring/contracts';
import {
  ALERT_STATES,
  COUNTER_METHODS,
  MEASURES,
  ORDER_STATES,
  PAYMENT_METHODS,
  PROMO_KINDS,
} from '@saring/kernel';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsInstant } from '../http/field-kinds';
import {
  Field,
  OptionalField,
  OptionalText,
  OptionalWhole,
  PageCursor,
  PageLimit,
  wholeOfQuery,
} from '../http/body-fields';
import { secondsOf } from '../http/lasting';
import { ReasonBody } from '../subscribers/subscriber-bodies';

const MOST_HOURS = MEASURES.days.most * 24;
export const ORDER_PAGE = { longest: 100, standard: 20 };

/** At the counter an operator takes the money. */
export const BUYERS_METHODS = PAYMENT_METHODS.filter(
  (method) => !COUNTER_METHODS.some((one) => one === method),
);
const ORDER_FILTERS = [...ORDER_STATES, 'open', 'unfulfilled', 'to_confirm', 'all'];

export class ChoiceBody {
  @ApiProperty({ enum: BUYERS_METHODS })
  @IsIn(BUYERS_METHODS)
  method!: string;

  @ApiProperty({ required: false, description: 'Of method va', example: 'bca' })
  @IsOptional()
  @Matches(/^[a-z]{2,12}$/)
  bank?: string;

  @OptionalField(PlaceOrderRequestSchema.field.shownRupiah)
  shownRupiah?: number;
}

/** Of a virtual account the buyer chooses the bank. */
const ASKED_METHODS = BUYERS_METHODS.filter((method) => method !== 'va');

export class PaymentRequestBody {
  @ApiProperty({ required: false, format: 'uuid', description: 'Either a package or all debts' })
  @IsOptional()
  @IsUUID()
  packageId?: string;

  @ApiProperty({ required: false, description: 'All that is owed' })
  @IsOptional()
  @Equals(true)
  all?: true;

  @ApiProperty({ enum: ASKED_METHODS })
  @IsIn(ASKED_METHODS)
  method!: string;
}

export class OrderBody extends ChoiceBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  packageId!: string;

  @OptionalField(PlaceOrderRequestSchema.field.asVoucher)
  asVoucher?: boolean;

  @OptionalField(PlaceOrderRequestSchema.field.forPhone, {
    example: '0812 9990 0010',
    description:
      'A gift: what is bought goes to the account with this number at the site; for who is logged in',
  })
  forPhone?: string;
}

export class SettleBody extends ChoiceBody {
  @ApiProperty({ required: false, description: 'Either all or debtId' })
  @IsOptional()
  @Equals(true)
  all?: true;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  debtId?: string;
}

export class OrdersQuery {
  @ApiProperty({
    required: false,
    enum: ORDER_FILTERS,
    description:
      'For operators; `unfulfilled`: paid and not fulfilled; `to_confirm`: open, or ended unpaid with a proof of payment that nobody has answered. Absent: the own orders',
  })
  @IsOptional()
  @IsIn(ORDER_FILTERS)
  state?: string;

  @OptionalText(60, {
    description: 'For operators: the order of a number that a payer names',
    example: 'SRG-RW05-4F7K2M9QX3T8W6ABCDEF',
  })
  number?: string;

  @OptionalText(60, { description: 'For operators: the number of a receipt', example: 'rw05/202611/0001' })
  invoice?: string;

  @OptionalText(60, {
    description:
      "For operators: a part of an order's or a receipt's number, in any case, with at least three letters or digits; the one whose number is just this comes first",
    example: '4f7k',
  })
  numberPart?: string;

  @OptionalText(64, { description: 'For operators: of the subscriber with this number, in any spelling' })
  phone?: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'For operators: of this subscriber' })
  @IsOptional()
  @IsUUID()
  subscriberId?: string;

  @ApiProperty({ required: false, enum: PAYMENT_METHODS, description: 'For operators' })
  @IsOptional()
  @IsIn(PAYMENT_METHODS)
  method?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'For operators: placed at or after' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'For operators: placed before' })
  @IsOptional()
  @IsInstant()
  until?: string;

  @PageLimit(ORDER_PAGE.longest)
  limit?: number;

  @PageCursor('uuid')
  cursor?: string;
}

export class ConfirmBody {
  @Field(ConfirmPaymentRequestSchema.field.amountRupiah, {
    least: 1,
    description: 'What was seen on the account or in the hand',
  })
  amountRupiah!: number;

  @OptionalField(ConfirmPaymentRequestSchema.field.note)
  note?: string;
}

export class ExtraRefundBody extends ReasonBody {
  @OptionalField(RefundOrderRequestSchema.field.payoutNote, {
    least: 3,
    description: 'How it was paid out by hand; absent: the gateway is asked',
  })
  payoutNote?: string;

  @OptionalField(RefundOrderRequestSchema.field.payoutMethod)
  payoutMethod?: string;
}

export class RefundBody extends ExtraRefundBody {
  @OptionalField(RefundOrderRequestSchema.field.amountRupiah, {
    least: 1,
    description: 'Absent: all that is left. A part needs keepPurchase or takeBackShare',
  })
  amountRupiah?: number;

  @OptionalField(RefundOrderRequestSchema.field.keepPurchase, {
    description: 'Goodwill: the money goes back, what was bought stays',
  })
  keepPurchase?: boolean;

  @OptionalField(RefundOrderRequestSchema.field.takeBackShare)
  takeBackShare?: boolean;
}

export class RefundPreviewQuery {
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    description: 'A part; absent: all that is left',
  })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(1)
  @Max(MEASURES.rupiah.most)
  amountRupiah?: number;
}

export class AlertsQuery {
  @ApiProperty({ required: false, enum: ALERT_STATES, description: 'Absent: in any state' })
  @IsOptional()
  @IsIn(ALERT_STATES)
  state?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  orderId?: string;

  @PageLimit(ORDER_PAGE.longest)
  limit?: number;

  @PageCursor('uuid')
  cursor?: string;
}

export class AlertBody {
  @ApiProperty({ enum: ALERT_STATES })
  @IsIn(ALERT_STATES)
  state!: string;

  @OptionalField(SetAlertStateRequestSchema.field.note, { description: 'Absent: as it is' })
  note?: string;
}

const PackageTime = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, required: false, nullable: true, format: 'date-time', description }),
    IsOptional(),
    IsInstant(),
  );

export class PackageChange {
  @OptionalField(PackageSchema.field.name, { least: 1, example: 'Harian' })
  name?: string;

  @OptionalField(PackageSchema.field.priceRupiah, { example: 5_000 })
  priceRupiah?: number;

  @OptionalField(PackageSchema.field.bytes, { example: 2_147_483_648 })
  bytes?: number;

  @OptionalField(PackageSchema.field.unlimited)
  unlimited?: boolean;

  @OptionalField(PackageSchema.field.days, { example: 1 })
  days?: number;

  @OptionalWhole(MOST_HOURS, { description: 'On top of days' })
  hours?: number;

  @OptionalWhole(MOST_HOURS * 60, { description: 'On top of days and hours' })
  minutes?: number;

  @OptionalField(PackageSchema.field.startsAtFirstUse)
  startsAtFirstUse?: boolean;

  @OptionalField(PackageSchema.field.onlineSeconds, {
    example: 10_800,
    description: 'Time online that it lasts for: alone (unlimited) or beside bytes; 0: not counted',
  })
  onlineSeconds?: number;

  @OptionalField(PackageSchema.field.deviceLimit)
  deviceLimit?: number;

  @OptionalField(PackageSchema.field.speedDownKilobitsPerSecond)
  speedDownKilobitsPerSecond?: number;

  @OptionalField(PackageSchema.field.speedUpKilobitsPerSecond, {
    description: '0: as fast as the network goes',
  })
  speedUpKilobitsPerSecond?: number;

  @OptionalField(PackageSchema.field.fupThresholdBytes, { description: 'At or below it the buyer is slowed' })
  fupThresholdBytes?: number;

  @OptionalField(PackageSchema.field.validHours, { example: '00:00-06:00' })
  validHours?: string;

  @OptionalField(PackageSchema.field.speedHours, { example: '22:00-06:00' })
  speedHours?: string;

  @OptionalField(PackageSchema.field.hoursSpeedDownKilobitsPerSecond)
  hoursSpeedDownKilobitsPerSecond?: number;

  @OptionalField(PackageSchema.field.hoursSpeedUpKilobitsPerSecond)
  hoursSpeedUpKilobitsPerSecond?: number;

  @OptionalField(PackageSchema.field.active)
  active?: boolean;

  @OptionalField(PackageSchema.field.sortOrder)
  sortOrder?: number;

  @OptionalField(PackageSchema.field.description)
  description?: string;

  @PackageTime('It is shown and sold from this time; null: from the beginning')
  sellFrom?: string | null;

  @PackageTime('It is shown and sold until this time; null: without an end')
  sellUntil?: string | null;

  @PackageTime('What is bought ends then at the latest; null: its duration alone says when')
  validUntil?: string | null;
}

export class PackageBody extends OmitType(PackageChange, ['name', 'priceRupiah']) {
  @Field(PackageSchema.field.name, { least: 1, example: 'Harian' })
  name!: string;

  @Field(PackageSchema.field.priceRupiah, { example: 5_000 })
  priceRupiah!: number;
}

/** The duration in one figure where hours or minutes are given; whole days stay as they are. */
export const withSeconds = ({ hours, minutes, ...rest }: PackageChange) => {
  const terms = { ...rest, ...timesOf(rest) };
  return hours === undefined && minutes === undefined
    ? terms
    : { ...terms, lastsSeconds: secondsOf({ days: rest.days, hours, minutes }) };
};

/** Billing takes an empty text for a time that is taken away. */
const timesOf = ({ sellFrom, sellUntil, validUntil }: PackageChange) => ({
  sellFrom: sellFrom === null ? '' : sellFrom,
  sellUntil: sellUntil === null ? '' : sellUntil,
  validUntil: validUntil === null ? '' : validUntil,
});

export class PromoChange {
  @OptionalField(PromoSchema.field.name, { least: 1, example: 'Selamat datang' })
  name?: string;

  @OptionalField(PromoSchema.field.published)
  published?: boolean;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  startsAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsInstant()
  endsAt?: string;

  @OptionalField(PromoSchema.field.description)
  description?: string;
}

export class PromoBody extends PromoChange {
  @ApiProperty({ enum: PROMO_KINDS })
  @IsIn(PROMO_KINDS)
  kind!: string;

  @OptionalField(PromoSchema.field.discountPercent)
  discountPercent?: number;

  @OptionalField(PromoSchema.field.discountRupiah)
  discountRupiah?: number;

  @OptionalField(PromoSchema.field.bonusBytes)
  bonusBytes?: number;

  @OptionalField(PromoSchema.field.bonusDays, { description: '0: it never expires' })
  bonusDays?: number;

  @ApiProperty({ required: false, isArray: true, type: String, description: 'Empty: all packages' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  packageIds?: string[];
}
