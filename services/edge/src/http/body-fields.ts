// body-fields.ts — fields of request bodies: checked and described by the same limits.
import { getOption, hasOption, ScalarType, type DescField } from '@bufbuild/protobuf';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { descriptionOf, measureOf, wordsOption } from '@saring/contracts';
import { WORDS } from '@saring/kernel';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { Transform } from 'class-transformer';

type Described = { readonly description?: string; readonly example?: unknown };

/** Plain digits alone: `0x10`, `1e3` and `' 7'` are numbers to JavaScript, and typing errors here. */
const WHOLE = /^\d{1,15}$/;

/** A number in an address; what is none stays as it is and is refused by the next rule. */
export const wholeOfQuery = (): PropertyDecorator =>
  Transform(({ value }: { readonly value: unknown }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : value,
  );

/** A whole number from 0, or from `least`, to `most`; may be absent. */
export const OptionalWhole = (
  most: number,
  { least = 0, ...described }: Described & { readonly least?: number } = {},
): PropertyDecorator =>
  applyDecorators(...wholeRules({ least, most }, { required: false, ...described }), IsOptional());

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

/** The `limit` of a query: how many things a page holds at most. */
export const PageLimit = (most: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: most }),
    IsOptional(),
    wholeOfQuery(),
    IsInt(),
    Min(1),
    Max(most),
  );

/** The `cursor` of a query: which page. @param kind of its text; the caller takes it as it is. */
export const PageCursor = (kind: 'uuid' | 'text' = 'text'): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, maxLength: MOST_CURSOR_CHARACTERS, description: CURSOR }),
    IsOptional(),
    ...(kind === 'uuid' ? [IsUUID()] : [IsString(), MaxLength(MOST_CURSOR_CHARACTERS)]),
  );
const MOST_CURSOR_CHARACTERS = 200;
const CURSOR = '`nextCursor` of the page before; absent: the first page';

export const OptionalFlag = (described: Described = {}): PropertyDecorator =>
  applyDecorators(ApiProperty({ required: false, type: Boolean, ...described }), IsOptional(), IsBoolean());

type OfContract = Described & {
  /** Least in place of the contract's own, where the door asks for more. */
  readonly least?: number;
};

/** The rules of a field of the contract: its type, its words and its measure, described by the comment of proto/. */
const rulesOf = (field: DescField, required: boolean, { least, ...described }: OfContract) => {
  const description = described.description ?? (descriptionOf(field) || undefined);
  const head = { required, ...described, ...(description === undefined ? {} : { description }) };
  if (field.scalar === ScalarType.BOOL) return [ApiProperty({ ...head, type: Boolean }), IsBoolean()];
  const words = hasOption(field, wordsOption) ? WORDS[getOption(field, wordsOption)] : undefined;
  if (words) return [ApiProperty({ ...head, enum: [...words] }), IsIn([...words])];
  const measure = measureOf(field);
  // What has a measure is a text, as the caller-id of a line.
  if (!measure && field.scalar === ScalarType.STRING && field.name.endsWith('_id'))
    return [ApiProperty({ ...head, type: String, format: 'uuid' }), IsUUID()];
  if (!measure) throw new Error(`proto/ gives no measure to ${field.toString()}`);
  const range = { ...measure, least: least ?? measure.least };
  return measure.of === 'characters' ? textRules(range, head) : wholeRules(range, head);
};

type Range = { readonly least: number; readonly most: number; readonly pattern?: RegExp };
const textRules = ({ least, most, pattern }: Range, head: object) => [
  ApiProperty({
    ...{ ...head, type: String, ...(least > 0 && { minLength: least }), maxLength: most },
    ...(pattern && { pattern: pattern.source }),
  }),
  IsString(),
  ...(pattern ? [Matches(pattern)] : []),
  ...(least > 0 ? [MinLength(least)] : []),
  MaxLength(most),
];
const wholeRules = ({ least, most }: Range, head: object) => [
  ApiProperty({ ...head, type: 'integer', minimum: least, maximum: most }),
  IsInt(),
  Min(least),
  Max(most),
];

/** A field of a command, checked and described as the contract does. */
export const Field = (field: DescField, more: OfContract = {}): PropertyDecorator =>
  applyDecorators(...rulesOf(field, true, more));

/** The same; may be absent. */
export const OptionalField = (field: DescField, more: OfContract = {}): PropertyDecorator =>
  applyDecorators(...rulesOf(field, false, more), IsOptional());
