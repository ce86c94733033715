import { Inject, Injectable } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { newId, parseMacAddress, toInstant, type MacAddress } from '@saring/kernel';
import type { Client } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  deleteDevice,
  devicesOf,
  findDeviceByMac,
  insertDevice,
  sightOf,
  touchDevice,
  type DeviceRow,
} from '../adapters/postgres/devices';
import { SubscriberChange, type Cause } from '../adapters/postgres/subscriber-change';
import { saveTerms } from '../adapters/postgres/subscribers';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { SUBSCRIBER_EVENTS } from '../events';

/** What was read of a device before the transaction that enrols it. */
export type DeviceInHand = {
  readonly mac: MacAddress;
  readonly address: string;
  readonly known: DeviceRow | null;
  /** The subscriber who holds the MAC, when it is someone else. */
  readonly holder: SubscriberChange | null;
};

export type Enrolled = { readonly deviceId: string; readonly isNew: boolean };

/** Binds the device that a router confirmed to the subscriber who proved a phone on it. */
@Injectable()
export class Enrolment {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(SUBSCRIBER_EVENTS) private readonly events: PostgresEventStore,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  /** @returns null where no router told the MAC. */
  async look(client: Client | undefined, subscriberId: string): Promise<DeviceInHand | null> {
    const mac = parseMacAddress(client?.mac ?? '');
    if (!mac.ok) return null;
    const known = await findDeviceByMac(this.pool, mac.value);
    const isElsewhere = known && known.subscriber_id !== subscriberId;
    const holder = isElsewhere ? await SubscriberChange.load(this.events, known.subscriber_id) : null;
    return { mac: mac.value, address: client?.address ?? '', known, holder };
  }

  /**
   * Enrols, moves or just sees the device, as rows and as events of the change.
   * @throws RefusalError AUTH.DEVICE_OF_ANOTHER without consent (domain.md, "Subscribers and devices").
   */
  async enrol(
    client: PoolClient,
    change: SubscriberChange,
    device: DeviceInHand,
    options: { readonly consented: boolean; readonly cause: Cause; readonly at: Date },
  ): Promise<Enrolled> {
    const { at, cause } = options;
    if (device.known && !device.holder) {
      await touchDevice(client, device.known.id, device.address, at);
      return { deviceId: device.known.id, isNew: false };
    }
    if (device.holder && !options.consented) throw new RefusalError('AUTH.DEVICE_OF_ANOTHER');
    if (device.known && device.holder) await this.release(client, device.holder, device.known.id, cause, at);
    // A device that moves is a new one to its new owner: the old one's statement keeps the old id.
    const deviceId = newId();
    const sights = (await devicesOf(client, change.subscriberId)).map((row) => sightOf(row, at));
    const limit = this.config.DEVICE_LIMIT;
    const happened = change.decide(
      { type: 'EnrolDevice', at: toInstant(at), deviceId, sights, limit },
      cause,
    );
    for (const event of happened)
      if (event.type === 'DeviceRemoved') await deleteDevice(client, event.deviceId, at);
    await insertDevice(
      client,
      { id: deviceId, subscriberId: change.subscriberId, mac: device.mac, address: device.address },
      at,
    );
    return { deviceId, isNew: true };
  }

  private async release(
    client: PoolClient,
    holder: SubscriberChange,
    deviceId: string,
    cause: Cause,
    at: Date,
  ): Promise<void> {
    holder.decide({ type: 'RemoveDevice', at: toInstant(at), deviceId, cause: 'moved' }, cause);
    await holder.append(this.events, client);
    await saveTerms(client, holder);
    await deleteDevice(client, deviceId, at);
  }
}
