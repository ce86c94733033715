// free-quota.ts — the free allowance of a day: who is stopped takes it from a device, once a day and device.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';
import { accessStatus } from './access-status';
import type { AccountEvent, FreeTaking, QuotaAccount } from './account';
import type { GrantSpeed } from './grant';

/** What each device gets a day; no bytes: as many as it likes within the time. Neither: there is none. */
export type FreeTerms = {
  readonly bytes: number;
  readonly onlineSeconds: number;
  readonly speed?: GrantSpeed;
};

export type TakeFreeQuota = {
  readonly type: 'TakeFreeQuota';
  readonly grantId: string;
  readonly deviceId: string;
  readonly terms: FreeTerms;
  /** Takings a day of all devices of the account together. */
  readonly mostPerDay: number;
  /** The last instant of the day at the site. */
  readonly until: Instant;
  readonly actor: string;
  readonly at: Instant;
};

export type FreeRefusal =
  'QUOTA.FREE_OFF' | 'QUOTA.FREE_TAKEN' | 'QUOTA.FREE_NOT_NEEDED' | 'QUOTA.PACKAGE_SWALLOWED_BY_DEBT';

/** Whatever comes later burns before it. */
const BURNS_LAST = 1_000_000;

export const isFreeOffered = ({ bytes, onlineSeconds }: FreeTerms): boolean => bytes > 0 || onlineSeconds > 0;

export const takingsOfDay = ({ freeTakings = [] }: QuotaAccount, now: Instant): readonly FreeTaking[] =>
  freeTakings.filter(({ until }) => until >= now);

/** It is for who is stopped for want of quota, and for nobody else. */
export const needsFreeQuota = (account: QuotaAccount, now: Instant): boolean => {
  const status = accessStatus(account, now);
  return status === 'exhausted' || status === 'expired';
};

export const takeFreeQuota = (
  account: QuotaAccount,
  command: TakeFreeQuota,
): Decision<AccountEvent, FreeRefusal> => {
  const { grantId, deviceId, terms, until, actor, at } = command;
  const { bytes, onlineSeconds, speed } = terms;
  if (!isFreeOffered(terms)) return refuse('QUOTA.FREE_OFF');
  const today = takingsOfDay(account, at);
  if (today.length >= command.mostPerDay || today.some((one) => one.deviceId === deviceId))
    return refuse('QUOTA.FREE_TAKEN', { until });
  if (!needsFreeQuota(account, at)) return refuse('QUOTA.FREE_NOT_NEEDED');
  // The next grant pays the auto debt: one that is paid whole by it would open nothing.
  const owedBytes = account.autoDebtBytes;
  if (bytes > 0 && owedBytes >= bytes) return refuse('QUOTA.PACKAGE_SWALLOWED_BY_DEBT', { owedBytes });
  return accept({
    ...{ type: 'QuotaGranted', grantId, source: 'free', bytes, unlimited: bytes === 0, expiresAt: until },
    ...{ priority: BURNS_LAST, fupThresholdBytes: 0, dated: true, freeOfDeviceId: deviceId },
    ...(onlineSeconds > 0 ? { onlineSeconds } : {}),
    ...(speed ? { speed } : {}),
    ...{ at, reason: '', actor },
  });
};

/** With what a grant of the day takes of it. */
export const rememberTaking = (
  account: QuotaAccount,
  { freeOfDeviceId: deviceId, expiresAt: until, at }: Extract<AccountEvent, { type: 'QuotaGranted' }>,
): Pick<QuotaAccount, 'freeTakings'> =>
  deviceId === undefined || until === null
    ? {}
    : { freeTakings: [...takingsOfDay(account, at), { deviceId, until }] };
