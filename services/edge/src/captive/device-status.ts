// device-status.ts — what is true of the very device that asks, with or without a session (domain.md, "Subscribers and devices").
import { Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger, RouterGateway, type ReplyOf } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { buyingRefusal, plain, QuotaViews, type QuotaReply } from '../quota/quota-views';
import { ClientLookup } from './client-lookup';

/**
 * open: the router lets it through. captive: it is the subscriber's, and stopped. unknown: without an owner, or no router named
 * which one it is. evicted: put out of the account. moved: another subscriber has it.
 * released: the number of its account has another holder now.
 */
export const THIS_DEVICE = ['open', 'captive', 'unknown', 'evicted', 'moved', 'released'] as const;
export type ThisDevice = (typeof THIS_DEVICE)[number];
/**
 * What helps: nothing is needed · wait for the router · buy quota · ask the operator · let the router name the device ·
 * let this device take the place of the session's · log in · have its owner, or the operator, take it off the account
 * that it is in, since behind NAT nothing surer shows whose device it is.
 */
export const TO_DO = ['none', 'wait', 'buy', 'contact', 'prove', 'replace', 'login', 'owner'] as const;
export type ToDo = (typeof TO_DO)[number];

/** The answer to a device without any cookie: captive mini-browsers drop them (domain.md, "OTP and sessions"). */
export type DeviceStanding = {
  /** A router, or the proof that the browser carries, names the MAC. */
  readonly isKnown: boolean;
  /** It came to its account without a login on it, and a router confirms the MAC: the person there may say "not mine". */
  readonly isClaimed: boolean;
  /** Of the subscriber whose device it is; null: it has no owner. */
  readonly subscriberId: string | null;
  readonly quota: QuotaReply | null;
  readonly thisDevice: ThisDevice;
  readonly todo: ToDo;
};

const ONLINE_STATUSES: ReadonlySet<string> = new Set(['active', 'fup', 'unlimited']);
const PUT_OUT: ReadonlySet<string> = new Set(['evicted', 'removed']);

/** domain.md, "Access status": these three let a device through. */
export const isOnline = (status: string | undefined): boolean => ONLINE_STATUSES.has(status ?? '');

/** `status` null: the routers do not know the account yet. */
type AccountAccess = {
  readonly status: string | null;
  /** Of the decision that routers hold, or are about to. */
  readonly version: number;
  readonly applied: boolean;
  readonly pendingRouterIds: readonly string[];
};

const NOBODY = { subscriberId: null, quota: null, isClaimed: false } as const;

/** Found in a search, or proved behind NAT: no person at the device has confirmed the account. */
export const isClaim = (enrolledBy: string): boolean =>
  enrolledBy === 'search' || enrolledBy === 'possession';
type Description = ReplyOf<typeof AuthOtp.method.describeDevice>;

@Injectable()
export class DeviceStandings {
  constructor(
    private readonly messenger: Messenger,
    private readonly clients: ClientLookup,
    private readonly views: QuotaViews,
  ) {}

  /**
   * @param subscriberId of the session, where there is one.
   * @param asked what routers hold for that subscriber, where the caller asks it too.
   */
  async of(
    request: FastifyRequest,
    subscriberId: string | null = null,
    asked?: Promise<AccountAccess>,
  ): Promise<DeviceStanding> {
    const { mac, macKnownBy, routerId } = await this.clients.of(request);
    if (!mac) return { ...NOBODY, isKnown: false, thisDevice: 'unknown', todo: 'prove' };
    const found = await this.messenger.request(AuthOtp.method.describeDevice, { mac });
    if (found.standing !== 'enrolled') return strangerOf(found, subscriberId);
    const isClaimed =
      macKnownBy === 'address' && isClaim(found.enrolledBy ?? '') && found.subscriberId !== subscriberId;
    if (subscriberId !== null && found.subscriberId !== subscriberId)
      return {
        ...{ ...NOBODY, isKnown: true, isClaimed, thisDevice: 'moved' },
        todo: macKnownBy === 'address' ? 'login' : 'owner',
      };
    const [quota, access] = await Promise.all([
      this.views.quota(found.subscriberId),
      asked ?? this.accessOf(found.subscriberId),
    ]);
    const own = { isKnown: true, isClaimed, subscriberId: found.subscriberId, quota };
    if (!isOnline(quota.status)) return { ...own, thisDevice: 'captive', todo: remedyOf(quota) };
    return isOpenOn(access, routerId)
      ? { ...own, thisDevice: 'open', todo: 'none' }
      : { ...own, thisDevice: 'captive', todo: 'wait' };
  }

  /** "Not mine": takes the device in hand off the account that claimed it. @throws RefusalError AUTH.DEVICE_UNKNOWN */
  async disown(request: FastifyRequest): Promise<void> {
    const client = await this.clients.forAuth(request);
    await this.messenger.request(AuthOtp.method.disownDevice, { commandId: newId(), client });
  }

  /**
   * The access of an account on the routers. What the ledger has decided since is not applied yet.
   * @param atLeast the version of a command that the decision is to follow from.
   */
  async accessOf(subscriberId: string, atLeast?: number): Promise<AccountAccess> {
    const decided = this.decidedVersion(subscriberId, atLeast);
    const [access, version] = await Promise.all([this.heldOf(subscriberId), decided]);
    return { ...access, applied: access.applied && access.version >= version };
  }

  /** The newest decision of the ledger; -1: there is none, or the ledger is away and decides nothing. */
  private async decidedVersion(subscriberId: string, atLeast?: number): Promise<number> {
    try {
      const asked = { subscriberId, atLeast };
      return (await this.messenger.request(QuotaLedger.method.getQuota, asked)).accessVersion;
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return -1;
      throw error;
    }
  }

  private async heldOf(subscriberId: string): Promise<AccountAccess> {
    try {
      return plain(await this.messenger.request(RouterGateway.method.getAccess, { subscriberId }));
    } catch (error) {
      // Right after the first login the gateway does not know the account yet.
      if (error instanceof RefusalError && error.code === 'ROUTER.ACCOUNT_UNKNOWN')
        return { status: null, version: -1, applied: false, pendingRouterIds: [] };
      throw error;
    }
  }
}

/** Whether the asking router has applied the status; where no router named itself, whether all have. */
const isOpenOn = (access: AccountAccess, routerId: string | null): boolean => {
  if (!isOnline(access.status ?? undefined)) return false;
  return routerId === null ? access.applied : !access.pendingRouterIds.includes(routerId);
};

/** Without an owner now: a session may bring it back, anyone else logs in. */
const strangerOf = ({ standing }: Description, subscriberId: string | null): DeviceStanding => ({
  ...NOBODY,
  isKnown: true,
  thisDevice: standing === 'released' ? 'released' : PUT_OUT.has(standing ?? '') ? 'evicted' : 'unknown',
  todo: subscriberId === null ? 'login' : 'replace',
});

const remedyOf = (quota: QuotaReply): ToDo => (buyingRefusal(quota) === null ? 'buy' : 'contact');
