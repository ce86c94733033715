// desired-access.ts — what routers should hold, in memory: every trusted device by MAC with its account's access.
import { Injectable } from '@nestjs/common';
import type { MacAddress } from '@saring/kernel';
import type { DesiredDevice } from '../domain/access';
import type { Speed } from '../domain/speed-classes';
import type { Account } from './access-tables.rows';

@Injectable()
export class DesiredAccess {
  private readonly byMac = new Map<MacAddress, DesiredDevice>();
  private readonly accounts = new Map<string, Account>();
  /** How many accounts with devices have each speed; kept as a count because every change of access asks for it. */
  private readonly bought = new Map<string, { readonly speed: Speed; accounts: number }>();
  /** True once both lists were read completely. Before that, a missing account proves nothing. */
  complete = false;

  get devices(): ReadonlyMap<MacAddress, DesiredDevice> {
    return this.byMac;
  }

  account(subscriberId: string): Account | undefined {
    return this.accounts.get(subscriberId);
  }

  /** Accounts that routers hold something for. */
  *withDevices(): Iterable<Account> {
    for (const account of this.accounts.values()) if (isHeldFor(account)) yield account;
  }

  /** The speeds that accounts with devices have bought. */
  *speeds(): Iterable<Speed> {
    for (const { speed } of this.bought.values()) yield speed;
  }

  macsOf(subscriberId: string): readonly MacAddress[] {
    return this.accounts.get(subscriberId)?.devices.map(({ mac }) => mac) ?? [];
  }

  /** Undefined: it is no device of theirs. */
  deviceOf(subscriberId: string, deviceId: string): Account['devices'][number] | undefined {
    return this.accounts.get(subscriberId)?.devices.find((device) => device.deviceId === deviceId);
  }

  /** Ignores older versions. @returns the accounts whose access or devices changed. */
  put(accounts: readonly Account[]): string[] {
    const news = accounts.filter((account) => isNews(account, this.accounts.get(account.subscriberId)));
    for (const account of news) this.forget(account.subscriberId);
    for (const account of news) this.hold(account);
    return news.map(({ subscriberId }) => subscriberId);
  }

  private forget(subscriberId: string): void {
    for (const mac of this.macsOf(subscriberId))
      if (this.byMac.get(mac)?.subscriberId === subscriberId) this.byMac.delete(mac);
  }

  private hold(account: Account): void {
    this.countSpeed(this.accounts.get(account.subscriberId), -1);
    this.countSpeed(account, 1);
    this.accounts.set(account.subscriberId, account);
    const { subscriberId, status, blockReason, hardBlock, speed, paymentLane } = account;
    if (!status) return;
    for (const { mac, deviceId } of account.devices)
      this.byMac.set(mac, {
        ...{ mac, deviceId, subscriberId },
        ...{ status, blockReason, hardBlock, speed, paymentLane },
      });
  }

  private countSpeed(account: Account | undefined, by: 1 | -1): void {
    if (!account?.speed || !isHeldFor(account)) return;
    const { speed } = account;
    const key = `${speed.downKilobitsPerSecond}/${speed.upKilobitsPerSecond}`;
    const held = this.bought.get(key) ?? { speed, accounts: 0 };
    held.accounts += by;
    if (held.accounts > 0) this.bought.set(key, held);
    else this.bought.delete(key);
  }
}

const isHeldFor = ({ devices, status }: Account): boolean => devices.length > 0 && status !== undefined;

const isNews = (account: Account, held: Account | undefined): boolean => {
  if (!held) return true;
  if (account.statusVersion < held.statusVersion || account.devicesVersion < held.devicesVersion)
    return false;
  return (
    account.statusVersion > held.statusVersion ||
    account.devicesVersion > held.devicesVersion ||
    // A subscriber loses a device to another one without a new version of its own.
    account.devices.map(({ mac }) => mac).join() !== held.devices.map(({ mac }) => mac).join()
  );
};
