// terms-facts.ts — takes over role, approval and blocks of a subscriber, each version once.
import { Injectable } from '@nestjs/common';
import { SubscriberTermsChangedSchema, type SubscriberTermsChanged } from '@saring/contracts';
import { bySubscriber, onFact } from '@saring/messaging';
import type { FactReader } from '@saring/service-kit';
import { AccountCommands } from './account-commands';

@Injectable()
export class TermsFacts implements FactReader {
  readonly facts = {
    from: 'auth_otp',
    durable: 'quota-ledger-terms',
    keyOf: bySubscriber,
    waiting: 'the terms of a subscriber wait to be taken over',
    handlers: [onFact(SubscriberTermsChangedSchema, (fact) => this.apply(fact))],
  };

  constructor(private readonly commands: AccountCommands) {}

  private async apply(fact: SubscriberTermsChanged): Promise<void> {
    const { subscriberId, version, disabled, blocked, at } = fact;
    await this.commands.handle({
      subscriberId,
      commandId: `terms-${subscriberId}-${version}`,
      content: { version },
      command: {
        type: 'ChangeTerms',
        version,
        role: fact.role === 'komandan' ? 'komandan' : 'subscriber',
        approval: fact.approval === 'approved' || fact.approval === 'rejected' ? fact.approval : 'pending',
        disabled,
        blocked,
        blockReason: fact.blockReason ?? null,
        ...(fact.hardBlock ? { hardBlock: true as const } : {}),
        at,
      },
    });
  }
}
