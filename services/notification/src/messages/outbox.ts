// outbox.ts — what this service itself has to say to somebody.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import { chooseLocale, type MessageKey } from '@saring/i18n';
import { newId, type Clock, type PhoneNumber } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { insertMessage, type NewMessage, type Queryable } from './outbox.rows';
import { SealedParams } from './sealed-params';
import { Sender } from './sender';

type Words = {
  readonly commandId: string;
  readonly toPhone: PhoneNumber;
  readonly template: MessageKey;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly site: string;
  readonly lifetimeMilliseconds: number;
};

@Injectable()
export class Outbox {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sealed: SealedParams,
    private readonly sender: Sender,
  ) {}

  /** Once for a command id, in the transaction of what leads to it; `wake` when that is over. */
  async put(on: Queryable, words: Words): Promise<void> {
    const { commandId, toPhone, template, params, site } = words;
    const [id, createdAt] = [newId(), this.clock.now()];
    const said = { toPhone, template, locale: chooseLocale(words.locale), site };
    const message: NewMessage = {
      ...{
        ...said,
        id,
        commandId,
        createdAt,
        purpose: 'notice',
        lane: 'notice',
        attachment: null,
        sources: [],
      },
      contentHash: contentHash({ ...said, params }),
      paramsSealed: this.sealed.seal(id, params),
      expiresAt: new Date(createdAt.getTime() + words.lifetimeMilliseconds),
    };
    await insertMessage(on, message);
  }

  wake(): void {
    this.sender.wake();
  }
}
