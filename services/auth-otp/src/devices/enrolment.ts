// enrolment.ts — how a device becomes a subscriber's: proved by a code, returned under another MAC, or added by hand.
import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext } from '@saring/event-sourcing';
import { newId, parseMacAddress, toInstant, type MacAddress } from '@saring/kernel';
import type { Client } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { findDeviceLimit } from './device-limits.rows';
import {
  deleteDevice,
  deviceNameOf,
  devicesOf,
  findDeviceByMac,
  insertDevice,
  passSessionsOn,
  sightOf,
  touchDevice,
  type DeviceRow,
  type EnrolledBy,
} from './devices.rows';
import { inOrderOfEviction, type DeviceSight } from './domain/device-limit';
import { Presence, type PresenceByMac } from './presence';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { Subscribers, type SubscriberChange } from '../subscribers/subscribers';

/** Data of a device, read before the transaction that enrols it. */
export type DeviceInHand = {
  readonly mac: MacAddress;
  readonly address: string;
  readonly site: string;
  /** How the MAC was learnt, by which the device is enrolled. */
  readonly enrolledBy: EnrolledBy;
  readonly known: DeviceRow | null;
  /** The subscriber who holds the MAC, when it is someone else. */
  readonly holder: SubscriberChange | null;
  /** The subscriber's other devices, as routers see them; null: no gateway answered. */
  readonly presence: PresenceByMac | null;
};

export type NamedDevice = { readonly deviceId: string; readonly name: string };
/** Whose device it is to be. */
type Owner = Pick<SubscriberChange, 'id' | 'isNew'>;

export type Enrolled = {
  readonly deviceId: string;
  readonly isNew: boolean;
  /** The device that gave way. */
  readonly putOut: readonly NamedDevice[];
};
export type EnrolOptions = {
  /** To take the device from another subscriber. */
  readonly consented: boolean;
  readonly evictDeviceId?: string;
  /** As of EnrolDevice. */
  readonly byHand?: boolean;
  readonly label?: string;
  readonly cause: CommandContext;
  readonly at: Date;
};

/** Binds the device that a router confirmed to the subscriber who proved a phone on it. */
@Injectable()
export class Enrolment {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly presence: Presence,
    private readonly subscribers: Subscribers,
  ) {}

  /** @returns null where no router named the MAC. */
  async look(client: Client | undefined, of: Owner): Promise<DeviceInHand | null> {
    const mac = parseMacAddress(client?.mac ?? '');
    if (!mac.ok) return null;
    return this.lookAt(
      {
        ...{ mac: mac.value, address: client?.address ?? '', site: client?.site ?? '' },
        enrolledBy: client?.macKnownBy === 'address' ? 'login' : 'possession',
      },
      of,
    );
  }

  async lookAt(
    place: Pick<DeviceInHand, 'mac' | 'address' | 'site' | 'enrolledBy'>,
    { id: subscriberId, isNew }: Owner,
  ): Promise<DeviceInHand> {
    const known = await findDeviceByMac(this.pool, place.mac);
    const isElsewhere = known && known.subscriber_id !== subscriberId;
    const holder = isElsewhere ? await this.subscribers.load(known.subscriber_id) : null;
    const others = isNew || (known && !holder) ? [] : await devicesOf(this.pool, subscriberId);
    const presence = await this.presence.of(others.map((row) => row.mac));
    return { ...place, known, holder, presence };
  }

  /**
   * Enrols, moves or just sees the device, as rows and as events of the change.
   * @throws RefusalError AUTH.DEVICE_OF_ANOTHER without consent, AUTH.DEVICE_NEEDS_OWNER where that is not enough; with
   * `choices` AUTH.DEVICES_ONLINE where one that is online would have to go, and AUTH.DEVICES_FULL where one is added
   * by hand and no place is left (domain.md, "Subscribers and devices").
   */
  async enrol(
    client: PoolClient,
    change: SubscriberChange,
    device: DeviceInHand,
    options: EnrolOptions,
  ): Promise<Enrolled> {
    const { at, cause } = options;
    if (device.known && !device.holder) {
      await touchDevice(client, device.known.id, device, at);
      return { deviceId: device.known.id, isNew: false, putOut: [] };
    }
    if (isOutOfReach(device)) throw new RefusalError('AUTH.DEVICE_NEEDS_OWNER');
    if (device.holder && !options.consented) throw new RefusalError('AUTH.DEVICE_OF_ANOTHER');
    if (device.known && device.holder) await this.release(client, device.holder, device.known.id, cause, at);
    // A device that moves is a new one to its new owner: the old one's statement keeps the old id.
    return { ...(await this.add(client, change, device, options)), isNew: true };
  }

  /** The same device under another MAC: it keeps its name and its sessions. */
  async replace(
    client: PoolClient,
    change: SubscriberChange,
    device: DeviceInHand,
    { former, cause, at }: { readonly former: DeviceRow; readonly cause: CommandContext; readonly at: Date },
  ): Promise<string> {
    const command = {
      type: 'RemoveDevice',
      at: toInstant(at),
      deviceId: former.id,
      cause: 'replaced',
    } as const;
    this.subscribers.decide(change, command, cause);
    const options = { consented: false, label: former.label, cause, at };
    const { deviceId } = await this.add(client, change, device, options);
    await passSessionsOn(client, former.id, deviceId);
    await deleteDevice(client, former.id, 'replaced', at);
    return deviceId;
  }

  /** The limit of the subscriber's packages, else that of everyone. */
  async limitOf(on: Queryable, subscriberId: string): Promise<number> {
    return (await findDeviceLimit(on, subscriberId)) ?? this.config.DEVICE_LIMIT;
  }

  private async add(
    client: PoolClient,
    change: SubscriberChange,
    { mac, address, enrolledBy, presence }: DeviceInHand,
    { cause, at, evictDeviceId, byHand, label }: EnrolOptions,
  ): Promise<Omit<Enrolled, 'isNew'>> {
    const deviceId = newId();
    // A new subscriber has no device, and no package that allows more of them.
    const rows = change.isNew ? [] : await devicesOf(client, change.id);
    const sights = rows.map((row) => sightOf(row, presence));
    const limit = change.isNew ? this.config.DEVICE_LIMIT : await this.limitOf(client, change.id);
    const command = {
      type: 'EnrolDevice',
      at: toInstant(at),
      deviceId,
      sights,
      limit,
      evictDeviceId,
      byHand,
    } as const;
    const happened = withChoices(rows, sights, () => this.subscribers.decide(change, command, cause));
    const gone = happened.filter((event) => event.type === 'DeviceRemoved');
    for (const event of gone) await deleteDevice(client, event.deviceId, event.cause, at);
    const added = { id: deviceId, subscriberId: change.id, mac, address, enrolledBy, label };
    await insertDevice(client, added, at);
    const putOut = rows
      .filter(({ id }) => gone.some((event) => event.deviceId === id))
      .map((row) => ({ deviceId: row.id, name: deviceNameOf(row) }));
    return { deviceId, putOut };
  }

  private async release(
    client: PoolClient,
    holder: SubscriberChange,
    deviceId: string,
    cause: CommandContext,
    at: Date,
  ): Promise<void> {
    const command = { type: 'RemoveDevice', at: toInstant(at), deviceId, cause: 'moved' } as const;
    this.subscribers.decide(holder, command, cause);
    await this.subscribers.append(client, holder, cause);
    await deleteDevice(client, deviceId, 'moved', at);
  }
}

/**
 * A MAC that only a login behind NAT proved may be a stranger's: it never takes a device from its owner, whatever the
 * person at it agrees to. Its owner removes it, an operator does, or a router confirms the MAC by address.
 */
export const isOutOfReach = ({ holder, enrolledBy }: DeviceInHand): boolean =>
  holder !== null && enrolledBy === 'possession';

const NEEDS_CHOICE: ReadonlySet<string> = new Set(['AUTH.DEVICES_ONLINE', 'AUTH.DEVICES_FULL']);

/** A refusal that asks for a choice carries the devices to choose from; `first` would go first. */
const withChoices = <T>(rows: readonly DeviceRow[], sights: readonly DeviceSight[], decide: () => T): T => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof RefusalError) || !NEEDS_CHOICE.has(error.code)) throw error;
    const first = inOrderOfEviction(sights)[0]?.deviceId;
    const choices = rows.map((row) => {
      const sight = sights.find(({ deviceId }) => deviceId === row.id);
      return {
        ...{ deviceId: row.id, name: deviceNameOf(row), first: row.id === first },
        ...{ online: sight?.online ?? false, lastSeenAt: sight?.lastSeenAt ?? null },
      };
    });
    throw new RefusalError(error.code, { choices });
  }
};
