// prepared-client.ts — a connection that lets PostgreSQL parse and plan each statement once for all callers.
import { Client, type ClientConfig } from 'pg';

/** Statements whose text changes each time are not worth a plan: beyond this number none is added. */
const PREPARED_STATEMENTS_MOST = 1_000;
/** A migration that adds a column changes what they give, and a prepared statement would fail for it. */
const GIVES_ALL_COLUMNS = /^\s*select \*|returning \*/i;

const names = new Map<string, string>();

/** The name under which a text is prepared on every connection; undefined: it is not. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= PREPARED_STATEMENTS_MOST || GIVES_ALL_COLUMNS.test(text)) return undefined;
  const name = `saring-${names.size + 1}`;
  names.set(text, name);
  return name;
};

type Statement = { readonly text?: unknown; readonly name?: unknown; readonly values?: unknown };

/** The same statement with a name, where it has parameters and none of its own. */
export const prepared = (config: unknown, values?: unknown): unknown => {
  const statement: Statement =
    typeof config === 'string' ? { text: config, values } : ((config ?? {}) as Statement);
  const { text, values: given = values } = statement;
  if (typeof text !== 'string' || statement.name !== undefined) return config;
  if (!Array.isArray(given) || given.length === 0) return config;
  const name = nameOf(text);
  return name === undefined ? config : { ...statement, values: given, name };
};

type AnyQuery = (config: unknown, values?: unknown, callback?: unknown) => unknown;

export class PreparedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as AnyQuery;
    const ask: AnyQuery = (config, values, callback) => query(prepared(config, values), values, callback);
    this.query = ask as Client['query'];
  }
}
