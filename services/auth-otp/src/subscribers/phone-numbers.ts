// phone-numbers.ts — an account gets another number, or loses the one it has, with everything that hangs on it.
import { Injectable } from '@nestjs/common';
import type { CommandContext } from '@saring/event-sourcing';
import { newId, toInstant, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { PoolClient } from 'pg';
import { deleteDevice } from '../devices/devices.rows';
import { endBotOfNumber } from '../operators/operator-bots.rows';
import { closeLoginCodes } from '../otp/challenges.rows';
import { revokeFamiliesOf } from '../sessions/sessions.rows';
import { findSubscriber, findSubscriberByPhone, savePhoneChange } from './subscribers.rows';
import { Subscribers, type SubscriberChange } from './subscribers';

type PhoneCommand = {
  readonly cause: CommandContext;
  readonly at: Date;
  readonly reason?: string;
  /** By whose code somebody else has the number now; absent: by none. */
  readonly challengeId?: string;
};

@Injectable()
export class PhoneNumbers {
  constructor(private readonly subscribers: Subscribers) {}

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
    const subscriberId = change.id;
    const holder = await findSubscriberByPhone(client, phone);
    if (holder?.id === subscriberId) throw new RefusalError('AUTH.PHONE_SAME');
    if (holder) throw new RefusalError('AUTH.PHONE_TAKEN');
    const former = await findSubscriber(client, subscriberId);
    const id = newId();
    const why = reason === undefined ? {} : { reason };
    const command = { type: 'ChangePhone', at: toInstant(at), changeId: id, ...why } as const;
    this.subscribers.decide(change, command, cause);
    await this.subscribers.append(client, change, cause);
    const numbers = { old_phone: former?.phone ?? null, new_phone: phone };
    await savePhoneChange(client, { id, subscriber_id: subscriberId, ...numbers, at });
    await leave(client, former?.phone ?? null, null, at);
  }

  /** The account stays in the books under its id; its devices lose access, its sessions end. */
  async release(
    client: PoolClient,
    change: SubscriberChange,
    { cause, at, reason = '', challengeId }: PhoneCommand,
  ): Promise<void> {
    const subscriberId = change.id;
    const former = await findSubscriber(client, subscriberId);
    const id = newId();
    const command = { type: 'ReleasePhone', at: toInstant(at), changeId: id, reason } as const;
    const happened = this.subscribers.decide(change, command, cause);
    for (const event of happened)
      if (event.type === 'DeviceRemoved') await deleteDevice(client, event.deviceId, event.cause, at);
    await this.subscribers.append(client, change, cause);
    await revokeFamiliesOf(client, subscriberId, at);
    const numbers = { old_phone: former?.phone ?? null, new_phone: null };
    await savePhoneChange(client, { id, subscriber_id: subscriberId, ...numbers, at });
    await leave(client, former?.phone ?? null, challengeId ?? null, at);
  }
}

/** What proved the number for who had it proves nothing for who has it next: codes under way, an operator's bot. */
const leave = async (
  client: PoolClient,
  phone: PhoneNumber | null,
  challengeId: string | null,
  at: Date,
): Promise<void> => {
  if (phone === null) return;
  await closeLoginCodes(client, phone, challengeId, at);
  await endBotOfNumber(client, phone);
};
