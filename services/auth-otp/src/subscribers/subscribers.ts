// subscribers.ts — the subscribers: terms, devices and number as events, each stored with the row of the subscriber.
import { Inject, Injectable } from '@nestjs/common';
import type { Change } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { RefusalError } from '@saring/messaging';
import { Aggregates, PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  findSubscriber,
  insertSubscriber,
  saveTerms,
  type PersonalData,
  type StoredTerms,
} from './subscribers.rows';
import {
  isDeviceEvent,
  isTermsEvent,
  type Subscriber,
  type SubscriberEvent,
  type Terms,
} from './domain/subscriber';
import {
  subscriberDecider,
  type SubscriberCommand,
  type SubscriberRefusal,
} from './domain/subscriber.decide';
import { SUBSCRIBER_EVENTS } from '../events';

export type SubscriberChange = Change<Subscriber, SubscriberCommand, SubscriberEvent, SubscriberRefusal>;

const STREAM = /^subscriber-([0-9a-f-]{36})$/;

/** The subscriber that a stream belongs to; undefined for other streams. */
export const subscriberIdOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

/** @throws RefusalError AUTH.SUBSCRIBER_UNKNOWN before registration. */
export const termsOf = ({ state }: SubscriberChange): Terms => {
  if (!state.terms) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
  return state.terms;
};

const storedTerms = (change: SubscriberChange): StoredTerms => ({
  id: change.id,
  terms: termsOf(change),
  termsVersion: change.versionOf(isTermsEvent),
  devicesVersion: change.versionOf(isDeviceEvent),
});

@Injectable()
export class Subscribers extends Aggregates<
  Subscriber,
  SubscriberCommand,
  SubscriberEvent,
  SubscriberRefusal
> {
  protected readonly decider = subscriberDecider;

  constructor(@Inject(PG_POOL) pool: Pool, @Inject(SUBSCRIBER_EVENTS) store: PostgresEventStore) {
    super(pool, store);
  }

  /** The row of a registration, beside its event: personal data is in no stream. */
  insert(client: PoolClient, change: SubscriberChange, data: PersonalData, at: Date): Promise<void> {
    return insertSubscriber(client, storedTerms(change), data, at);
  }

  /** The account of a voucher, or one that lost its number to another holder. */
  async isWithoutPhone(on: Queryable, subscriberId: string): Promise<boolean> {
    return (await findSubscriber(on, subscriberId))?.phone === null;
  }

  protected streamOf(subscriberId: string): string {
    return `subscriber-${subscriberId}`;
  }

  protected project(client: PoolClient, change: SubscriberChange): Promise<void> {
    return saveTerms(client, storedTerms(change));
  }
}
