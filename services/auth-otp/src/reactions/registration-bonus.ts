// registration-bonus.ts — quota for people who register themselves, where the operator wants so.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import type { RecordedEvent } from '@saring/event-sourcing';
import { idFrom, Lanes } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, type EventReader, type Logger } from '@saring/service-kit';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { subscriberIdOf } from '../subscribers';

const CHECKPOINT = 'registration-bonus';
const GRANTS_SIDE_BY_SIDE = 64;

/**
 * Who registers themselves gets some quota at once, where the operator wants so. Asked of the ledger until it answers,
 * under one key a subscriber. While no bonus is set the place moves on all the same: setting one later is no
 * present to everyone who came before.
 */
@Injectable()
export class RegistrationBonus implements EventReader {
  readonly events = {
    name: CHECKPOINT,
    waiting: 'registration bonuses wait for the ledger',
    handle: (events: readonly RecordedEvent[]): Promise<void> => this.handleAll(events),
  };

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
  ) {}

  /** Each grant waits for the ledger's projection: side by side many new people wait no longer than one. */
  private async handleAll(events: readonly RecordedEvent[]): Promise<void> {
    const lanes = new Lanes(GRANTS_SIDE_BY_SIDE);
    try {
      for (const event of events) await lanes.add(event.stream, () => this.handle(event));
    } finally {
      await lanes.idle();
    }
  }

  private async handle(event: RecordedEvent): Promise<void> {
    const subscriberId = subscriberIdOf(event.stream);
    const isSelf = event.type === 'SubscriberRegistered' && event.metadata.actor === 'subscriber';
    if (subscriberId && isSelf && this.config.REGISTRATION_BONUS_BYTES > 0) await this.grant(subscriberId);
  }

  private async grant(subscriberId: string): Promise<void> {
    const { REGISTRATION_BONUS_BYTES: bytes, REGISTRATION_BONUS_DAYS: days } = this.config;
    const commandId = idFrom(CHECKPOINT, subscriberId);
    const grant = {
      commandId,
      subscriberId,
      bytes,
      days,
      source: 'bonus',
      reason: 'registration',
      actor: 'auth-otp',
    };
    try {
      await this.messenger.request(QuotaLedger.method.grantQuota, grant);
    } catch (error) {
      // A refusal stays one however often it is asked: the next subscriber must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.error({ subscriberId, refusal: error.code }, 'a registration bonus was refused');
    }
  }
}
