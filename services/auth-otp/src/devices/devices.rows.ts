import type { DeviceSight } from './domain/device-limit';
import type { RemovalCause } from '../subscribers/domain/subscriber';
import { isPrivateMac, type MacAddress } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { PresenceByMac } from './presence';

/** How a device came to its subscriber. Only `login` says that the person at the device wanted it. */
export type EnrolledBy = 'login' | 'possession' | 'search' | 'operator';

export type DeviceRow = {
  readonly id: string;
  readonly subscriber_id: string;
  readonly mac: MacAddress;
  readonly label: string;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly last_address: string;
  readonly private_mac: boolean;
  readonly authorized: boolean;
  readonly enrolled_by: EnrolledBy;
};

const COLUMNS =
  'id, subscriber_id, mac, label, first_seen_at, last_seen_at, last_address, private_mac, authorized, enrolled_by';

export const devicesOf = async (on: Queryable, subscriberId: string): Promise<readonly DeviceRow[]> => {
  const { rows } = await on.query<DeviceRow>(
    `select ${COLUMNS} from devices where subscriber_id = $1 order by first_seen_at, id`,
    [subscriberId],
  );
  return rows;
};

export const findDeviceByMac = async (on: Queryable, mac: string): Promise<DeviceRow | null> => {
  const { rows } = await on.query<DeviceRow>(`select ${COLUMNS} from devices where mac = $1`, [mac]);
  return rows[0] ?? null;
};

/** @param presence null: no gateway answered, so that any device may be in use. */
export const sightOf = (device: DeviceRow, presence: PresenceByMac | null): DeviceSight => {
  const seen = presence?.get(device.mac);
  return {
    deviceId: device.id,
    online: presence === null || (seen?.online ?? false),
    authorized: device.authorized,
    lastSeenAt: seen?.lastSeenAt ?? device.first_seen_at.toISOString(),
  };
};

type SeenDevice = {
  readonly id: string;
  readonly subscriberId: string;
  readonly mac: MacAddress;
  readonly address: string;
  readonly enrolledBy: EnrolledBy;
  /** Kept when a device returns under another MAC. */
  readonly label?: string;
};

export const insertDevice = async (on: Queryable, device: SeenDevice, at: Date): Promise<void> => {
  await on.query(
    `with forgotten as (delete from former_devices where mac = $3)
     insert into devices (id, subscriber_id, mac, first_seen_at, last_seen_at, last_address, private_mac, label, enrolled_by)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
    [
      ...[device.id, device.subscriberId, device.mac, at, device.address],
      ...[isPrivateMac(device.mac), device.label ?? '', device.enrolledBy],
    ],
  );
};

/** A login on the device itself makes good however it came to its subscriber; nothing else changes that. */
export const touchDevice = async (
  on: Queryable,
  deviceId: string,
  { address, enrolledBy }: Pick<SeenDevice, 'address' | 'enrolledBy'>,
  at: Date,
): Promise<void> => {
  await on.query(
    `update devices set last_seen_at = $2, last_address = $3,
       enrolled_by = case when $4 = 'login' then $4 else enrolled_by end where id = $1`,
    [deviceId, at, address, enrolledBy],
  );
};

type FormerDevice = {
  readonly mac: MacAddress;
  readonly subscriber_id: string;
  readonly device_id: string;
  readonly label: string;
  readonly cause: RemovalCause;
};

/** How a MAC ceased to be someone's. */
export const findFormerDevice = async (on: Queryable, mac: string): Promise<FormerDevice | null> => {
  const { rows } = await on.query<FormerDevice>(
    'select mac, subscriber_id, device_id, label, cause from former_devices where mac = $1',
    [mac],
  );
  return rows[0] ?? null;
};

/** Whose persons said that an account is not theirs. */
export const disownedAmong = async (
  on: Queryable,
  macs: readonly MacAddress[],
): Promise<readonly MacAddress[]> => {
  const { rows } = await on.query<{ mac: MacAddress }>(
    `select mac from former_devices where mac = any($1::text[]) and cause = 'disowned'`,
    [macs],
  );
  return rows.map(({ mac }) => mac);
};

const MAC_TAIL_CHARACTERS = 5;

/** The label that its owner gave it, else the end of its MAC, by which two nameless ones differ. */
export const deviceNameOf = ({ label, mac }: Pick<DeviceRow, 'label' | 'mac'>): string =>
  label || `…${mac.slice(-MAC_TAIL_CHARACTERS)}`;

/** The name of a removed device; null once it is forgotten. */
export const findFormerName = async (on: Queryable, deviceId: string): Promise<string | null> => {
  const { rows } = await on.query<Pick<DeviceRow, 'label' | 'mac'>>(
    'select label, mac from former_devices where device_id = $1',
    [deviceId],
  );
  return rows[0] ? deviceNameOf(rows[0]) : null;
};

/** The newest of those that have gone from a subscriber. */
export const formerDevicesOf = async (
  on: Queryable,
  subscriberId: string,
  limit: number,
): Promise<readonly Pick<FormerDevice, 'device_id' | 'label' | 'mac'>[]> => {
  const { rows } = await on.query<Pick<FormerDevice, 'device_id' | 'label' | 'mac'>>(
    'select device_id, label, mac from former_devices where subscriber_id = $1 order by at desc limit $2',
    [subscriberId, limit],
  );
  return rows;
};

/** Sessions of a device whose MAC has changed go on with it. */
export const passSessionsOn = async (
  on: Queryable,
  fromDeviceId: string,
  toDeviceId: string,
): Promise<void> => {
  await on.query('update session_families set device_id = $2 where device_id = $1', [
    fromDeviceId,
    toDeviceId,
  ]);
};

/** Its sessions end with it: its holder must prove a phone again. */
export const deleteDevice = async (
  on: Queryable,
  deviceId: string,
  cause: RemovalCause,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into former_devices (mac, subscriber_id, device_id, label, cause, at)
     select mac, subscriber_id, id, label, $2, $3 from devices where id = $1
     on conflict (mac) do update set subscriber_id = excluded.subscriber_id, device_id = excluded.device_id,
       label = excluded.label, cause = excluded.cause, at = excluded.at`,
    [deviceId, cause, at],
  );
  await on.query('update session_families set revoked_at = $2 where device_id = $1 and revoked_at is null', [
    deviceId,
    at,
  ]);
  await on.query('delete from devices where id = $1', [deviceId]);
};

export const labelDevice = async (
  on: Queryable,
  subscriberId: string,
  deviceId: string,
  label: string,
): Promise<DeviceRow | null> => {
  const { rows } = await on.query<DeviceRow>(
    `update devices set label = $3 where id = $2 and subscriber_id = $1 returning ${COLUMNS}`,
    [subscriberId, deviceId, label],
  );
  return rows[0] ?? null;
};

type SubscriberDevicesRow = {
  readonly subscriberId: string;
  readonly version: number;
  readonly devices: readonly DeviceRow[];
};

/** Subscribers that have or had devices, in the order of ids. */
export const listAllDevices = async (
  on: Queryable,
  afterSubscriberId: string | null,
  limit: number,
): Promise<readonly SubscriberDevicesRow[]> => {
  const { rows: subscribers } = await on.query<{ id: string; devices_version: number }>(
    `select id, devices_version from subscribers
     where devices_version > 0 and ($1::uuid is null or id > $1) order by id limit $2`,
    [afterSubscriberId, limit],
  );
  const { rows } = await on.query<DeviceRow>(
    `select ${COLUMNS} from devices where subscriber_id = any($1::uuid[]) order by subscriber_id, first_seen_at, id`,
    [subscribers.map(({ id }) => id)],
  );
  const bySubscriber = new Map<string, DeviceRow[]>();
  for (const row of rows)
    bySubscriber.set(row.subscriber_id, [...(bySubscriber.get(row.subscriber_id) ?? []), row]);
  return subscribers.map(({ id, devices_version: version }) => ({
    subscriberId: id,
    version,
    devices: bySubscriber.get(id) ?? [],
  }));
};
