// report-query.ts — the span of days that a report is of.
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { OptionalText } from '../http/body-fields';
import { LocalDate } from '../http/field-kinds';

const PERIODS = ['day', 'month'] as const;

export class ReportQuery {
  @LocalDate({ example: '2026-11-01', description: 'Local date of the site, inclusive' })
  from!: string;

  @LocalDate({ example: '2026-11-30', description: 'Local date of the site, inclusive' })
  to!: string;

  @OptionalText(60, { description: 'Absent: all sites' })
  site?: string;

  @ApiProperty({ required: false, enum: PERIODS, description: 'What a line is of; absent: a day' })
  @IsOptional()
  @IsIn(PERIODS)
  by?: (typeof PERIODS)[number];
}
