// terms-messages.ts — messages a person when they are approved, rejected, blocked or let in again.
import { Inject, Injectable } from '@nestjs/common';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { chooseLocale, portalText } from '@saring/i18n';
import { idFrom, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findSubscriber } from './subscribers.rows';
import type { TermsEvent } from './domain/subscriber';
import { subscriberIdOf } from './subscribers';
import { SubscriberNotices } from './subscriber-notices';

const NAME = 'terms-messages';
/** Older decisions send nothing: an installation that gets this reaction has years of them. */
const NEWS_MILLISECONDS = 86_400_000;

type Told = { readonly template: string; readonly reason?: string };

const messageOf = ({ type, terms, reason }: TermsEvent): Told | null => {
  if (type === 'SubscriberBlocked') return { template: 'access.blocked', reason: terms.blockReason ?? '' };
  if (type === 'SubscriberUnblocked') return { template: 'access.unblocked' };
  if (type !== 'ApprovalDecided') return null;
  return terms.approval === 'approved'
    ? { template: 'approval.approved' }
    : { template: 'approval.rejected', reason: reason ?? '' };
};

@Injectable()
export class TermsMessages implements EventReader {
  readonly events = {
    name: NAME,
    waiting: 'messages of approvals and blocks wait for notification',
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      for (const event of events) await this.handle(event);
    },
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: SubscriberNotices,
  ) {}

  private async handle(recorded: RecordedEvent): Promise<void> {
    const subscriberId = subscriberIdOf(recorded.stream);
    if (!subscriberId || !TYPES.has(recorded.type)) return;
    const event = fromRecorded<TermsEvent>(recorded);
    const message = messageOf(event);
    if (!message || this.clock.now().getTime() - Date.parse(event.at) > NEWS_MILLISECONDS) return;
    const subscriber = await findSubscriber(this.pool, subscriberId);
    if (!subscriber || subscriber.phone === null) return;
    const { phone, locale, site } = subscriber;
    const { template, reason } = message;
    const params: Record<string, string> = reason === undefined ? {} : { reason: reasonText(reason, locale) };
    const notice = {
      commandId: idFrom(NAME, recorded.eventId),
      toPhone: phone,
      template,
      params,
      locale,
      site,
    };
    await this.notices.send(subscriberId, notice, 'a message of an approval or a block was refused');
  }
}

const TYPES: ReadonlySet<string> = new Set(['SubscriberBlocked', 'SubscriberUnblocked', 'ApprovalDecided']);

/** Debt blocks by a code; operators write their own words. */
const reasonText = (reason: string, locale: string): string =>
  reason === 'debt' ? portalText('quota.reasonDebt', chooseLocale(locale)) : reason;
