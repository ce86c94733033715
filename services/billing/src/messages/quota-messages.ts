// quota-messages.ts — sends the notices of the ledger about a subscriber's quota and debts, once a cause.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaNoticeSchema, type QuotaNotice } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { harmlessName, idFrom, maskPhoneNumber, type Clock, type PhoneNumber } from '@saring/kernel';
import { onFact } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { DebtNotices, type NoticeMessage } from '../debts/debt-notice';
import { People } from './people';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { timeText } from '../receipts/format';
import { sizeText } from '../receipts/size-text';
import { SiteProfiles } from '../sites/site-profiles';

/** Older notices are out of date: the page shows the present. */
const NEWS_MILLISECONDS = 12 * 3_600_000;

const TEMPLATES: Readonly<Record<string, string>> = {
  low20: 'quota.low',
  low5: 'quota.low',
  slowed: 'quota.slowed',
  used_up: 'quota.exhausted',
  ended: 'quota.expired',
  ends_3d: 'quota.ends',
  ends_1d: 'quota.ends',
  restored: 'quota.restored',
  request_approved: 'request.approved',
  request_rejected: 'request.rejected',
};

@Injectable()
export class QuotaMessages implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'billing-quota-notices',
    waiting: 'a message of quota waits',
    handlers: [onFact(QuotaNoticeSchema, (fact) => this.send(fact))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly people: People,
    private readonly profiles: SiteProfiles,
    private readonly debts: DebtNotices,
  ) {}

  private async send(notice: QuotaNotice): Promise<void> {
    const { subscriberId, kind, cause, at } = notice;
    const ageMilliseconds = this.clock.now().getTime() - Date.parse(at);
    if (!this.config.QUOTA_MESSAGES.has(kind) || ageMilliseconds > NEWS_MILLISECONDS) return;
    const person = await this.people.find(subscriberId);
    const message = await this.messageOf(notice, person);
    if (message === null) return;
    await this.people.notify(person, {
      commandId: idFrom('quota-notice', subscriberId, cause),
      ...message,
      site: person.site,
    });
  }

  private async messageOf(
    notice: QuotaNotice,
    { locale, site }: { readonly locale: Locale; readonly site: string },
  ): Promise<NoticeMessage | null> {
    if (notice.kind.startsWith('debt_')) return this.debts.messageOf(notice, { locale, site });
    if (notice.kind.startsWith('family_')) return this.familyMessage(notice, locale, site);
    const isTimeOver = notice.kind === 'used_up' && notice.onlineSeconds === 0;
    const template = isTimeOver ? 'quota.time_over' : TEMPLATES[notice.kind];
    return template ? { template, params: await this.paramsOf(notice, locale, site) } : null;
  }

  /** Who has no name is known by the number, which the other one had to know: it is not shown whole. */
  private async familyMessage(
    { kind, otherId = '', endsAt }: QuotaNotice,
    locale: Locale,
    site: string,
  ): Promise<NoticeMessage> {
    const { name, phone } = await this.people.find(otherId);
    const who = harmlessName(name) || (phone === '' ? '–' : maskPhoneNumber(phone as PhoneNumber));
    const until = endsAt && timeText(new Date(endsAt), locale, await this.profiles.timeZoneOf(site));
    return { template: kind.replace('_', '.'), params: { who, ...(until ? { until } : {}) } };
  }

  private async paramsOf(
    { kind, bytes, endsAt, reason, onlineSeconds }: QuotaNotice,
    locale: Locale,
    site: string,
  ): Promise<Record<string, string>> {
    if (kind === 'used_up' || kind === 'ended') return {};
    if (kind === 'request_rejected') return { reason: reason ?? '' };
    const remaining = sizeText({ bytes, unlimited: bytes === 0, onlineSeconds }, locale);
    const end = endsAt && timeText(new Date(endsAt), locale, await this.profiles.timeZoneOf(site));
    if (kind === 'request_approved') return { amount: remaining, ...(end ? { expires: end } : {}) };
    return { remaining, ...(end ? { until: end } : {}) };
  }
}
