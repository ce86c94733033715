// operator-bot.ts — what an operator asks from a number that they proved. No word changes anything: where money moves, it leads to the
// page of the console where that is done, asked for and recorded.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Billing, RouterGateway, type Subscriber } from '@saring/contracts';
import { chooseLocale, rupiahText, type Locale, type MessageKey } from '@saring/i18n';
import { harmlessName, type Permission, type PhoneNumber } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import type { Answer } from './answer';
import { botCommandIn } from './bot-words';
import { OPERATOR_COMMANDS, operatorCommandIn, type OperatorCommand } from './operator-words';

/** What is named in one message: the rest is a number. */
const NAMED_MOST = 5;
/** Waiting payments that are counted, of each way to pay. */
const COUNTED_MOST = 50;
/** Shorter parts find anybody. */
const LEAST_CHARACTERS = 2;
const PHONE_END_DIGITS = 4;
/** Ways to pay that an operator sees and confirms. */
const SEEN_BY_HAND = ['static_qris', 'manual'] as const;

/** One of them is enough. */
const NEEDS: Readonly<Record<OperatorCommand, readonly Permission[]>> = {
  find: ['subscribers:read'],
  sell: ['counter:sell', 'agents:sell'],
  payments: ['orders:confirm'],
  routers: ['routers:read'],
};
/** How each is written, in the list of words. */
const HELP: Readonly<Record<OperatorCommand, readonly [id: string, en: string]>> = {
  find: ['CARI nama – cari pelanggan', 'FIND name – find a subscriber'],
  sell: ['JUAL nama – jual di konsol', 'SELL name – sell in the console'],
  payments: ['KONFIRMASI – pembayaran yang menunggu', 'CONFIRM – payments that wait'],
  routers: ['ROUTER – keadaan router', 'ROUTER – how routers fare'],
};

type Operator = {
  readonly permissions: readonly string[];
  readonly locale: Locale;
  /** Empty: all. */
  readonly site: string;
};
type Words = { readonly template: MessageKey; readonly params: Readonly<Record<string, string>> };

@Injectable()
export class OperatorBot {
  private readonly answers: Readonly<
    Record<OperatorCommand, (about: string, operator: Operator) => Promise<Words>>
  > = {
    find: (about, operator) => this.find(about, operator),
    sell: (about, operator) => this.sell(about, operator),
    payments: (_, operator) => this.payments(operator),
    routers: (_, operator) => this.routers(operator),
  };

  constructor(
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly messenger: Messenger,
  ) {}

  /** A code of the operator's own page proves the number that it comes from. @throws UnavailableError while auth-otp does not answer. */
  async prove(code: string, phone: PhoneNumber | null, isForwarded: boolean): Promise<Answer | null> {
    if (phone === null) return null;
    const nobody = { params: {}, locale: '', site: '' };
    if (isForwarded) return { template: 'reverse.forwarded', ...nobody };
    const asked = { code, phone };
    const { proved, locale } = await this.messenger.request(AuthOtp.method.proveOperatorBotCode, asked);
    return { ...nobody, template: proved ? 'bot.operator_linked' : 'bot.operator_void', locale };
  }

  /**
   * Null: no word of an operator, or no operator's number: then it is a subscriber's.
   * @throws UnavailableError while a service that knows does not answer.
   */
  async answer(text: string, phone: PhoneNumber | null): Promise<Answer | null> {
    if (phone === null || !this.config.MESSAGE_BOT) return null;
    const asked = operatorCommandIn(text);
    if (asked === null && botCommandIn(text) !== 'help') return null;
    const operator = await this.operatorOf(phone);
    if (operator === null) return null;
    return { ...(await this.wordsFor(asked, operator)), locale: operator.locale, site: operator.site };
  }

  private wordsFor(asked: ReturnType<typeof operatorCommandIn>, operator: Operator): Promise<Words> {
    if (asked === null) return Promise.resolve(helpFor(operator));
    if (!may(operator, asked.command))
      return Promise.resolve({ template: 'bot.operator_forbidden', params: {} });
    return this.answers[asked.command](asked.about, operator);
  }

  private async operatorOf(phone: PhoneNumber): Promise<Operator | null> {
    try {
      const found = await this.messenger.request(AuthOtp.method.findBotOperator, { phone });
      const { permissions, locale, messagesSite: site } = found;
      return permissions.length === 0 ? null : { permissions, locale: chooseLocale(locale), site };
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.OPERATOR_UNKNOWN') return null;
      throw error;
    }
  }

  private async find(about: string, operator: Operator): Promise<Words> {
    const found = await this.search(about, operator);
    const [only] = found;
    if (only === undefined) return NOBODY;
    const list = named(found.map((one) => `– ${[nameOf(one), one.site].filter(Boolean).join(', ')}`));
    const path =
      found.length === 1
        ? `/subscribers/${only.subscriberId}`
        : `/subscribers?query=${encodeURIComponent(about)}`;
    return { template: 'bot.operator_found', params: { list, link: this.console(path) } };
  }

  /** What is sold is money: the page asks how much was taken, and by whom. */
  private async sell(about: string, operator: Operator): Promise<Words> {
    const isAtCounter = operator.permissions.includes('counter:sell');
    if (isAtCounter && about !== '' && operator.permissions.includes('subscribers:read'))
      return this.find(about, operator);
    const path = isAtCounter ? '/vouchers' : '/sell';
    return { template: 'bot.operator_sell', params: { link: this.console(path) } };
  }

  private async payments({ locale, site }: Operator): Promise<Words> {
    const pages = await Promise.all(
      SEEN_BY_HAND.map((method) =>
        this.messenger.request(Billing.method.listOrders, {
          ...{ state: 'to_confirm', method, site },
          limit: COUNTED_MOST,
        }),
      ),
    );
    const orders = pages.flatMap(({ items }) => items);
    if (orders.length === 0) return { template: 'bot.operator_no_payments', params: {} };
    const ids = [...new Set(orders.slice(0, NAMED_MOST).map(({ subscriberId }) => subscriberId))];
    const { items: people } = await this.messenger.request(AuthOtp.method.describeSubscribers, {
      subscriberIds: ids.filter(Boolean),
    });
    const whoOf = (id: string): string => {
      const person = people.find(({ subscriberId }) => subscriberId === id);
      return person === undefined ? '' : nameOf(person);
    };
    const list = named(
      orders.map(({ orderNumber, subscriberId, amountRupiah, addedRupiah = 0, hasProof }) =>
        [
          ...[`– ${rupiahText(amountRupiah + addedRupiah, locale)}`, whoOf(subscriberId)],
          ...[orderNumber, hasProof ? '📎' : ''],
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    );
    const isMore = pages.some(({ nextBefore }) => nextBefore !== undefined);
    const count = `${orders.length}${isMore ? '+' : ''}`;
    const link = this.console('/orders?state=open');
    return { template: 'bot.operator_payments', params: { count, list, link } };
  }

  private async routers({ site }: Operator): Promise<Words> {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    const own = items.filter((router) => site === '' || router.site === site);
    const away = own.filter(({ state }) => state !== 'online');
    return {
      template: 'bot.operator_routers',
      params: {
        ...{ count: String(own.length - away.length), limit: String(own.length) },
        ...{
          routers: away.length === 0 ? '' : `\n${named(away.map(({ name }) => `– ${name}`))}`,
          link: this.console('/routers'),
        },
      },
    };
  }

  /** As for all who read numbers masked: no number is found by a part of it. */
  private async search(about: string, { site }: Operator): Promise<readonly Subscriber[]> {
    if (about.length < LEAST_CHARACTERS) return [];
    const wanted = { query: about, limit: NAMED_MOST + 1, site, wholeNumbers: true };
    return (await this.messenger.request(AuthOtp.method.listSubscribers, wanted)).items;
  }

  /** Empty where there is no public address: the line that names it is left out. */
  private console(path: string): string {
    const { PUBLIC_URL } = this.config;
    return PUBLIC_URL === undefined ? '' : `${PUBLIC_URL.replace(/\/$/, '')}/console${path}`;
  }
}

const NOBODY: Words = { template: 'bot.operator_nobody', params: {} };

const may = ({ permissions }: Operator, command: OperatorCommand): boolean =>
  NEEDS[command].some((permission) => permissions.includes(permission));

const helpFor = (operator: Operator): Words => {
  const list = OPERATOR_COMMANDS.filter((command) => may(operator, command))
    .map((command) => HELP[command][operator.locale === 'id' ? 0 : 1])
    .join('\n');
  return { template: list === '' ? 'bot.help' : 'bot.operator_help', params: list === '' ? {} : { list } };
};

/**
 * Messages stay on phones: numbers are masked for everybody, and seen in full on the page, which records who looked. A name is
 * what a subscriber calls himself.
 */
const nameOf = ({ name, phone }: Subscriber): string =>
  [harmlessName(name), phone === '' ? '' : `•••${phone.slice(-PHONE_END_DIGITS)}`].filter(Boolean).join(' ');

const named = (lines: readonly string[]): string =>
  [
    ...lines.slice(0, NAMED_MOST),
    ...(lines.length > NAMED_MOST ? [`+${lines.length - NAMED_MOST}`] : []),
  ].join('\n');
