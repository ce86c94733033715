// field-kinds.ts — kinds of fields that class-validator has no rule for, or too wide a rule.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isLocalDate } from '@saring/kernel';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, isISO8601, ValidateBy } from 'class-validator';

type Described = { readonly description?: string; readonly example?: unknown };
type Test = (value: unknown) => boolean;

const rule = (name: string, test: Test): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: (value: unknown) => test(value) } });

const isInstant: Test = (value) =>
  isISO8601(value, { strict: true }) && Number.isFinite(Date.parse(value as string));
const isTexts: Test = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');

/** A date of the calendar, `yyyy-mm-dd`. */
export const LocalDate = (described: Described & { readonly required?: boolean }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', ...described }),
    rule('isLocalDate', (value) => typeof value === 'string' && isLocalDate(value)),
  );

/** A time in ISO 8601 that JavaScript reads, too: `2026-W01` is none. */
export const IsInstant = (): PropertyDecorator => rule('isIso8601', isInstant);

/** `true` or `false` in a query; may be absent. */
export const TruthOfQuery = (described: Described): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...described, required: false, type: Boolean }),
    IsOptional(),
    Transform(({ value }: { readonly value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );

/** Texts by names; may be absent. */
export const OptionalTexts = (described: Described = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      ...{ required: false, type: Object, additionalProperties: { type: 'string' } },
      ...described,
    }),
    IsOptional(),
    rule('isTexts', isTexts),
  );
