// access.ts — what an account's status means on a router (domain.md, "Access status").
import { type AccessStatus, assertNever, type MacAddress } from '@saring/kernel';
import type { BindingType } from './actual';
import type { Speed } from './speed-classes';

/** The address-lists that Saring keeps; their names on a router are settings. */
type StatusList = 'active' | 'fup' | 'habis' | 'expired' | 'inactive' | 'blocked';
export type ListNames = Readonly<Record<StatusList, string>>;

export const DEFAULT_LIST_NAMES: ListNames = {
  active: 'active',
  fup: 'fup',
  habis: 'habis',
  expired: 'expired',
  inactive: 'inactive',
  blocked: 'blocked',
};

const LIST_NAME_LENGTH_MOST = 60;

/** Names as they came in, by status. @returns undefined when one is of no status, or is no name. */
export const parseListNames = (names: Readonly<Record<string, string>>): Partial<ListNames> | undefined => {
  const entries = Object.entries(names);
  const isUsable = entries.every(
    ([status, name]) =>
      status in DEFAULT_LIST_NAMES && name.trim() !== '' && name.length <= LIST_NAME_LENGTH_MOST,
  );
  return isUsable ? Object.fromEntries(entries) : undefined;
};

const STATUSES: ReadonlySet<string> = new Set<AccessStatus>([
  'blocked',
  'inactive',
  'expired',
  'unlimited',
  'exhausted',
  'fup',
  'active',
]);
export const isAccessStatus = (text: string): text is AccessStatus => STATUSES.has(text);

export type Access = {
  readonly status: AccessStatus;
  readonly blockReason?: string;
  /** A blocked person normally still reaches the portal, to read why and whom to ask; this cuts that off too. */
  readonly hardBlock?: boolean;
  /** The speed of the grant in use; absent: no limit. */
  readonly speed?: Speed;
  /** A stopped account that may pass slowly for a moment to pay. */
  readonly paymentLane?: boolean;
};

export const bindingTypeOf = ({ status, hardBlock, paymentLane }: Access): BindingType => {
  if (paymentLane) return 'bypassed';
  switch (status) {
    case 'active':
    case 'fup':
    case 'unlimited':
      return 'bypassed';
    case 'blocked':
      return hardBlock ? 'blocked' : 'regular';
    case 'inactive':
    case 'expired':
    case 'exhausted':
      return 'regular';
    default:
      return assertNever(status);
  }
};

export const listOf = (status: AccessStatus): StatusList => {
  switch (status) {
    case 'active':
    case 'unlimited':
      return 'active';
    case 'exhausted':
      return 'habis';
    case 'fup':
    case 'expired':
    case 'inactive':
    case 'blocked':
      return status;
    default:
      return assertNever(status);
  }
};

/** A trusted device and the access of its account: all that a router needs to know of it. */
export type DesiredDevice = Access & {
  readonly mac: MacAddress;
  readonly deviceId: string;
  readonly subscriberId: string;
};
