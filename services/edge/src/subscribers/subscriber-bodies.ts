// subscriber-bodies.ts — requests of operators that find and change subscribers.
import { APPROVALS } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import {
  BlockSubscriberRequestSchema,
  CreateSubscriberRequestSchema,
  DecideApprovalRequestSchema,
  SetPhoneRequestSchema,
  UpdateSubscriberRequestSchema,
} from '@saring/contracts';

import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OptionalTexts, TruthOfQuery } from '../http/field-kinds';
import { Field, OptionalField, PageCursor, PageLimit } from '../http/body-fields';

export const SUBSCRIBER_PAGE = { longest: 200, standard: 50 };
const create = CreateSubscriberRequestSchema.field;
const update = UpdateSubscriberRequestSchema.field;
const approval = DecideApprovalRequestSchema.field;

export class FilterQuery {
  @ApiProperty({ required: false, description: 'The one subscriber of a number, in any spelling' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  phone?: string;

  @ApiProperty({ required: false, description: 'Part of a name, a number, a MAC, an address, a room' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;

  @ApiProperty({ required: false, enum: APPROVALS, description: 'pending: who waits for an operator' })
  @IsOptional()
  @IsIn(APPROVALS)
  approval?: string;

  @OptionalField(create.site, { description: 'Absent: at any' })
  site?: string;

  @TruthOfQuery({ description: 'Blocked by an operator, or not' })
  blocked?: boolean;
}

export class ListQuery extends FilterQuery {
  @PageCursor('uuid')
  cursor?: string;

  @PageLimit(SUBSCRIBER_PAGE.longest)
  limit?: number;
}

export class CreateBody {
  @Field(create.phone, { example: '0812 3456 7890' })
  phone!: string;

  @OptionalField(create.name)
  name?: string;

  @OptionalField(create.role)
  role?: string;

  @OptionalField(create.site, { description: 'Absent: the site of the address that is asked' })
  site?: string;

  @OptionalTexts()
  fields?: Record<string, string>;
}

export class UpdateBody {
  @OptionalField(update.name)
  name?: string;

  @OptionalField(update.role)
  role?: string;

  @OptionalField(update.locale)
  locale?: string;

  @OptionalField(update.site)
  site?: string;

  @OptionalField(update.disabled)
  disabled?: boolean;

  @OptionalTexts()
  fields?: Record<string, string>;
}

export class ReasonBody {
  @Field(BlockSubscriberRequestSchema.field.reason)
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
  @Field(SetPhoneRequestSchema.field.phone, {
    example: '0812 3456 7890',
    description: 'The number from now on, in any spelling',
  })
  phone!: string;
}

export class ApprovalBody {
  @Field(approval.approve)
  approve!: boolean;

  @OptionalField(approval.reason)
  reason?: string;
}
