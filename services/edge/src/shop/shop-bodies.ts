// What buyers and operators send to the shop.
import { PACKAGE_LIMITS, PAYMENT_METHODS, PROMO_KINDS, PROMO_LIMITS } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
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
import { OptionalFlag, OptionalText, OptionalWhole } from '../http/body-fields';
import { secondsOf } from '../http/lasting';
import { ReasonBody } from '../subscribers/subscriber-bodies';

const MOST_DAYS = 3_650;
const MOST_RUPIAH = 1_000_000_000;
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

  @OptionalText(60, {
    description: 'For operators: the order of a number that a payer names',
    example: 'SRG-RW05-4F7K2M9QX3T8W6ABCDEF',
  })
  number?: string;

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
  @OptionalText(PACKAGE_LIMITS.nameCharacters, { least: 1, example: 'Harian' })
  name?: string;

  @OptionalWhole(PACKAGE_LIMITS.priceRupiah, { example: 5_000 })
  priceRupiah?: number;

  @OptionalWhole(PACKAGE_LIMITS.bytes, { description: '0 when unlimited', example: 2_147_483_648 })
  bytes?: number;

  @OptionalFlag()
  unlimited?: boolean;

  @OptionalWhole(MOST_DAYS, { description: '0: it never expires', example: 1 })
  days?: number;

  @OptionalWhole(MOST_DAYS * 24, { description: 'On top of days' })
  hours?: number;

  @OptionalWhole(MOST_DAYS * 24 * 60, { description: 'On top of days and hours' })
  minutes?: number;

  @OptionalFlag({ description: 'Its clock starts at its first use, not when it is bought' })
  startsAtFirstUse?: boolean;

  @OptionalWhole(PACKAGE_LIMITS.devices, { description: '0 or absent: as many devices as everyone' })
  deviceLimit?: number;

  @OptionalWhole(PACKAGE_LIMITS.kilobitsPerSecond, { description: '0: as fast as the network goes' })
  speedDownKilobitsPerSecond?: number;

  @OptionalWhole(PACKAGE_LIMITS.kilobitsPerSecond)
  speedUpKilobitsPerSecond?: number;

  @OptionalWhole(PACKAGE_LIMITS.bytes, { description: 'At or below it the buyer is slowed' })
  fupThresholdBytes?: number;

  @OptionalFlag()
  active?: boolean;

  @OptionalWhole(PACKAGE_LIMITS.sortOrder)
  sortOrder?: number;

  @OptionalText(PACKAGE_LIMITS.descriptionCharacters)
  description?: string;
}

/** The duration in one figure where hours or minutes are given; whole days stay as they are. */
export const withSeconds = ({ hours, minutes, ...rest }: PackageChange) =>
  hours === undefined && minutes === undefined
    ? rest
    : { ...rest, lastsSeconds: secondsOf({ days: rest.days, hours, minutes }) };

export class PromoChange {
  @OptionalText(PROMO_LIMITS.nameCharacters, { least: 1, example: 'Selamat datang' })
  name?: string;

  @OptionalFlag({ description: 'false: a draft' })
  published?: boolean;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsISO8601()
  startsAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsISO8601()
  endsAt?: string;

  @OptionalText(PROMO_LIMITS.descriptionCharacters)
  description?: string;
}

export class PromoBody extends PromoChange {
  @ApiProperty({ enum: PROMO_KINDS })
  @IsIn(PROMO_KINDS)
  kind!: string;

  @OptionalWhole(PROMO_LIMITS.discountPercent)
  discountPercent?: number;

  @OptionalWhole(MOST_RUPIAH)
  discountRupiah?: number;

  @OptionalWhole(PROMO_LIMITS.bonusBytes)
  bonusBytes?: number;

  @OptionalWhole(PROMO_LIMITS.bonusDays, { description: '0: it never expires' })
  bonusDays?: number;

  @ApiProperty({ required: false, isArray: true, type: String, description: 'Empty: all packages' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  packageIds?: string[];
}
