// families.ts — whom a subscriber shares the quota with and whose they use, with the names that they know one another by.
import { Injectable } from '@nestjs/common';
import { AuthOtp, Billing, QuotaLedger, type RequestOf } from '@saring/contracts';
import type { FamilyEnder } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { maskedPhone, SubscriberNames } from '../subscribers/subscriber-names';

export const FAMILY_PATH = '/family';

type Command = { readonly commandId: string; readonly actor: string };
export type FamilyLimits = { readonly dailyBytes?: number; readonly shareBytes?: number };

@Injectable()
export class Families {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  /** Numbers are shown in part: who was told a whole one knows it already. */
  async of(subscriberId: string) {
    const family = await this.messenger.request(QuotaLedger.method.getFamily, { subscriberId });
    const { members, membership, invitations, membersMost } = family;
    const ids = [
      ...members.map((member) => member.subscriberId),
      ...invitations.map(({ payerId }) => payerId),
      ...(membership ? [membership.payerId] : []),
    ];
    const people = ids.length > 0 ? await this.names.of(ids) : new Map<string, never>();
    const person = (id: string) => {
      const { name = '', phone = '' } = people.get(id) ?? {};
      return { name, phone: maskedPhone(phone) };
    };
    return {
      membersMost,
      members: members.map(({ invitedUntil = null, limit = null, ...member }) => ({
        ...{ subscriberId: member.subscriberId, ...person(member.subscriberId), state: member.state },
        ...{ invitedUntil, ...limitsOf(member), limit },
        ...{ usedBytes: member.usedBytes, usedTodayBytes: member.usedTodayBytes },
      })),
      membership: membership
        ? {
            ...{ payerId: membership.payerId, ...person(membership.payerId), joinedAt: membership.joinedAt },
            ...{ ...limitsOf(membership), limit: membership.limit ?? null, status: membership.status },
            ...{ usedBytes: membership.usedBytes, usedTodayBytes: membership.usedTodayBytes },
            ...{ remainingBytes: membership.remainingBytes, unlimited: membership.unlimited },
          }
        : null,
      invitations: invitations.map(({ payerId, until, ...limits }) => ({
        ...{ payerId, ...person(payerId), until, ...limitsOf(limits) },
      })),
    };
  }

  /** Devices of members, each with the name of its person: a payer's statement names them. None while nobody can say. */
  async devicesOf(subscriberId: string): Promise<readonly { deviceId: string; name: string }[]> {
    try {
      const { members } = await this.of(subscriberId);
      const joined = members.filter(({ state }) => state === 'joined');
      const lists = await Promise.all(
        joined.map(async (member) => {
          const asked = { subscriberId: member.subscriberId };
          const { items } = await this.messenger.request(AuthOtp.method.listDevices, asked);
          return items.map(({ deviceId }) => ({ deviceId, name: member.name || member.phone }));
        }),
      );
      return lists.flat();
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return [];
      throw error;
    }
  }

  invite(request: Omit<RequestOf<typeof Billing.method.inviteFamilyMember>, '$typeName'>) {
    return this.messenger.request(Billing.method.inviteFamilyMember, request);
  }

  async answer(command: Command, subscriberId: string, payerId: string, accept: boolean): Promise<void> {
    const request = { ...command, subscriberId, payerId, accept };
    await this.messenger.request(QuotaLedger.method.answerFamilyInvitation, request);
  }

  async changeLimits(
    command: Command,
    payerId: string,
    subscriberId: string,
    limits: FamilyLimits,
  ): Promise<void> {
    const request = { ...command, payerId, subscriberId, ...limits };
    await this.messenger.request(QuotaLedger.method.changeFamilyLimits, request);
  }

  async end(command: Command, payerId: string, subscriberId: string, by: FamilyEnder): Promise<void> {
    const request = { ...command, payerId, subscriberId, by };
    await this.messenger.request(QuotaLedger.method.endFamilyMembership, request);
  }
}

export type FamilyView = Awaited<ReturnType<Families['of']>>;

const limitsOf = ({ dailyBytes, shareBytes }: FamilyLimits) => ({
  dailyBytes: dailyBytes ?? null,
  shareBytes: shareBytes ?? null,
});
