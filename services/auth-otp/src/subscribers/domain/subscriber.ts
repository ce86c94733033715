// subscriber.ts — the events of a subscriber, and the terms that other services decide by. No phone, name or MAC here:
// personal data stays in erasable tables (architecture.md, "Where data lives").
import { type Approval, assertNever, type Instant, type SubscriberRole } from '@saring/kernel';

/** The terms that decide on the quota account (domain.md, "Access status"). */
export type Terms = {
  readonly role: SubscriberRole;
  readonly approval: Approval;
  readonly disabled: boolean;
  readonly blocked: boolean;
  readonly blockReason: string | null;
  /** Cuts off the portal, too; absent in events from before a block could do so. */
  readonly hardBlock?: boolean;
};

type TermsEventType =
  | 'SubscriberRegistered'
  | 'RoleChanged'
  | 'ApprovalDecided'
  | 'SubscriberBlocked'
  | 'SubscriberUnblocked'
  | 'SubscriberDisabled'
  | 'SubscriberEnabled'
  /** All that was known of them is gone; the id stays in the books. */
  | 'PersonForgotten';

/** Each carries the whole terms that it leads to, so that publishing it needs no fold. */
export type TermsEvent = {
  readonly type: TermsEventType;
  readonly at: Instant;
  readonly terms: Terms;
  readonly reason?: string;
};

/**
 * `moved`: another subscriber has it now; `replaced`: its MAC changed, the device is the same; `disowned`: the person at
 * it said that the account is not theirs; `released`: the number of the account has another holder.
 */
export type RemovalCause = 'removed' | 'evicted' | 'moved' | 'replaced' | 'disowned' | 'released';

export type DeviceEvent =
  | { readonly type: 'DeviceEnrolled'; readonly at: Instant; readonly deviceId: string }
  | {
      readonly type: 'DeviceRemoved';
      readonly at: Instant;
      readonly deviceId: string;
      readonly cause: RemovalCause;
    };

/** The numbers themselves are in an erasable row, under the id of the change. */
export type PhoneEvent =
  | {
      readonly type: 'PhoneChanged';
      readonly at: Instant;
      readonly changeId: string;
      /** Of an operator. */
      readonly reason?: string;
    }
  /** The number has another holder now: the account stays in the books without one. */
  | {
      readonly type: 'PhoneReleased';
      readonly at: Instant;
      readonly changeId: string;
      readonly reason: string;
    };

export type SubscriberEvent = TermsEvent | DeviceEvent | PhoneEvent;

export type Subscriber = {
  /** Null until registered. */
  readonly terms: Terms | null;
  readonly deviceIds: readonly string[];
  readonly hasPhone: boolean;
  /** Nothing happens to the account any more. Absent: somebody has it. */
  readonly isForgotten?: true;
};

export const initialState = (): Subscriber => ({ terms: null, deviceIds: [], hasPhone: true });

export const evolve = (subscriber: Subscriber, event: SubscriberEvent): Subscriber => {
  switch (event.type) {
    case 'SubscriberRegistered':
    case 'RoleChanged':
    case 'ApprovalDecided':
    case 'SubscriberBlocked':
    case 'SubscriberUnblocked':
    case 'SubscriberDisabled':
    case 'SubscriberEnabled':
      return { ...subscriber, terms: event.terms };
    case 'PersonForgotten':
      return { terms: event.terms, deviceIds: [], hasPhone: false, isForgotten: true };
    case 'DeviceEnrolled':
      return { ...subscriber, deviceIds: [...subscriber.deviceIds, event.deviceId] };
    case 'DeviceRemoved':
      return { ...subscriber, deviceIds: subscriber.deviceIds.filter((id) => id !== event.deviceId) };
    case 'PhoneChanged':
      return { ...subscriber, hasPhone: true };
    case 'PhoneReleased':
      return { ...subscriber, hasPhone: false };
    default:
      return assertNever(event);
  }
};

export const isDeviceEvent = (type: string): boolean => type === 'DeviceEnrolled' || type === 'DeviceRemoved';
/** Phone numbers stay inside this service, and so do these events. */
export const isPhoneEvent = (type: string): boolean => type === 'PhoneChanged' || type === 'PhoneReleased';
export const isTermsEvent = (type: string): boolean => !isDeviceEvent(type) && !isPhoneEvent(type);
