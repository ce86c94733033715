// invalid-fields.ts — class-validator's findings as one refusal that names each field, the rule and its limit.
import type { ValidationError } from '@nestjs/common';
import { RefusalError } from '@saring/messaging';
import { getMetadataStorage } from 'class-validator';

type Fault = { readonly field: string; readonly rule: string; readonly limit?: Limit };
type Limit = string | number | boolean | readonly string[];

const MOST_FAULTS = 20;
/** Of a field that is missing: its other rules say nothing more. */
const REQUIRED = 'isDefined';
/** Of a value of the wrong type, likewise. */
const TYPES: ReadonlySet<string> = new Set([
  ...['isString', 'isInt', 'isNumber', 'isBoolean', 'isObject', 'isArray', 'isIn', 'isUuid', 'matches'],
  ...['isLocalDate', 'isIso8601', 'isEmail', 'isTexts'],
]);
const DEEPEST = 5;

/** The first argument of a rule's decorator: what it allows. */
const limitOf = (target: object, property: string, rule: string): Limit | undefined => {
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const found = rules.find(({ name, propertyName }) => name === rule && propertyName === property);
  const limit: unknown = (found?.constraints as readonly unknown[] | undefined)?.[0];
  if (typeof limit === 'number' || typeof limit === 'string' || typeof limit === 'boolean') return limit;
  return Array.isArray(limit) ? limit.map(String) : undefined;
};

const faultsOf = (error: ValidationError, within = '', depth = 0): readonly Fault[] => {
  const { property, target, value, constraints, children } = error;
  const field = within + property;
  const broken = Object.keys(constraints ?? {});
  const type = broken.find((rule) => TYPES.has(rule));
  const rules = type === undefined ? broken : [type];
  const isMissing = value === undefined && rules.length > 0 && !rules.includes('whitelistValidation');
  const own = isMissing
    ? [{ field, rule: REQUIRED }]
    : rules.map((rule): Fault => {
        const limit = target && limitOf(target, property, rule);
        return { field, rule, ...(limit === undefined ? {} : { limit }) };
      });
  const inner =
    depth < DEEPEST ? (children ?? []).flatMap((child) => faultsOf(child, `${field}.`, depth + 1)) : [];
  return [...own, ...inner];
};

/** Exactly one of these fields is wanted. */
export const exactlyOne = (...fields: readonly [string, ...string[]]): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: [{ field: fields[0], rule: 'exactlyOne', limit: [...fields] }],
  });

export const invalidFields = (errors: readonly ValidationError[]): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: errors.flatMap((error) => faultsOf(error)).slice(0, MOST_FAULTS),
  });
