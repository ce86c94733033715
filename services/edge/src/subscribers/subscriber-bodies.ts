// What operators send to find and change subscribers.
import { APPROVALS, LOCALES, SUBSCRIBER_ROLES } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export const SUBSCRIBER_PAGE = { longest: 200, standard: 50 };
const REASON_CHARACTERS = 300;

export class ListQuery {
  @ApiProperty({ required: false, description: 'The one subscriber of a number, in any spelling' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  phone?: string;

  @ApiProperty({ required: false, description: 'Part of a name or of a number' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;

  @ApiProperty({ required: false, enum: APPROVALS, description: 'pending: who waits for an operator' })
  @IsOptional()
  @IsIn(APPROVALS)
  approval?: string;

  @ApiProperty({ required: false, description: 'nextAfterId of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiProperty({ required: false, maximum: SUBSCRIBER_PAGE.longest })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(SUBSCRIBER_PAGE.longest)
  limit?: number;
}

export class CreateBody {
  @ApiProperty({ example: '0812 3456 7890' })
  @IsString()
  @MaxLength(64)
  phone!: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiProperty({ required: false, enum: SUBSCRIBER_ROLES })
  @IsOptional()
  @IsIn(SUBSCRIBER_ROLES)
  role?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  site?: string;

  @ApiProperty({ required: false, type: Object })
  @IsOptional()
  @IsObject()
  fields?: Record<string, string>;
}

export class UpdateBody {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiProperty({ required: false, enum: SUBSCRIBER_ROLES })
  @IsOptional()
  @IsIn(SUBSCRIBER_ROLES)
  role?: string;

  @ApiProperty({ required: false, enum: LOCALES })
  @IsOptional()
  @IsIn(LOCALES)
  locale?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;

  @ApiProperty({ required: false, type: Object })
  @IsOptional()
  @IsObject()
  fields?: Record<string, string>;
}

export class ReasonBody {
  @ApiProperty({ maxLength: REASON_CHARACTERS })
  @IsString()
  @MaxLength(REASON_CHARACTERS)
  reason!: string;
}

export class BlockBody extends ReasonBody {
  @ApiProperty({
    required: false,
    description: 'Cuts off the portal, too: the person cannot read why. Absent: they can',
  })
  @IsOptional()
  @IsBoolean()
  hardBlock?: boolean;
}

export class PhoneBody extends ReasonBody {
  @ApiProperty({ example: '0812 3456 7890', description: 'The number from now on, in any spelling' })
  @IsString()
  @MaxLength(64)
  phone!: string;
}

export class ApprovalBody {
  @ApiProperty()
  @IsBoolean()
  approve!: boolean;

  @ApiProperty({ required: false, maxLength: REASON_CHARACTERS })
  @IsOptional()
  @IsString()
  @MaxLength(REASON_CHARACTERS)
  reason?: string;
}
