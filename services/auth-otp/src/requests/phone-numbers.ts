// phone-numbers.ts — an account gets another number, or loses the one it has, with everything that hangs on it.
import { Inject, Injectable } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { newId, toInstant, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { PoolClient } from 'pg';
import { deleteDevice } from '../adapters/postgres/devices';
import { revokeFamiliesOf } from '../adapters/postgres/sessions';
import type { Cause, SubscriberChange } from '../adapters/postgres/subscriber-change';
import {
  findSubscriber,
  findSubscriberByPhone,
  savePhoneChange,
  saveTerms,
} from '../adapters/postgres/subscribers';
import { SUBSCRIBER_EVENTS } from '../events';

type PhoneCommand = { readonly cause: Cause; readonly at: Date; readonly reason?: string };

@Injectable()
export class PhoneNumbers {
  constructor(@Inject(SUBSCRIBER_EVENTS) private readonly events: PostgresEventStore) {}

  /**
   * Account, devices, statement and sessions stay. Behind the lock of the new number.
   * @throws RefusalError AUTH.PHONE_TAKEN where another account has it; AUTH.PHONE_SAME where nothing would change.
   */
  async change(
    client: PoolClient,
    change: SubscriberChange,
    phone: PhoneNumber,
    { cause, at, reason }: PhoneCommand,
  ): Promise<void> {
    const { subscriberId } = change;
    const holder = await findSubscriberByPhone(client, phone);
    if (holder?.id === subscriberId) throw new RefusalError('AUTH.PHONE_SAME');
    if (holder) throw new RefusalError('AUTH.PHONE_TAKEN');
    const former = await findSubscriber(client, subscriberId);
    const id = newId();
    const why = reason === undefined ? {} : { reason };
    change.decide({ type: 'ChangePhone', at: toInstant(at), changeId: id, ...why }, cause);
    await change.append(this.events, client);
    const numbers = { old_phone: former?.phone ?? null, new_phone: phone };
    await savePhoneChange(client, { id, subscriber_id: subscriberId, ...numbers }, at);
  }

  /** The account stays in the books under its id; its devices lose access, its sessions end. */
  async release(
    client: PoolClient,
    change: SubscriberChange,
    { cause, at, reason = '' }: PhoneCommand,
  ): Promise<void> {
    const { subscriberId } = change;
    const former = await findSubscriber(client, subscriberId);
    const id = newId();
    const happened = change.decide({ type: 'ReleasePhone', at: toInstant(at), changeId: id, reason }, cause);
    for (const event of happened)
      if (event.type === 'DeviceRemoved') await deleteDevice(client, event.deviceId, event.cause, at);
    await change.append(this.events, client);
    await saveTerms(client, change);
    await revokeFamiliesOf(client, subscriberId, at);
    const numbers = { old_phone: former?.phone ?? null, new_phone: null };
    await savePhoneChange(client, { id, subscriber_id: subscriberId, ...numbers }, at);
  }
}
