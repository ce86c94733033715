// requests.ts — what proto/ says of a request's fields: how long, how large, and that a command names itself.
import { getOption, hasOption, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { DESCRIPTIONS } from './generated/descriptions';
import {
  characters as charactersOption,
  measure as measureOption,
  pattern as patternOption,
  MeasureSchema,
  whole as wholeOption,
  type Measure,
} from './generated/saring/words/v1/words_pb';

export type MeasureRange = {
  readonly of: 'characters' | 'whole';
  readonly least: number;
  readonly most: number;
  /** The form of a text; what is left out has none. */
  readonly pattern?: RegExp;
};
/** Of text that no database takes: NUL, or half a surrogate pair. */
export const UNSTORABLE_TEXT_RULE = 'isStorable';
/** `rule` is one of class-validator's names (or UNSTORABLE_TEXT_RULE), so that the door and the services say the same. */
export type FieldFault = {
  readonly field: string;
  readonly rule:
    | 'isInt'
    | 'min'
    | 'max'
    | 'minLength'
    | 'maxLength'
    | 'isNotEmpty'
    | 'matches'
    | typeof UNSTORABLE_TEXT_RULE;
  readonly limit?: number;
};

const COMMAND_ID = 'command_id';
const ACTOR = 'actor';
/** Of a command's id and of its actor. */
const HEAD: MeasureRange = { of: 'characters', least: 1, most: 200 };
/** Of any other id, which may name a stream: visible ASCII, so that no two look alike. */
const ID: MeasureRange = { of: 'characters', least: 0, most: 200, pattern: /^[!-~]+$/ };
const isId = ({ fieldKind, name }: DescField): boolean => fieldKind === 'scalar' && name.endsWith('_id');

const rangeOf = (number: Measure): MeasureRange | null => {
  const value = MeasureSchema.value[number];
  if (!value) return null;
  const of = hasOption(value, charactersOption) ? 'characters' : 'whole';
  const { least, most } = getOption(value, of === 'characters' ? charactersOption : wholeOption);
  const form = hasOption(value, patternOption) ? getOption(value, patternOption) : null;
  return { of, least, most, ...(form === null ? {} : { pattern: new RegExp(form) }) };
};

/** Commands change state: they carry an id, so that asking again changes nothing more. */
export const isCommand = (message: DescMessage): boolean =>
  message.fields.some(({ name }) => name === COMMAND_ID);

const QUERY = /^(?:Get|List|Find|Describe|Inspect|Search|Count|Estimate|Preview|Authenticate)[A-Z]/;
/** Nothing happens by it, however often it is asked: its verb says so. */
export const isQuery = ({ name }: { readonly name: string }): boolean => QUERY.test(name);

/** How long or how large a field may be; null: the contract does not say. */
export const measureOf = (field: DescField): MeasureRange | null => {
  if (hasOption(field, measureOption)) return rangeOf(getOption(field, measureOption));
  const isHead = field.name === COMMAND_ID || (field.name === ACTOR && isCommand(field.parent));
  if (isHead) return HEAD;
  return isId(field) ? ID : null;
};

/** The comment of proto/ on a field; empty: there is none. */
export const descriptionOf = (field: DescField): string =>
  DESCRIPTIONS[`${field.parent.typeName}.${field.localName}`] ?? '';

type Check = (request: Readonly<Record<string, unknown>>) => FieldFault | null;

const checkOf = (field: DescField): Check | null => {
  const { localName } = field;
  if (field.message) {
    const checks = checksOf(field.message);
    if (checks.length === 0) return null;
    const inner = (value: unknown): FieldFault | null => {
      const fault = firstFault(checks, value as Readonly<Record<string, unknown>>);
      return fault && { ...fault, field: `${localName}.${fault.field}` };
    };
    return (request) => {
      const value = request[localName];
      if (!Array.isArray(value)) return value === undefined ? null : inner(value);
      for (const item of value) {
        const fault = inner(item);
        if (fault) return fault;
      }
      return null;
    };
  }
  const range = measureOf(field);
  return range && ((request) => faultOf(localName, request[localName], range));
};

const faultOf = (
  field: string,
  value: unknown,
  { of, least, most, pattern }: MeasureRange,
): FieldFault | null => {
  if (value === undefined) return null;
  if (of === 'characters') {
    const { length } = value as string;
    if (length < least)
      return length === 0 ? { field, rule: 'isNotEmpty' } : { field, rule: 'minLength', limit: least };
    if (length > most) return { field, rule: 'maxLength', limit: most };
    // proto3 writes what is left out as empty.
    return pattern && length > 0 && !pattern.test(value as string) ? { field, rule: 'matches' } : null;
  }
  if (!Number.isInteger(value)) return { field, rule: 'isInt' };
  if ((value as number) < least) return { field, rule: 'min', limit: least };
  return (value as number) > most ? { field, rule: 'max', limit: most } : null;
};

const firstFault = (
  checks: readonly Check[],
  request: Readonly<Record<string, unknown>>,
): FieldFault | null => {
  for (const check of checks) {
    const fault = check(request);
    if (fault) return fault;
  }
  return null;
};

/** Made once a message: most requests have nothing to check. Messages of proto/ hold no circles. */
const known = new WeakMap<DescMessage, readonly Check[]>();
const checksOf = (message: DescMessage): readonly Check[] => {
  let checks = known.get(message);
  if (!checks) {
    checks = message.fields.map(checkOf).filter((check) => check !== null);
    known.set(message, checks);
  }
  return checks;
};

/** The first fault of a request by its own contract; null: there is none. */
export const faultIn = (message: DescMessage, request: object): FieldFault | null =>
  firstFault(checksOf(message), request as Readonly<Record<string, unknown>>);
