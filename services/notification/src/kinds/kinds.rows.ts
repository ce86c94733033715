// kinds.rows.ts — the own texts of kinds of messages by version, and the kinds that are switched off.
import type { Locale, MessageKey } from '@saring/i18n';
import type { Queryable } from '@saring/service-kit';

type Of = { readonly template: MessageKey; readonly locale: Locale };

export type StoredVersion = {
  readonly version: number;
  /** Null: the house's own text. */
  readonly text: string | null;
  readonly by: string;
  readonly at: Date;
};

type NewVersion = Of & StoredVersion & { readonly commandId: string; readonly contentHash: string };

const COLUMNS = 'version, text, by, at';

/** Null: nobody has changed it yet. */
export const newestVersion = async (
  on: Queryable,
  { template, locale }: Of,
): Promise<StoredVersion | null> => {
  const { rows } = await on.query<StoredVersion>(
    `select ${COLUMNS} from message_templates where template = $1 and locale = $2 order by version desc limit 1`,
    [template, locale],
  );
  return rows[0] ?? null;
};

export const findVersion = async (
  on: Queryable,
  { template, locale }: Of,
  version: number,
): Promise<StoredVersion | null> => {
  const { rows } = await on.query<StoredVersion>(
    `select ${COLUMNS} from message_templates where template = $1 and locale = $2 and version = $3`,
    [template, locale, version],
  );
  return rows[0] ?? null;
};

/** Newest first. */
export const lastVersions = async (
  on: Queryable,
  { template, locale }: Of,
  most: number,
): Promise<readonly StoredVersion[]> => {
  const { rows } = await on.query<StoredVersion>(
    `select ${COLUMNS} from message_templates where template = $1 and locale = $2 order by version desc limit $3`,
    [template, locale, most],
  );
  return rows;
};

/** Of every text that was ever changed. */
export const newestVersions = async (
  on: Queryable,
): Promise<readonly (StoredVersion & { readonly template: string; readonly locale: string })[]> => {
  const { rows } = await on.query<StoredVersion & { template: string; locale: string }>(
    `select distinct on (template, locale) template, locale, ${COLUMNS} from message_templates
     order by template, locale, version desc`,
  );
  return rows;
};

/** What an earlier command of this id was. */
export const hashOfCommand = async (on: Queryable, commandId: string): Promise<string | null> => {
  const { rows } = await on.query<{ content_hash: string }>(
    'select content_hash from message_templates where command_id = $1',
    [commandId],
  );
  return rows[0]?.content_hash ?? null;
};

export const insertVersion = async (on: Queryable, one: NewVersion): Promise<void> => {
  await on.query(
    `insert into message_templates (template, locale, version, text, by, at, command_id, content_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.template, one.locale, one.version, one.text, one.by, one.at, one.commandId, one.contentHash],
  );
};

export type KindOff = { readonly template: string; readonly by: string; readonly at: Date };

export const kindsOff = async (on: Queryable): Promise<readonly KindOff[]> =>
  (await on.query<KindOff>('select template, by, at from message_kinds_off')).rows;

/** Who switched it off first stays named. */
export const switchKind = async (
  on: Queryable,
  template: MessageKey,
  isOn: boolean,
  { by, at }: Pick<KindOff, 'by' | 'at'>,
): Promise<void> => {
  if (isOn) await on.query('delete from message_kinds_off where template = $1', [template]);
  else
    await on.query(
      'insert into message_kinds_off (template, by, at) values ($1, $2, $3) on conflict (template) do nothing',
      [template, by, at],
    );
};
