// well-formed.ts — text that no database takes (NUL, half a surrogate pair) is refused before anyone works with it.
import { UNSTORABLE_TEXT_RULE } from '@saring/contracts';
import { legibleText, MEASURES, storableText, unprintablePathIn, unstorablePathIn } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { isApiRequest } from './request-path';

/** @throws RefusalError REQUEST.INVALID that names the path, query, header or field of the body with such text. */
export const checkWellFormed = (request: FastifyRequest): void => {
  markCells(request);
  const { params: path, query, headers, body } = request;
  const places = takesAnyText(request) ? { path, query, headers } : { path, query, headers, body };
  for (const [place, value] of Object.entries(places)) {
    const field = unstorablePathIn(value);
    if (field !== null)
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: field || place, rule: UNSTORABLE_TEXT_RULE }],
      });
  }
  // Routers and gateways write addresses and notices of their own.
  if (!isApiRequest(request)) return;
  checkEncoding(request);
  plainPhones(body);
  const unprintable = unprintablePathIn(body);
  if (unprintable !== null)
    throw new RefusalError('REQUEST.INVALID', {
      errors: [{ field: unprintable || 'body', rule: 'isPrintable' }],
    });
};

/**
 * What a vendor tells of many people at once is one body: what one of them wrote refuses nobody else's. notification takes it by
 * its raw bytes, and cleans each text of it.
 */
const takesAnyText = (request: FastifyRequest): boolean =>
  request.method === 'POST' && (request.routeOptions.url ?? '').startsWith('/webhooks/messages/');

/**
 * Of a file with many lines one bad cell does not refuse the others: its row is skipped, as every row that cannot be
 * read, for the mark that stands in place of the character, or at the end of what is too long.
 */
const markCells = ({ method, url, body }: FastifyRequest): void => {
  if (method !== 'POST' || !FILE_PATH.test(url.split('?', 1)[0] ?? '')) return;
  const { rows } = (body ?? {}) as { readonly rows?: unknown };
  if (!Array.isArray(rows)) return;
  for (const row of rows.filter((one) => typeof one === 'object' && one !== null) as Cells[])
    for (const [name, cell] of Object.entries(row))
      if (typeof cell === 'string') row[name] = shortened(legibleText(cell));
};
type Cells = Record<string, unknown>;
/** What takes the rows of a file: an import of people, and new PPPoE lines. */
const FILE_PATH = /^\/api\/v1\/(?:batches|routers\/[^/]{1,64}\/lines)$/;
const MARK = '\ufffd';
const shortened = (cell: string): string =>
  cell.length > MEASURES.cell.most ? `${storableText(cell.slice(0, MEASURES.cell.most - 1))}${MARK}` : cell;

/** Phones copy a number out of their contacts with marks of its direction around it. */
const plainPhones = (body: unknown): void => {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body as Cells))
    if (PHONE_FIELD.test(name) && typeof value === 'string')
      (body as Cells)[name] = value.replace(/\p{Cf}/gu, '');
};
const PHONE_FIELD = /phone$/iu;

/** Fastify takes `%zz` of a query as it is: then nobody finds what was meant. */
const checkEncoding = ({ raw }: FastifyRequest): void => {
  const query = (raw.url ?? '').split('?').slice(1).join('?');
  try {
    decodeURIComponent(query);
  } catch {
    throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'query', rule: 'isPercentEncoded' }] });
  }
};

/**
 * Every body of JSON is an object: `null` or a list would pass for one that leaves everything out.
 * @throws RefusalError REQUEST.INVALID
 */
export const checkBody = ({ body, headers }: FastifyRequest): void => {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return;
  const isEmpty = body === undefined || (body === null && !Number(headers['content-length'] ?? 0));
  if (isEmpty || (typeof body === 'object' && body !== null && !Array.isArray(body))) return;
  throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'body', rule: 'isJsonObject' }] });
};
