// publish.ts — which private events others may see, as what facts.
import { AccessStatusChangedSchema } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import type { AccountEvent } from './domain/quota-account';
import { subscriberOf } from './streams';

/** Meters write far more than anyone else hears of. */
export const PUBLISHED_TYPES = ['AccessStatusChanged'];

export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const subscriberId = subscriberOf(recorded.stream);
  if (subscriberId === null || recorded.type !== 'AccessStatusChanged') return [];
  const event = fromRecorded<Extract<AccountEvent, { type: 'AccessStatusChanged' }>>(recorded);
  return [
    publicFact(AccessStatusChangedSchema, {
      subscriberId,
      version: recorded.revision,
      status: event.status,
      blockReason: event.blockReason ?? undefined,
      previousStatus: event.previousStatus ?? undefined,
      at: event.at,
      remainingBytes: event.remainingBytes,
    }),
  ];
};
