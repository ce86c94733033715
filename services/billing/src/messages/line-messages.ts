// line-messages.ts — tells people that the quota of a PPPoE line of theirs is used up, and that it has one again.
import { Inject, Injectable } from '@nestjs/common';
import { LineQuotaNoticeSchema, type LineQuotaNotice } from '@saring/contracts';
import { idFrom, type Clock } from '@saring/kernel';
import { onFact } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { bytesText, timeText } from '../receipts/format';
import { SiteProfiles } from '../sites/site-profiles';
import { People } from './people';

/** Older notices are out of date: the page shows the present. */
const NEWS_MILLISECONDS = 12 * 3_600_000;

const TEMPLATES: Readonly<Record<string, string>> = {
  slowed: 'line.slowed',
  held: 'line.held',
  freed: 'line.freed',
};

@Injectable()
export class LineMessages implements FactReader {
  readonly facts = {
    from: 'router_gateway',
    durable: 'billing-line-quotas',
    waiting: 'a message of a line waits',
    handlers: [onFact(LineQuotaNoticeSchema, (fact) => this.send(fact))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: People,
    private readonly profiles: SiteProfiles,
  ) {}

  private async send(notice: LineQuotaNotice): Promise<void> {
    const template = TEMPLATES[notice.kind];
    if (!template || this.clock.now().getTime() - Date.parse(notice.at) > NEWS_MILLISECONDS) return;
    const person = await this.people.find(notice.subscriberId);
    const { locale, site } = person;
    const until = timeText(new Date(notice.endsAt), locale, await this.profiles.timeZoneOf(site));
    const { username: line, bytes } = notice;
    const params = { line, ...(notice.kind === 'freed' ? {} : { quota: bytesText(bytes, locale), until }) };
    const commandId = idFrom('line-quota-notice', notice.cause);
    await this.people.notify(person, { commandId, template, params, site });
  }
}
