// subscriber.decide.ts — the commands on a subscriber. A command that changes nothing is accepted and leads to no event.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { type Approval, assertNever, type Instant, type SubscriberRole } from '@saring/kernel';
import { inOrderOfEviction, type DeviceSight } from '../../devices/domain/device-limit';
import {
  evolve,
  initialState,
  type RemovalCause,
  type Subscriber,
  type SubscriberEvent,
  type Terms,
  type TermsEvent,
} from './subscriber';

export type SubscriberCommand =
  | {
      readonly type: 'RegisterSubscriber';
      readonly at: Instant;
      readonly role: SubscriberRole;
      readonly approval: Approval;
    }
  | { readonly type: 'ChangeRole'; readonly at: Instant; readonly role: SubscriberRole }
  | {
      readonly type: 'DecideApproval';
      readonly at: Instant;
      readonly approve: boolean;
      readonly reason: string;
    }
  | {
      readonly type: 'BlockSubscriber';
      readonly at: Instant;
      readonly reason: string;
      readonly hardBlock?: boolean;
    }
  | { readonly type: 'UnblockSubscriber'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'SetDisabled'; readonly at: Instant; readonly disabled: boolean }
  | EnrolDevice
  | {
      readonly type: 'RemoveDevice';
      readonly at: Instant;
      readonly deviceId: string;
      readonly cause: RemovalCause;
    }
  | {
      readonly type: 'ChangePhone';
      readonly at: Instant;
      readonly changeId: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'ReleasePhone';
      readonly at: Instant;
      readonly changeId: string;
      readonly reason: string;
    }
  | { readonly type: 'ForgetPerson'; readonly at: Instant };

export type EnrolDevice = {
  readonly type: 'EnrolDevice';
  readonly at: Instant;
  readonly deviceId: string;
  /** The devices enrolled so far; decides which one gives way. */
  readonly sights: readonly DeviceSight[];
  /** domain.md: *3*. */
  readonly limit: number;
  /** Whom the person gives up. */
  readonly evictDeviceId?: string;
  /** Someone adds a device that they do not hold: no device gives way unasked, online or not. */
  readonly byHand?: boolean;
};

export type SubscriberRefusal =
  | 'AUTH.SUBSCRIBER_UNKNOWN'
  | 'AUTH.SUBSCRIBER_EXISTS'
  | 'AUTH.REASON_MISSING'
  | 'AUTH.DEVICE_UNKNOWN'
  | 'AUTH.DEVICES_FULL'
  | 'AUTH.DEVICES_ONLINE'
  | 'AUTH.PHONE_MISSING';

type Outcome = Decision<SubscriberEvent, SubscriberRefusal>;

const changeTerms = (terms: Terms, change: Partial<Terms>, event: Omit<TermsEvent, 'terms'>): Outcome => {
  const changed = { ...terms, ...change };
  const same = (Object.keys(changed) as (keyof Terms)[]).every(
    (name) => (changed[name] ?? false) === (terms[name] ?? false),
  );
  return same ? accept() : accept({ ...event, terms: changed });
};

const enrolDevice = (subscriber: Subscriber, command: EnrolDevice): Outcome => {
  if (subscriber.deviceIds.includes(command.deviceId)) return accept();
  const sights = command.sights.filter((sight) => subscriber.deviceIds.includes(sight.deviceId));
  const tooMany = subscriber.deviceIds.length + 1 - command.limit;
  const order = inOrderOfEviction(sights);
  const chosen = order.filter(({ deviceId }) => deviceId === command.evictDeviceId);
  const others = order.filter((sight) => !chosen.includes(sight));
  if (command.byHand && tooMany > 0 && chosen.length === 0) return refuse('AUTH.DEVICES_FULL');
  // A limit that has fallen may be exceeded by more than one: the person named one, and no other goes.
  const places = chosen.length > 0 ? Math.min(1, tooMany) : tooMany;
  const evicted = [...chosen, ...others].slice(0, Math.max(0, places));
  // One that is online is never thrown out without asking.
  if (evicted.some((sight) => sight.online && !chosen.includes(sight))) return refuse('AUTH.DEVICES_ONLINE');
  return accept<SubscriberEvent>(
    ...evicted.map(({ deviceId }) => ({
      type: 'DeviceRemoved' as const,
      at: command.at,
      deviceId,
      cause: 'evicted' as const,
    })),
    { type: 'DeviceEnrolled', at: command.at, deviceId: command.deviceId },
  );
};

/** The number belongs to someone else now, so whatever it opened ends. */
const releasePhone = (
  subscriber: Subscriber,
  { at, changeId, reason }: Extract<SubscriberCommand, { type: 'ReleasePhone' }>,
): Outcome => {
  if (!subscriber.hasPhone) return refuse('AUTH.PHONE_MISSING');
  return accept<SubscriberEvent>(
    ...subscriber.deviceIds.map((deviceId) => ({
      type: 'DeviceRemoved' as const,
      at,
      deviceId,
      cause: 'released' as const,
    })),
    { type: 'PhoneReleased', at, changeId, reason },
  );
};

/** The terms say nothing of the person any more, and open nothing. */
const forgetPerson = (subscriber: Subscriber, { approval }: Terms, at: Instant): Outcome =>
  accept<SubscriberEvent>(
    ...subscriber.deviceIds.map((deviceId) => ({
      type: 'DeviceRemoved' as const,
      at,
      deviceId,
      cause: 'removed' as const,
    })),
    {
      ...{ type: 'PersonForgotten' as const, at },
      terms: { role: 'subscriber', approval, disabled: true, blocked: false, blockReason: null },
    },
  );

const decide = (subscriber: Subscriber, command: SubscriberCommand): Outcome => {
  const { terms } = subscriber;
  const { at } = command;
  if (command.type === 'RegisterSubscriber') {
    if (terms) return refuse('AUTH.SUBSCRIBER_EXISTS');
    const { role, approval } = command;
    return accept({
      type: 'SubscriberRegistered',
      at,
      terms: { role, approval, disabled: false, blocked: false, blockReason: null },
    });
  }
  if (!terms || subscriber.isForgotten) return refuse('AUTH.SUBSCRIBER_UNKNOWN');
  if (
    'reason' in command &&
    !command.reason?.trim() &&
    !(command.type === 'DecideApproval' && command.approve)
  )
    return refuse('AUTH.REASON_MISSING');
  switch (command.type) {
    case 'ChangeRole':
      return changeTerms(terms, { role: command.role }, { type: 'RoleChanged', at });
    case 'DecideApproval':
      return changeTerms(
        terms,
        { approval: command.approve ? 'approved' : 'rejected' },
        { type: 'ApprovalDecided', at, reason: command.reason },
      );
    case 'BlockSubscriber':
      return changeTerms(
        terms,
        { blocked: true, blockReason: command.reason, hardBlock: command.hardBlock ?? false },
        { type: 'SubscriberBlocked', at },
      );
    case 'UnblockSubscriber':
      return changeTerms(
        terms,
        { blocked: false, blockReason: null, hardBlock: false },
        { type: 'SubscriberUnblocked', at, reason: command.reason },
      );
    case 'SetDisabled':
      return changeTerms(
        terms,
        { disabled: command.disabled },
        { type: command.disabled ? 'SubscriberDisabled' : 'SubscriberEnabled', at },
      );
    case 'EnrolDevice':
      return enrolDevice(subscriber, command);
    case 'RemoveDevice':
      return subscriber.deviceIds.includes(command.deviceId)
        ? accept({ type: 'DeviceRemoved', at, deviceId: command.deviceId, cause: command.cause })
        : refuse('AUTH.DEVICE_UNKNOWN');
    case 'ChangePhone': {
      const { type: _, ...change } = command;
      return accept({ type: 'PhoneChanged', ...change });
    }
    case 'ReleasePhone':
      return releasePhone(subscriber, command);
    case 'ForgetPerson':
      return forgetPerson(subscriber, terms, at);
    default:
      return assertNever(command);
  }
};

export const subscriberDecider: Decider<Subscriber, SubscriberCommand, SubscriberEvent, SubscriberRefusal> = {
  initialState,
  evolve,
  decide,
};
