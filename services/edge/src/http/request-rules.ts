// request-rules.ts — the check of every query and body before its route: `?lang=` belongs to every route, and null to none.
import { isUuid } from '@saring/kernel';
import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `null` says no more than a field that is left out; a null within a list is a fault of the list. */
const withoutNulls = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isFields(value) ? withoutNulls(value) : value]),
  );

/** The language is read by RequestContexts, for whatever is asked. */
const withoutLanguage = ({ lang: _, ...query }: Fields): Fields => query;

/** An id is the same in capitals; services compare it as text. */
const withSmallIds = (query: Fields): Fields =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' && isUuid(value.toLowerCase()) ? value.toLowerCase() : value,
    ]),
  );

export class RequestRules extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return super.transform(this.prepared(value, metadata), metadata) as Promise<unknown>;
  }

  private prepared(value: unknown, metadata: ArgumentMetadata): unknown {
    if (typeof value !== 'object' || value === null || !this.toValidate(metadata)) return value;
    if (metadata.type === 'query') return withSmallIds(withoutLanguage(value as Fields));
    return metadata.type === 'body' && isFields(value) ? withoutNulls(value) : value;
  }
}
