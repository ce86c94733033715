// plugins.rows.ts — what was installed, what is active, what is set, and the parts of an archive on its way in.
import type { PaymentMethod } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

export type PluginRow = {
  readonly plugin_id: string;
  readonly version: string;
  readonly digest: string;
  readonly signer: string | null;
  readonly installed_at: Date;
  readonly installed_by: string;
};
type ActiveMethodRow = {
  readonly method: PaymentMethod;
  readonly plugin_id: string;
  readonly version: string;
};
type PluginSettingRow = { readonly plugin_id: string; readonly key: string; readonly sealed: string };

const COLUMNS = 'plugin_id, version, digest, signer, installed_at, installed_by';
/** A repeated command needs the parts of its upload again. */
const PARTS_KEPT_HOURS = 24;

/** Changes whenever anything of plugins does. */
export const pluginRevision = async (on: Queryable): Promise<string> => {
  const { rows } = await on.query<{ revision: string }>(
    'select revision::text as revision from payment_plugin_revision',
  );
  return rows[0]?.revision ?? '';
};

export const noteChange = async (on: Queryable): Promise<void> => {
  await on.query('update payment_plugin_revision set revision = revision + 1');
};

/** Without their archives, newest first. */
export const listPlugins = async (on: Queryable): Promise<readonly PluginRow[]> => {
  const { rows } = await on.query<PluginRow>(
    `select ${COLUMNS} from payment_plugins order by installed_at desc, plugin_id, version`,
  );
  return rows;
};

export const findPlugin = async (
  on: Queryable,
  pluginId: string,
  version: string,
): Promise<PluginRow | null> => {
  const { rows } = await on.query<PluginRow>(
    `select ${COLUMNS} from payment_plugins where plugin_id = $1 and version = $2`,
    [pluginId, version],
  );
  return rows[0] ?? null;
};

export const archiveOf = async (on: Queryable, { plugin_id, version }: PluginRow): Promise<Uint8Array> => {
  const { rows } = await on.query<{ archive: Buffer }>(
    'select archive from payment_plugins where plugin_id = $1 and version = $2',
    [plugin_id, version],
  );
  return rows[0]?.archive ?? new Uint8Array();
};

export const insertPlugin = async (on: Queryable, row: PluginRow, archive: Uint8Array): Promise<void> => {
  await on.query(
    `insert into payment_plugins (plugin_id, version, digest, signer, installed_at, installed_by, archive)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.plugin_id, row.version, row.digest, row.signer, row.installed_at, row.installed_by, archive],
  );
};

export const deletePlugin = async (on: Queryable, pluginId: string, version: string): Promise<void> => {
  await on.query('delete from payment_plugins where plugin_id = $1 and version = $2', [pluginId, version]);
};

export const activeMethods = async (on: Queryable): Promise<readonly ActiveMethodRow[]> => {
  const { rows } = await on.query<ActiveMethodRow>(
    'select method, plugin_id, version from payment_plugin_methods order by method, activated_at desc, plugin_id',
  );
  return rows;
};

/** Of one plugin: these methods by this version, and no others. Other plugins keep theirs. */
export const setActiveMethods = async (
  on: Queryable,
  active: { readonly pluginId: string; readonly version: string; readonly methods: readonly string[] },
  by: { readonly actor: string; readonly at: Date },
): Promise<void> => {
  await on.query('delete from payment_plugin_methods where plugin_id = $1', [active.pluginId]);
  for (const method of active.methods)
    await on.query(
      `insert into payment_plugin_methods (method, plugin_id, version, activated_at, activated_by)
       values ($1, $2, $3, $4, $5)`,
      [method, active.pluginId, active.version, by.at, by.actor],
    );
};

export const pluginSettings = async (on: Queryable): Promise<readonly PluginSettingRow[]> => {
  const { rows } = await on.query<PluginSettingRow>(
    'select plugin_id, key, sealed from payment_plugin_settings',
  );
  return rows;
};

/** @param sealed null: it is no longer set. */
export const setPluginSetting = async (
  on: Queryable,
  setting: { readonly pluginId: string; readonly key: string; readonly sealed: string | null },
  by: { readonly actor: string; readonly at: Date },
): Promise<void> => {
  const { pluginId, key, sealed } = setting;
  if (sealed === null)
    await on.query('delete from payment_plugin_settings where plugin_id = $1 and key = $2', [pluginId, key]);
  else
    await on.query(
      `insert into payment_plugin_settings (plugin_id, key, sealed, changed_at, changed_by)
       values ($1, $2, $3, $4, $5)
       on conflict (plugin_id, key) do update set sealed = excluded.sealed, changed_at = excluded.changed_at,
         changed_by = excluded.changed_by`,
      [pluginId, key, sealed, by.at, by.actor],
    );
};

export const storePart = async (
  on: Queryable,
  part: { readonly uploadId: string; readonly part: number; readonly content: Uint8Array; readonly at: Date },
): Promise<void> => {
  await on.query(
    `delete from payment_plugin_parts where stored_at < $1::timestamptz - make_interval(hours => $2)`,
    [part.at, PARTS_KEPT_HOURS],
  );
  await on.query(
    `insert into payment_plugin_parts (upload_id, part, content, stored_at) values ($1, $2, $3, $4)
     on conflict (upload_id, part) do update set content = excluded.content`,
    [part.uploadId, part.part, part.content, part.at],
  );
};

/** In their order. */
export const partsOf = async (on: Queryable, uploadId: string): Promise<readonly Buffer[]> => {
  const { rows } = await on.query<{ content: Buffer }>(
    'select content from payment_plugin_parts where upload_id = $1 order by part',
    [uploadId],
  );
  return rows.map(({ content }) => content);
};

/** Orders that may still move, by `plugin@version`; a paid one may be refunded or taken back. */
export const openOrdersOfPlugins = async (on: Queryable): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await on.query<{ plugin: string; orders: number }>(
    `select plugin, count(*)::int as orders from payments
     where plugin is not null and state in ('created', 'pending', 'denied') group by plugin`,
  );
  return new Map(rows.map(({ plugin, orders }) => [plugin, orders]));
};

/** Whether an order of a version is open, or is still asked about: its money may come late, or go back. @param plugin `plugin@version`. */
export const isWatched = async (on: Queryable, plugin: string): Promise<boolean> => {
  const { rows } = await on.query<{ found: boolean }>(
    `select exists (select 1 from payments where plugin = $1
       and (state in ('created', 'pending', 'denied')
            or order_id::text in (select id from due_work where topic = 'payment'))) as found`,
    [plugin],
  );
  return rows[0]?.found ?? false;
};
