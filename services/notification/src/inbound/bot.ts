// bot.ts — one word asks, one message answers: what a subscriber wants to know, and where it is paid. A word moves no money.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Billing, QuotaLedger } from '@saring/contracts';
import { bytesText, chooseLocale, rupiahText, type Locale, type MessageKey } from '@saring/i18n';
import { type Clock, type PhoneNumber } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { CLOCK, SiteDirectory } from '@saring/service-kit';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import type { Answer } from './answer';
import { botCommandIn, type BotCommand } from './bot-words';

/** Of the devices that are named: the rest is a number. */
const DEVICES_NAMED_MOST = 8;
const WEEK_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

type Person = { readonly subscriberId: string; readonly locale: Locale; readonly site: string };
type Words = { readonly template: MessageKey; readonly params: Readonly<Record<string, string>> };

@Injectable()
export class Bot {
  private readonly answers: Readonly<Record<BotCommand, (person: Person) => Promise<Words>>> = {
    balance: (person) => this.balance(person),
    usage: (person) => this.usage(person),
    buy: () => Promise.resolve({ template: 'bot.buy', params: { link: this.below('/beli') } }),
    bills: (person) => this.bills(person),
    devices: (person) => this.devices(person),
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly messenger: Messenger,
    private readonly sites: SiteDirectory,
  ) {}

  /** Null: no number to answer to, or nothing that is asked. @throws UnavailableError while a service that knows does not answer. */
  async answer(text: string, phone: PhoneNumber | null): Promise<Answer | null> {
    const command = botCommandIn(text);
    if (phone === null || command === null || !this.config.MESSAGE_BOT) return null;
    const person = await this.personOf(phone);
    if (person === null) return { template: 'bot.stranger', params: {}, locale: '', site: '' };
    const words: Words =
      command === 'help' ? { template: 'bot.help', params: {} } : await this.answers[command](person);
    return { ...words, locale: person.locale, site: person.site };
  }

  private async personOf(phone: PhoneNumber): Promise<Person | null> {
    try {
      const { subscriberId, locale, site } = await this.messenger.request(AuthOtp.method.findSubscriber, {
        phone,
      });
      return { subscriberId, locale: chooseLocale(locale), site };
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.SUBSCRIBER_UNKNOWN') return null;
      throw error;
    }
  }

  private async balance({ subscriberId, locale, site }: Person): Promise<Words> {
    const quota = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
    const expires =
      quota.expiresAt === undefined ? '' : this.dayText(new Date(quota.expiresAt), locale, site);
    const remaining = bytesText(Math.max(0, quota.remainingBytes), locale);
    const owed = quota.debtBytes > 0 ? bytesText(quota.debtBytes, locale) : '';
    return quota.unlimited
      ? { template: 'bot.unlimited', params: { expires, owed } }
      : { template: 'bot.balance', params: { remaining, expires, owed } };
  }

  private async usage({ subscriberId, locale, site }: Person): Promise<Words> {
    const timeZone = this.sites.timeZoneOf(this.config, site);
    const now = this.clock.now();
    const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
    const today = dayOf(now);
    const fromDate = dayOf(new Date(now.getTime() - (WEEK_DAYS - 1) * DAY_MILLISECONDS));
    const asked = { subscriberId, fromDate, toDate: today, timeZone };
    const { days } = await this.messenger.request(QuotaLedger.method.getUsage, asked);
    const sum = (of: typeof days) =>
      bytesText(
        of.reduce((bytes, { bytesIn, bytesOut }) => bytes + bytesIn + bytesOut, 0),
        locale,
      );
    const ofToday = sum(days.filter(({ date }) => date === today));
    return { template: 'bot.usage', params: { today: ofToday, week: sum(days) } };
  }

  private async bills({ subscriberId, locale }: Person): Promise<Words> {
    const standing = await this.messenger.request(Billing.method.getBillingStanding, { subscriberId });
    if (standing.owedRupiah <= 0) return { template: 'bot.no_bills', params: {} };
    const params = { amount: rupiahText(standing.owedRupiah, locale), link: this.below(standing.payPath) };
    return { template: 'bot.bills', params };
  }

  private async devices({ subscriberId }: Person): Promise<Words> {
    const { items, limit } = await this.messenger.request(AuthOtp.method.listDevices, { subscriberId });
    const named = items.slice(0, DEVICES_NAMED_MOST).map(({ label, mac }) => label || `…${mac.slice(-5)}`);
    const more = items.length - named.length;
    const list = [...named, ...(more > 0 ? [`+${more}`] : [])].join(', ') || '–';
    return { template: 'bot.devices', params: { count: String(items.length), limit: String(limit), list } };
  }

  /** Empty where the portal has no public address: the line that names it is left out. */
  private below(path: string): string {
    const { PUBLIC_URL } = this.config;
    return PUBLIC_URL === undefined || path === '' ? '' : `${PUBLIC_URL}${path}`;
  }

  private dayText(at: Date, locale: Locale, site: string): string {
    const timeZone = this.sites.timeZoneOf(this.config, site);
    const tag = locale === 'id' ? 'id-ID' : 'en-GB';
    return new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
  }
}
