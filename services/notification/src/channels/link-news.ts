// link-news.ts — tells a number that its messages are read elsewhere too, so that nobody's are read along unseen.
import { Injectable } from '@nestjs/common';
import type { Locale, MessageKey } from '@saring/i18n';
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { OutboxNotices } from '../messages/outbox-notices';
import { Channels } from './channels';

const TEMPLATE: MessageKey = 'phone.linked';

type NewLink = {
  /** Of the code or token that made it: told again, it is told once. */
  readonly proofHash: string;
  readonly phone: PhoneNumber;
  /** As people name it. */
  readonly where: string;
  readonly locale: Locale;
};

@Injectable()
export class LinkNews {
  constructor(
    private readonly channels: Channels,
    private readonly outbox: OutboxNotices,
  ) {}

  /** Within the transaction that makes the link. Where no channel reaches a number by itself there is no way to tell it. */
  async put(on: Queryable, { proofHash, phone, where, locale }: NewLink): Promise<void> {
    if (!this.channels.inOrder.some(({ capabilities }) => capabilities.identityIsPhone)) return;
    await this.outbox.put(on, {
      ...{ commandId: `linked|${proofHash}`, toPhone: phone, template: TEMPLATE, params: { where } },
      ...{ locale, site: '' },
    });
  }

  /** What was put is committed. */
  wake(): void {
    this.outbox.wake();
  }
}

/** `b…@example.id`: enough for its owner. */
export const maskedEmail = (email: string): string => email.replace(/^(.).*@/, '$1…@');
