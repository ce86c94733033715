// body-fields.ts — fields of request bodies: checked and described by the same limits.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

type Described = { readonly description?: string; readonly example?: unknown };

/** A whole number from 0, or from `least`, to `most`; may be absent. */
export const OptionalWhole = (
  most: number,
  { least = 0, ...described }: Described & { readonly least?: number } = {},
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: 'integer', minimum: least, maximum: most, ...described }),
    IsOptional(),
    IsInt(),
    Min(least),
    Max(most),
  );

/** A text of at most so many characters; may be absent. */
export const OptionalText = (
  mostCharacters: number,
  { least = 0, ...described }: Described & { readonly least?: number } = {},
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, minLength: least, maxLength: mostCharacters, ...described }),
    IsOptional(),
    IsString(),
    MinLength(least),
    MaxLength(mostCharacters),
  );

export const OptionalFlag = (described: Described = {}): PropertyDecorator =>
  applyDecorators(ApiProperty({ required: false, type: Boolean, ...described }), IsOptional(), IsBoolean());
