import { DevicesChangedSchema, SubscriberTermsChangedSchema } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import {
  isDeviceEvent,
  isPhoneEvent,
  type DeviceEvent,
  type TermsEvent,
} from './subscribers/domain/subscriber';
import { subscriberIdOf } from './subscribers/subscribers';

/** A private event as what others may know: terms whole, devices by their version only, numbers not at all. */
export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const subscriberId = subscriberIdOf(recorded.stream);
  if (!subscriberId || isPhoneEvent(recorded.type)) return [];
  const version = recorded.revision + 1;
  if (isDeviceEvent(recorded.type)) {
    const { at } = fromRecorded<DeviceEvent>(recorded);
    return [publicFact(DevicesChangedSchema, { subscriberId, version, at })];
  }
  const { terms, at } = fromRecorded<TermsEvent>(recorded);
  const { role, approval, disabled, blocked, blockReason, hardBlock = false } = terms;
  return [
    publicFact(SubscriberTermsChangedSchema, {
      subscriberId,
      version,
      role,
      approval,
      disabled,
      blocked,
      ...(blockReason === null ? {} : { blockReason }),
      hardBlock,
      at,
      selfRegistered: isSelfRegistration(recorded),
    }),
  ];
};

const isSelfRegistration = ({ type, metadata }: RecordedEvent): boolean =>
  type === 'SubscriberRegistered' && metadata.actor === 'subscriber';
