import type { PostgresEventStore } from '@saring/event-store';
import {
  contentHash,
  fold,
  fromRecorded,
  readWholeStream,
  toAppend,
  type EventMetadata,
  type RecordedEvent,
} from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import { StaleError } from '@saring/service-kit';
import type { PoolClient } from 'pg';
import type { Subscriber, SubscriberEvent, Terms } from '../../domain/subscriber';
import { subscriberDecider, type SubscriberCommand } from '../../domain/subscriber.decide';

const STREAM = /^subscriber-([0-9a-f-]{36})$/;

export const subscriberStream = (subscriberId: string): string => `subscriber-${subscriberId}`;

/** Whose stream it is; undefined: no subscriber's. */
export const subscriberIdOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

export type Cause = { readonly commandId: string; readonly actor: string; readonly content?: unknown };

/**
 * One subscriber's events being added to: loaded before a transaction, appended in it beside the rows, so that both
 * stand or fall together. Appending is refused as stale when the stream has moved since.
 */
export class SubscriberChange {
  private current: Subscriber;
  private readonly pending: { event: SubscriberEvent; metadata: EventMetadata }[] = [];

  private constructor(
    readonly subscriberId: string,
    private readonly history: readonly RecordedEvent[],
  ) {
    this.current = fold(
      subscriberDecider,
      history.map((event) => fromRecorded<SubscriberEvent>(event)),
    );
  }

  static async load(store: PostgresEventStore, subscriberId: string): Promise<SubscriberChange> {
    return new SubscriberChange(subscriberId, await readWholeStream(store, subscriberStream(subscriberId)));
  }

  get subscriber(): Subscriber {
    return this.current;
  }

  /** @throws RefusalError AUTH.SUBSCRIBER_UNKNOWN before registration. */
  get terms(): Terms {
    if (!this.current.terms) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return this.current.terms;
  }

  /** The place of the last event of the kind, counted from one; 0 without any. What is still to be appended counts. */
  private versionOf(kind: (type: string) => boolean): number {
    const types = [...this.history.map(({ type }) => type), ...this.pending.map(({ event }) => event.type)];
    return types.reduce((last, type, index) => (kind(type) ? index + 1 : last), 0);
  }

  get termsVersion(): number {
    return this.versionOf((type) => !isDeviceEvent(type) && !isPhoneEvent(type));
  }

  get devicesVersion(): number {
    return this.versionOf(isDeviceEvent);
  }

  /** Whether this command was handled before. @throws RefusalError COMMAND.ID_REUSED when it had other content. */
  isRepeated(cause: Cause): boolean {
    const earlier = this.history.find((event) => event.metadata.commandId === cause.commandId);
    if (!earlier) return false;
    if (earlier.metadata.commandHash !== contentHash(cause.content ?? null))
      throw new RefusalError('COMMAND.ID_REUSED', { commandId: cause.commandId });
    return true;
  }

  /** @throws RefusalError with the domain's code. @returns the events that the command leads to. */
  decide(command: SubscriberCommand, cause: Cause): readonly SubscriberEvent[] {
    const decision = subscriberDecider.decide(this.current, command);
    if (!decision.accepted) throw new RefusalError(decision.refusal.code, decision.refusal.details);
    const traceparent = currentTraceparent();
    const metadata: EventMetadata = {
      commandId: cause.commandId,
      commandHash: contentHash(cause.content ?? null),
      actor: cause.actor,
      ...(traceparent ? { traceparent } : {}),
    };
    for (const event of decision.events) {
      this.pending.push({ event, metadata });
      this.current = subscriberDecider.evolve(this.current, event);
    }
    return decision.events;
  }

  /** @throws StaleError when someone appended since `load`. */
  async append(store: PostgresEventStore, client: PoolClient): Promise<void> {
    if (this.pending.length === 0) return;
    const stream = subscriberStream(this.subscriberId);
    const last = this.history.length - 1;
    const outcome = await store.appendIn(client, {
      stream,
      expectedRevision: last < 0 ? 'none' : last,
      events: this.pending.map(({ event, metadata }, index) =>
        toAppend(event, metadata, idFrom(stream, metadata.commandId ?? '', index)),
      ),
    });
    if (!outcome.ok) throw new StaleError(stream);
  }
}

/** Whose number it was is nobody's business but this service's. */
export const isPhoneEvent = (type: string): boolean => type === 'PhoneChanged' || type === 'PhoneReleased';
export const isDeviceEvent = (type: string): boolean => type === 'DeviceEnrolled' || type === 'DeviceRemoved';
