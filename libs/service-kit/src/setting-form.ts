// setting-form.ts — what a setting may hold, read from the schema that checks it.
import type { SettingKind } from '@saring/kernel';
import type { z } from 'zod';

export type SettingForm = {
  readonly kind: SettingKind;
  readonly choices: readonly string[];
  readonly least: number | null;
  readonly most: number | null;
  readonly whole: boolean;
  /** What holds where nothing is set; null: nothing. */
  readonly standard: string | null;
};

type Check = { readonly check: string; readonly value?: unknown; readonly inclusive?: boolean };
type Part = z.ZodType & {
  readonly def: {
    readonly type: string;
    readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  };
  readonly options?: readonly string[];
  readonly isInt?: boolean;
};
type Within = {
  readonly innerType?: Part;
  readonly in?: Part;
  readonly out?: Part;
  readonly defaultValue?: unknown;
};

/** A schema and those within it: of a default what it stands for, of a pipe both ends. */
const partsOf = (schema: Part): readonly Part[] => {
  const { innerType, in: before, out: after } = schema.def as Within;
  return [schema, ...[innerType, before, after].flatMap((part) => (part ? partsOf(part) : []))];
};

/** Of numbers, those that they may be themselves: more than 0 is no least one. */
const limitsOf = (numbers: readonly Part[], kind: 'greater_than' | 'less_than'): number[] =>
  numbers
    .flatMap(({ def }) => def.checks ?? [])
    .map(({ _zod }) => _zod.def)
    .flatMap(({ check, value, inclusive }) =>
      check === kind && inclusive === true && typeof value === 'number' ? [value] : [],
    );

const FLAG: readonly string[] = ['on', 'off', 'true', 'false', '1', '0'];
const isFlag = (choices: readonly string[]): boolean =>
  choices.length === FLAG.length && choices.every((one) => FLAG.includes(one));

/** @param schema of one setting. */
export const settingForm = (schema: z.ZodType): SettingForm => {
  const parts = partsOf(schema as Part);
  const numbers = parts.filter(({ def }) => def.type === 'number');
  const choices = parts.find(({ def }) => def.type === 'enum')?.options ?? [];
  const standard = parts.map(({ def }) => (def as Within).defaultValue).find((value) => value !== undefined);
  const least = limitsOf(numbers, 'greater_than');
  const most = limitsOf(numbers, 'less_than');
  const named = isFlag(choices) ? 'flag' : choices.length > 0 ? 'choice' : null;
  return {
    kind: named ?? (numbers.length > 0 ? 'number' : 'text'),
    choices: named === 'choice' ? choices : [],
    least: least.length > 0 ? Math.max(...least) : null,
    most: most.length > 0 ? Math.min(...most) : null,
    whole: numbers.some(({ isInt }) => isInt === true),
    standard: standard === undefined ? null : String(standard as string | number),
  };
};
