// What buyers and operators send to the shop.
import { PAYMENT_METHODS, PROMO_KINDS } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { secondsOf } from './lasting';
import { ReasonBody } from './subscriber-bodies';

const MOST_BYTES = Number.MAX_SAFE_INTEGER;
const MOST_DAYS = 3_650;
const MOST_RUPIAH = 1_000_000_000;
const MOST_DEVICES = 20;
const MOST_KILOBITS = 10_000_000;
export const ORDER_PAGE = { longest: 100, standard: 20 };

class ChoiceBody {
  @ApiProperty({ enum: PAYMENT_METHODS })
  @IsIn(PAYMENT_METHODS)
  method!: string;

  @ApiProperty({ required: false, description: 'Of method va', example: 'bca' })
  @IsOptional()
  @Matches(/^[a-z]{2,12}$/)
  bank?: string;
}

export class OrderBody extends ChoiceBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  packageId!: string;
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
    description: 'For operators: a state, `open`, `unfulfilled` or `all`. Absent: the own orders',
  })
  @IsOptional()
  @Matches(/^[a-z]{2,12}$/)
  state?: string;

  @ApiProperty({ required: false, maximum: ORDER_PAGE.longest })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(ORDER_PAGE.longest)
  limit?: number;

  @ApiProperty({ required: false, format: 'uuid', description: 'nextBefore of the page before' })
  @IsOptional()
  @IsUUID()
  before?: string;
}

export class ConfirmBody {
  @ApiProperty({ description: 'What was seen on the account or in the hand' })
  @IsInt()
  @Min(1)
  @Max(MOST_RUPIAH)
  amountRupiah!: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  note?: string;
}

export class RefundBody extends ReasonBody {
  @ApiProperty({ required: false, description: 'How it was paid out by hand; absent: the gateway is asked' })
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  payoutNote?: string;
}

export class PackageChange {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_RUPIAH)
  priceRupiah?: number;

  @ApiProperty({ required: false, description: '0 when unlimited' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  bytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  unlimited?: boolean;

  @ApiProperty({ required: false, description: '0: it never expires' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days?: number;

  @ApiProperty({ required: false, description: 'On top of days' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS * 24)
  hours?: number;

  @ApiProperty({ required: false, description: 'On top of days and hours' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS * 24 * 60)
  minutes?: number;

  @ApiProperty({ required: false, description: 'Its clock starts at its first use, not when it is bought' })
  @IsOptional()
  @IsBoolean()
  startsAtFirstUse?: boolean;

  @ApiProperty({ required: false, type: 'integer', description: '0 or absent: as many devices as everyone' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DEVICES)
  deviceLimit?: number;

  @ApiProperty({ required: false, description: '0: as fast as the network goes' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_KILOBITS)
  speedDownKilobitsPerSecond?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_KILOBITS)
  speedUpKilobitsPerSecond?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  fupThresholdBytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  active?: boolean;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(-1_000_000)
  @Max(1_000_000)
  sortOrder?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;
}

/** The duration in one figure where hours or minutes are given; whole days stay as they are. */
export const withSeconds = ({ hours, minutes, ...rest }: PackageChange) =>
  hours === undefined && minutes === undefined
    ? rest
    : { ...rest, lastsSeconds: secondsOf({ days: rest.days, hours, minutes }) };

export class PromoChange {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiProperty({ required: false, description: 'false: a draft' })
  @IsOptional()
  @IsBoolean()
  published?: boolean;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsISO8601()
  startsAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsISO8601()
  endsAt?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;
}

export class PromoBody extends PromoChange {
  @ApiProperty({ enum: PROMO_KINDS })
  @IsIn(PROMO_KINDS)
  kind!: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  discountPercent?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_RUPIAH)
  discountRupiah?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  bonusBytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  bonusDays?: number;

  @ApiProperty({ required: false, isArray: true, type: String, description: 'Empty: all packages' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  packageIds?: string[];
}
