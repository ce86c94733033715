// What operators send to change a quota account.
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsISO8601, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { OptionalFlag } from '../http/body-fields';
import { ReasonBody } from '../subscribers/subscriber-bodies';

const MOST_BYTES = Number.MAX_SAFE_INTEGER;
const MOST_DAYS = 3_650;
const MOST_RUPIAH = 1_000_000_000;
const MOST_DEVICES = 20;
const MOST_KILOBITS_PER_SECOND = 100_000_000;
const HOURS_A_DAY = 24;
const MINUTES_AN_HOUR = 60;

export class GrantBody extends ReasonBody {
  @ApiProperty({ required: false, description: 'Either bytes or unlimited' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  unlimited?: boolean;

  @ApiProperty({ required: false, description: '0 or absent: it never expires' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days?: number;

  @ApiProperty({ required: false, description: 'At or below it the account is fup' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  fupThresholdBytes?: number;

  @ApiProperty({
    required: false,
    type: 'integer',
    description: 'With or in place of days: how long it lasts',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS * HOURS_A_DAY)
  hours?: number;

  @ApiProperty({ required: false, type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS * HOURS_A_DAY * MINUTES_AN_HOUR)
  minutes?: number;

  @ApiProperty({ required: false, description: 'Its clock starts at its first use, not now' })
  @IsOptional()
  @IsBoolean()
  startsAtFirstUse?: boolean;

  @ApiProperty({ required: false, type: 'integer', description: '0 or absent: as many devices as everyone' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DEVICES)
  deviceLimit?: number;

  @ApiProperty({ required: false, type: 'integer', description: '0 or absent: as fast as the network goes' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_KILOBITS_PER_SECOND)
  speedDownKilobitsPerSecond?: number;

  @ApiProperty({ required: false, type: 'integer' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_KILOBITS_PER_SECOND)
  speedUpKilobitsPerSecond?: number;
}

export class DebtBody extends ReasonBody {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  unlimited?: boolean;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days?: number;

  @ApiProperty({ example: 200_000 })
  @IsInt()
  @Min(0)
  @Max(MOST_RUPIAH)
  priceRupiah!: number;

  @ApiProperty({ required: false, format: 'date-time', description: 'Absent: the end of this month' })
  @IsOptional()
  @IsISO8601()
  dueAt?: string;
}

export class SettlementBody extends ReasonBody {
  @ApiProperty({ required: false, description: 'Absent: everything owed, oldest first' })
  @IsOptional()
  @IsUUID()
  debtId?: string;

  @ApiProperty({ required: false, description: 'Absent: all of it' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;
}

export class ResetBody extends ReasonBody {
  @OptionalFlag({ description: 'Standard: true; false ends the grants, so that nothing is left' })
  keepGrants?: boolean;
}

export class CorrectionBody extends ReasonBody {
  @ApiProperty({ description: 'Added to what is used; negative gives back' })
  @IsInt()
  @Min(-MOST_BYTES)
  @Max(MOST_BYTES)
  usedDeltaBytes!: number;
}
