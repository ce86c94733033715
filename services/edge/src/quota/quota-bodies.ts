// quota-bodies.ts — requests of operators that change a quota account.
import { ApiProperty } from '@nestjs/swagger';
import {
  CorrectQuotaRequestSchema,
  GiveDebtRequestSchema,
  GrantQuotaRequestSchema,
  SettleDebtRequestSchema,
} from '@saring/contracts';
import { MEASURES } from '@saring/kernel';
import { IsOptional } from 'class-validator';
import { IsInstant } from '../http/field-kinds';
import { Field, OptionalField, OptionalFlag, OptionalWhole } from '../http/body-fields';
import { ReasonBody } from '../subscribers/subscriber-bodies';

const MOST_HOURS = MEASURES.days.most * 24;
const grant = GrantQuotaRequestSchema.field;
const debt = GiveDebtRequestSchema.field;

export class GrantBody extends ReasonBody {
  @OptionalField(grant.bytes, { least: 1, description: 'Either bytes or unlimited' })
  bytes?: number;

  @OptionalField(grant.unlimited)
  unlimited?: boolean;

  @OptionalField(grant.days, { description: '0 or absent: it never expires' })
  days?: number;

  @OptionalField(grant.fupThresholdBytes)
  fupThresholdBytes?: number;

  @OptionalWhole(MOST_HOURS, { least: 1, description: 'With or in place of days: how long it lasts' })
  hours?: number;

  @OptionalWhole(MOST_HOURS * 60, { least: 1, description: 'With or in place of days and hours' })
  minutes?: number;

  @OptionalField(grant.startsAtFirstUse)
  startsAtFirstUse?: boolean;

  @OptionalField(grant.onlineSeconds, {
    description: 'Time online that it lasts for: alone (unlimited) or beside bytes; 0: not counted',
  })
  onlineSeconds?: number;

  @OptionalField(grant.deviceLimit)
  deviceLimit?: number;

  @OptionalField(grant.speedDownKilobitsPerSecond)
  speedDownKilobitsPerSecond?: number;

  @OptionalField(grant.speedUpKilobitsPerSecond, { description: '0 or absent: as fast as the network goes' })
  speedUpKilobitsPerSecond?: number;
}

export class ExtendBody extends ReasonBody {
  @OptionalWhole(MEASURES.days.most, { description: 'How much longer, with or without hours' })
  days?: number;

  @OptionalWhole(MOST_HOURS, { description: 'With or in place of days' })
  hours?: number;
}

export class DebtBody extends ReasonBody {
  @OptionalField(debt.bytes, { least: 1, description: 'Either bytes or unlimited' })
  bytes?: number;

  @OptionalField(debt.unlimited)
  unlimited?: boolean;

  @OptionalField(debt.days, { description: '0 or absent: what it gives never expires' })
  days?: number;

  @Field(debt.priceRupiah, { example: 200_000 })
  priceRupiah!: number;

  @ApiProperty({ required: false, format: 'date-time', description: 'Absent: the end of this month' })
  @IsOptional()
  @IsInstant()
  dueAt?: string;
}

export class SettlementBody extends ReasonBody {
  @OptionalField(SettleDebtRequestSchema.field.debtId, {
    description: 'Absent: everything owed, oldest first',
  })
  debtId?: string;

  @OptionalField(SettleDebtRequestSchema.field.bytes, { least: 1, description: 'Absent: all of it' })
  bytes?: number;
}

export class ResetBody extends ReasonBody {
  @OptionalFlag({ description: 'Standard: true; false ends the grants, so that nothing is left' })
  keepGrants?: boolean;
}

export class CorrectionBody extends ReasonBody {
  @Field(CorrectQuotaRequestSchema.field.usedDeltaBytes)
  usedDeltaBytes!: number;

  @OptionalField(CorrectQuotaRequestSchema.field.usedDeltaSeconds, {
    description: 'Added to the time online that is used; negative gives back',
  })
  usedDeltaSeconds?: number;
}
