// message-opener.ts — a message of the outbox, opened and put into words.
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, PG_POOL, SiteDirectory, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { OutgoingMessage } from '../channels/channel';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { Kinds } from '../kinds/kinds';
import { attachmentOf, type DueMessage } from './outbox.rows';
import { SealedParams } from './sealed-params';

@Injectable()
export class MessageOpener {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sealed: SealedParams,
    private readonly sites: SiteDirectory,
    private readonly kinds: Kinds,
  ) {}

  /** Null when the content cannot be opened: one such message must not hold up the others. */
  async open(message: DueMessage): Promise<OutgoingMessage | null> {
    const { id, to_phone: to, template, locale, site } = message;
    const file = await attachmentOf(this.pool, id);
    const render = await this.kinds.renderer(message);
    try {
      const params = { ...this.sealed.open(id, message.params_sealed), ...this.whereToGo(site) };
      const text = this.signed(render(params), site);
      const opened = { id, to, template, params, locale, text };
      if (!file) return { ...opened, attachment: null };
      const content = Uint8Array.from(this.sealed.openBytes(id, file.sealed));
      return { ...opened, attachment: { name: file.name, contentType: file.type, content } };
    } catch (error) {
      this.logger.error(
        { messageId: message.id, error: (error as Error).message },
        'a message cannot be opened',
      );
      return null;
    }
  }

  /** Help in a message: the portal's address and the contact; lines without a value are left out. */
  private whereToGo(site: string): { readonly page: string; readonly contact: string } {
    const { PUBLIC_URL = '', BUSINESS_PHONE } = this.config;
    return { page: PUBLIC_URL, contact: this.sites.of(site).phone ?? BUSINESS_PHONE };
  }

  /** Whose message it is: people know their WiFi by its name, not by the number that writes. */
  private signed(text: string, site: string): string {
    const { name } = this.sites.of(site);
    return name === undefined ? text : `${text}\n\n${name}`;
  }
}
