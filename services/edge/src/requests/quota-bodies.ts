// What operators send to change a quota account.
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsISO8601, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ReasonBody } from './subscriber-bodies';

const MOST_BYTES = Number.MAX_SAFE_INTEGER;
const MOST_DAYS = 3_650;
const MOST_RUPIAH = 1_000_000_000;

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
  @ApiProperty({ required: false, default: true })
  @IsOptional()
  @IsBoolean()
  keepGrants?: boolean;
}

export class CorrectionBody extends ReasonBody {
  @ApiProperty({ description: 'Added to what is used; negative gives back' })
  @IsInt()
  @Min(-MOST_BYTES)
  @Max(MOST_BYTES)
  usedDeltaBytes!: number;
}
