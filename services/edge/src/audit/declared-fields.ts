// declared-fields.ts — the fields that a route declares for its body and its query: only their values may be recorded.
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

type Class = ClassConstructor<object>;
type Argument = { readonly index: number; readonly data?: unknown };
/** A route as Nest names it. */
type RouteHandler = { readonly controller: Class; readonly method: string };

const KINDS = { body: RouteParamtypes.BODY, query: RouteParamtypes.QUERY };

/** The class of the whole body or query of a route; undefined: it declares none. */
const classOf = ({ controller, method }: RouteHandler, part: keyof typeof KINDS): Class | undefined => {
  const all = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    Argument
  >;
  const found = Object.entries(all).find(
    ([key, { data }]) => key.startsWith(`${KINDS[part]}:`) && data === undefined,
  );
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ??
    []) as readonly unknown[];
  const type = found && types[found[1].index];
  return typeof type === 'function' && type !== Object ? (type as Class) : undefined;
};

const namesOf = (type: Class): ReadonlySet<string> =>
  new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', false, false)
      .map(({ propertyName }) => propertyName),
  );

/** Undefined stands for a value that the route does not declare; what is in it is unknown. */
export type Declared = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Of an instance of a declared class its declared fields; of anything else within it nothing. */
const declaredIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(declaredIn);
  if (!isObject(value)) return value;
  const names = namesOf((Object.getPrototypeOf(value) as { readonly constructor: Class }).constructor);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, names.has(name) ? declaredIn(inner) : undefined]),
  );
};

/** What cannot be taken for the declared class (`{"constructor": 1}`) has no value that is known. */
const valuesOf = (type: Class, sent: object): Declared => {
  try {
    return declaredIn(plainToInstance(type, sent)) as Declared;
  } catch {
    return {};
  }
};

/** Every name that was sent, with the values of those fields that the route declares. */
export const declaredFields = (route: RouteHandler, part: keyof typeof KINDS, sent: unknown): Declared => {
  if (!isObject(sent) || Buffer.isBuffer(sent) || Array.isArray(sent)) return {};
  const type = classOf(route, part);
  if (!type) return Object.fromEntries(Object.keys(sent).map((name) => [name, undefined]));
  const fields = new Map(Object.entries(valuesOf(type, sent)));
  return Object.fromEntries(Object.keys(sent).map((name) => [name, fields.get(name)]));
};
