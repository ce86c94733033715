// catalogue.rows.ts — packages and promos as rows.
import { toInstant, type Instant, type PromoKind } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { wholeDays } from './domain/duration';
import type { Package } from './domain/package';
import type { Promo } from './domain/promo';

type PackageRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly lasts_seconds: number;
  readonly starts_at_first_use: boolean;
  readonly price_rupiah: number;
  readonly speed_down: number;
  readonly speed_up: number;
  readonly fup_threshold_bytes: number | null;
  readonly active: boolean;
  readonly sort_order: number;
  readonly device_limit: number;
  readonly online_seconds: number;
  readonly sell_from: Date | null;
  readonly sell_until: Date | null;
  readonly valid_until: Date | null;
  readonly valid_hours: string;
  readonly speed_hours: string;
  readonly hours_speed_down: number;
  readonly hours_speed_up: number;
};

const instantOf = (time: Date | null): Instant | null => time && toInstant(time);

const packageOf = (row: PackageRow): Package => ({
  packageId: row.id,
  name: row.name,
  description: row.description,
  bytes: row.bytes,
  unlimited: row.unlimited,
  lastsSeconds: row.lasts_seconds,
  startsAtFirstUse: row.starts_at_first_use,
  priceRupiah: row.price_rupiah,
  speedDownKilobitsPerSecond: row.speed_down,
  speedUpKilobitsPerSecond: row.speed_up,
  fupThresholdBytes: row.fup_threshold_bytes,
  active: row.active,
  sortOrder: row.sort_order,
  deviceLimit: row.device_limit,
  onlineSeconds: row.online_seconds,
  sellFrom: instantOf(row.sell_from),
  sellUntil: instantOf(row.sell_until),
  validUntil: instantOf(row.valid_until),
  ...{ validHours: row.valid_hours, speedHours: row.speed_hours },
  hoursSpeedDownKilobitsPerSecond: row.hours_speed_down,
  hoursSpeedUpKilobitsPerSecond: row.hours_speed_up,
});

/** In the order of the shop. */
export const listPackages = async (on: Queryable): Promise<readonly Package[]> => {
  const { rows } = await on.query<PackageRow>('select * from packages order by sort_order, price_rupiah, id');
  return rows.map(packageOf);
};

export const findPackage = async (on: Queryable, packageId: string): Promise<Package | null> => {
  const { rows } = await on.query<PackageRow>('select * from packages where id = $1', [packageId]);
  return rows[0] ? packageOf(rows[0]) : null;
};

export const savePackage = async (on: Queryable, sold: Package): Promise<void> => {
  await on.query(
    `insert into packages (id, name, description, bytes, unlimited, days, price_rupiah, speed_down, speed_up,
       fup_threshold_bytes, active, sort_order, lasts_seconds, starts_at_first_use,
       device_limit, online_seconds, sell_from, sell_until, valid_until, valid_hours, speed_hours, hours_speed_down,
       hours_speed_up)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
     on conflict (id) do update set name = $2, description = $3, bytes = $4, unlimited = $5, days = $6, price_rupiah = $7,
       speed_down = $8, speed_up = $9, fup_threshold_bytes = $10, active = $11, sort_order = $12, lasts_seconds = $13,
       starts_at_first_use = $14, device_limit = $15, online_seconds = $16, sell_from = $17, sell_until = $18,
       valid_until = $19, valid_hours = $20, speed_hours = $21, hours_speed_down = $22, hours_speed_up = $23`,
    [
      sold.packageId,
      sold.name,
      sold.description,
      sold.bytes,
      sold.unlimited,
      wholeDays(sold.lastsSeconds),
      sold.priceRupiah,
      sold.speedDownKilobitsPerSecond,
      sold.speedUpKilobitsPerSecond,
      sold.fupThresholdBytes,
      sold.active,
      sold.sortOrder,
      sold.lastsSeconds,
      sold.startsAtFirstUse,
      sold.deviceLimit,
      sold.onlineSeconds,
      ...[sold.sellFrom, sold.sellUntil, sold.validUntil, sold.validHours, sold.speedHours],
      ...[sold.hoursSpeedDownKilobitsPerSecond, sold.hoursSpeedUpKilobitsPerSecond],
    ],
  );
};

type PromoRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly kind: PromoKind;
  readonly published: boolean;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly discount_percent: number;
  readonly discount_rupiah: number;
  readonly bonus_bytes: number;
  readonly bonus_days: number;
  readonly package_ids: readonly string[];
};

const promoOf = (row: PromoRow): Promo => ({
  promoId: row.id,
  name: row.name,
  description: row.description,
  kind: row.kind,
  published: row.published,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at?.toISOString() ?? null,
  discountPercent: row.discount_percent,
  discountRupiah: row.discount_rupiah,
  bonusBytes: row.bonus_bytes,
  bonusDays: row.bonus_days,
  packageIds: row.package_ids,
});

/** In the order of their starts. */
export const listPromos = async (on: Queryable): Promise<readonly Promo[]> => {
  const { rows } = await on.query<PromoRow>('select * from promos order by starts_at, id');
  return rows.map(promoOf);
};

export const findPromo = async (on: Queryable, promoId: string): Promise<Promo | null> => {
  const { rows } = await on.query<PromoRow>('select * from promos where id = $1', [promoId]);
  return rows[0] ? promoOf(rows[0]) : null;
};

export const savePromo = async (on: Queryable, promo: Promo): Promise<void> => {
  await on.query(
    `insert into promos (id, name, description, kind, published, starts_at, ends_at, discount_percent, discount_rupiah,
       bonus_bytes, bonus_days, package_ids) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (id) do update set name = $2, description = $3, published = $5, starts_at = $6, ends_at = $7`,
    [
      promo.promoId,
      promo.name,
      promo.description,
      promo.kind,
      promo.published,
      promo.startsAt,
      promo.endsAt,
      promo.discountPercent,
      promo.discountRupiah,
      promo.bonusBytes,
      promo.bonusDays,
      promo.packageIds,
    ],
  );
};
