// settings.rows.ts — what operators set, one row a setting; each change is an event of `setting-<name>`.
import type { Queryable, SealedSetting } from '@saring/service-kit';

/** There are fewer settings; more is a mistake of a program. */
const MOST_SETTINGS = 500;

type SettingRow = {
  readonly name: string;
  readonly version: number;
  readonly sealed_value: string | null;
  readonly changed_at: Date;
  readonly changed_by: string;
};
/** Null: the operator is gone, or none was it. */
export type NamedSettingRow = SettingRow & { readonly changed_by_name: string | null };

export const saveSetting = async (on: Queryable, row: SettingRow): Promise<void> => {
  await on.query(
    `insert into stored_settings (name, version, sealed_value, changed_at, changed_by) values ($1, $2, $3, $4, $5)
     on conflict (name) do update set version = $2, sealed_value = $3, changed_at = $4, changed_by = $5`,
    [row.name, row.version, row.sealed_value, row.changed_at, row.changed_by],
  );
};

export const listSettings = async (on: Queryable): Promise<readonly NamedSettingRow[]> => {
  const { rows } = await on.query<NamedSettingRow>(
    `select s.*, coalesce(nullif(o.name, ''), o.email) as changed_by_name from stored_settings s
     left join operators o on s.changed_by = 'operator:' || o.id order by s.name limit $1`,
    [MOST_SETTINGS],
  );
  return rows;
};

export const listSealedSettings = async (on: Queryable): Promise<readonly SealedSetting[]> => {
  const rows = await listSettings(on);
  return rows.map(({ name, version, sealed_value: sealedValue }) => ({ name, version, sealedValue }));
};
