// batch-bodies.ts — requests of operators that do something for many subscribers at once.
import { ApiProperty } from '@nestjs/swagger';
import { BatchFilterSchema, CreateBatchRequestSchema, ImportRowSchema } from '@saring/contracts';
import { BATCH_ROW_STATES } from '@saring/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, OptionalField, PageCursor, PageLimit, wholeOfQuery } from '../http/body-fields';

/** Lines of one import, and subscribers that are ticked one by one. */
const MOST = { lines: 2_000, ticked: 1_000 };
export const BATCH_PAGE = { standard: 50, longest: 200 };
/** Of a body with as many lines as there may be. */
export const LARGEST_BATCH_BYTES = 800_000;
const create = CreateBatchRequestSchema.field;
const line = ImportRowSchema.field;
const filter = BatchFilterSchema.field;

class ImportLineBody {
  @Field(line.phone, { example: '0812 3456 7890' })
  phone!: string;

  @OptionalField(line.name)
  name?: string;

  @OptionalField(line.gigabytes, { example: '5' })
  gigabytes?: string;

  @OptionalField(line.days, { example: '30' })
  days?: string;

  @OptionalField(line.address)
  address?: string;

  @OptionalField(line.room)
  room?: string;

  @OptionalField(line.note)
  note?: string;

  @OptionalField(line.fileRow, { example: 2 })
  fileRow?: number;
}

class BatchFilterBody {
  @OptionalField(filter.query)
  query?: string;

  @OptionalField(filter.approval)
  approval?: string;

  @OptionalField(filter.site)
  site?: string;

  @OptionalField(filter.blocked)
  blocked?: boolean;
}

export class BatchBody {
  @Field(create.action)
  action!: string;

  @ApiProperty({ required: false, type: [ImportLineBody], maxItems: MOST.lines, description: 'Of an import' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST.lines)
  @ValidateNested({ each: true })
  @Type(() => ImportLineBody)
  rows?: ImportLineBody[];

  @ApiProperty({
    ...{ required: false, type: [String], format: 'uuid', maxItems: MOST.ticked },
    description: 'Those who were ticked; or `filter`',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST.ticked)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  subscriberIds?: string[];

  @ApiProperty({ required: false, type: BatchFilterBody, description: 'All that the list finds by it' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BatchFilterBody)
  filter?: BatchFilterBody;

  @OptionalField(create.debts, { description: 'All who have such debts' })
  debts?: string;

  @OptionalField(create.reason, {
    description: 'Of anything but an import or a reminder: what each of them reads',
  })
  reason?: string;

  @OptionalField(create.bytes)
  bytes?: number;

  @OptionalField(create.days)
  days?: number;

  @OptionalField(create.site, { description: 'Of imported subscribers; absent: the site that is asked' })
  site?: string;
}

export class BatchQuery {
  @PageLimit(BATCH_PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

export class RowsFilter {
  @ApiProperty({ required: false, enum: BATCH_ROW_STATES, description: 'Absent: in any state' })
  @IsOptional()
  @IsIn(BATCH_ROW_STATES)
  state?: string;
}

export class RowsQuery extends RowsFilter {
  @PageLimit(BATCH_PAGE.longest)
  limit?: number;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 0,
    description: '`nextCursor` of the page before',
  })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(0)
  cursor?: number;
}
