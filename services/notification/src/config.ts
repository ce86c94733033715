import {
  atOnce,
  flag,
  fromNextStart,
  kitConfig,
  ofSites,
  vendorKey,
  vendorUrl,
  originUrl,
} from '@saring/service-kit';
import { parsePhoneNumber } from '@saring/kernel';
import { z } from 'zod';
import { parseChains, parseChannels } from './channels/chains';
import { CHANNEL_NAMES } from './channels/channel';
import { parseQuietHours } from './messages/quiet-kinds';
import { parseOtpTemplate, parseTemplates, type CloudTemplates } from './channels/cloud-templates';
import { parseFurtherSenders, parseSenderRules } from './channels/sender-settings';
import { SettingError } from './channels/setting-error';

const count = (standard: number) => z.coerce.number().int().min(0).max(1_000_000).default(standard);

/** GOWA's own default, which everybody knows, is shorter. */
const webhookSecret = () =>
  vendorKey().refine((secret) => secret.length >= 12, { error: 'is shorter than 12 characters' });
const phone = () =>
  z.string().transform((text, context) => {
    const read = parsePhoneNumber(text);
    if (read.ok) return read.value;
    context.addIssue({ code: 'custom', message: 'is no mobile number' });
    return z.NEVER;
  });

/** Rupiah of one message by Meta's price category: `authentication:450,utility:250`. */
const prices = z
  .string()
  .regex(
    /^(?:[a-z_]{1,30}:\d{1,7}(?:,\s?[a-z_]{1,30}:\d{1,7}){0,19})?$/,
    'is no list as authentication:450,utility:250',
  )
  .default('')
  .transform((text): Readonly<Partial<Record<string, number>>> => {
    const pairs = text.split(',').filter((pair) => pair !== '');
    return Object.fromEntries(
      pairs.map((pair) => pair.trim().split(':')).map(([of = '', price]) => [of, Number(price)]),
    );
  });

/** Text of a setting, read by a parser that says what is wrong with it. */
const parsed = <T>(parse: (text: string) => T, standard = '') =>
  z
    .string()
    .max(8_000)
    .default(standard)
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof SettingError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
const templates = (parse: (text: string) => CloudTemplates) =>
  parsed((text): CloudTemplates => (text.trim() === '' ? {} : parse(text)));

/** The environment of notification. */
export const notificationConfig = kitConfig
  .pick({ DATABASE_URL: true, SECRETS_KEY: true, TIME_ZONE: true, TIME_ZONE_BY_SITE: true })
  .extend({
    /** WhatsApp by Meta itself. Without number and token it is not used. */
    CLOUD_BASE_URL: vendorUrl().default('https://graph.facebook.com'),
    CLOUD_API_VERSION: atOnce(
      z
        .string()
        .regex(/^v\d{1,3}\.\d$/, 'is no version as v25.0')
        .default('v25.0'),
    ),
    CLOUD_PHONE_NUMBER_ID: atOnce(
      z
        .string()
        .regex(/^\d{0,20}$/, 'holds more than digits')
        .default(''),
    ),
    CLOUD_TOKEN: atOnce(vendorKey().optional()),
    /** The authentication template of codes: its name, and its language where it is not that of the message. */
    CLOUD_OTP_TEMPLATE: atOnce(templates(parseOtpTemplate)),
    /** The utility templates, by kind of message. */
    CLOUD_TEMPLATES: atOnce(templates(parseTemplates)),
    /** What Meta charges, from its rate card: it tells the category of each message alone. */
    CLOUD_PRICES: atOnce(prices),
    FONNTE_BASE_URL: vendorUrl().default('https://api.fonnte.com'),
    /** Without it messages are only logged, with number and content masked. */
    FONNTE_TOKEN: atOnce(vendorKey().optional()),
    /** Further numbers, by their names: `dua:<token>`. */
    FONNTE_SENDER_CREDENTIALS: atOnce(parsed(parseFurtherSenders)),
    /** A gateway of one's own beside a linked phone (go-whatsapp-web-multidevice); absent: there is none. */
    GOWA_BASE_URL: originUrl().optional(),
    GOWA_USER: atOnce(vendorKey().default('')),
    GOWA_PASSWORD: atOnce(vendorKey().optional()),
    /** Where one gateway has several phones. */
    GOWA_DEVICE: atOnce(vendorKey().default('')),
    /** Further phones of it, by their names: `dua:<device>`. */
    GOWA_SENDERS: atOnce(parsed(parseFurtherSenders)),
    /** Another such gateway (WAHA); absent: there is none. */
    WAHA_BASE_URL: originUrl().optional(),
    WAHA_API_KEY: atOnce(vendorKey().optional()),
    /** Its linked phone. */
    WAHA_SESSION: atOnce(
      z
        .string()
        .regex(/^[\w-]{1,60}$/, 'is no name of a session')
        .default('default'),
    ),
    /** Further phones of it, by their names: `dua:<session>`. */
    WAHA_SENDERS: atOnce(parsed(parseFurtherSenders)),
    /** Their webhooks are taken where they can be proved: by the end of the address, and by a signature. */
    CLOUD_APP_SECRET: atOnce(webhookSecret().optional()),
    /** What Meta shows once, to ask whether the address is ours. */
    CLOUD_VERIFY_TOKEN: atOnce(webhookSecret().optional()),
    FONNTE_WEBHOOK_KEY: atOnce(webhookSecret().optional()),
    GOWA_WEBHOOK_SECRET: atOnce(webhookSecret().optional()),
    WAHA_WEBHOOK_SECRET: atOnce(webhookSecret().optional()),
    /** The numbers of the linked phones: people write to them. */
    CLOUD_PHONE: atOnce(phone().optional()),
    FONNTE_PHONE: atOnce(phone().optional()),
    GOWA_PHONE: atOnce(phone().optional()),
    WAHA_PHONE: atOnce(phone().optional()),
    /** A bot, for numbers whose owner linked it; without a token there is none. */
    TELEGRAM_BASE_URL: vendorUrl().default('https://api.telegram.org'),
    TELEGRAM_BOT_TOKEN: atOnce(vendorKey().optional()),
    /** As in its address: t.me/name. */
    TELEGRAM_BOT_NAME: atOnce(
      z
        .string()
        .regex(/^(?:\w{5,32})?$/, 'is no name of a bot, without @')
        .default(''),
    ),
    /** E-mail, for numbers whose owner proved an address; without a server and a sender there is none. */
    SMTP_HOST: z
      .string()
      .regex(/^[A-Za-z0-9.:-]{0,253}$/, 'is no name of a server, e.g. smtp.example.id')
      .default(''),
    SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
    /** `none` sends no password but to this machine. */
    SMTP_TLS: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    SMTP_USER: atOnce(z.string().max(254).default('')),
    SMTP_PASSWORD: atOnce(z.string().max(500).optional()),
    SMTP_FROM: atOnce(
      z
        .string()
        .regex(
          /^(?:[^\s@<>"]+@[^\s@<>"]+|[^<>"\p{Cc}]{1,60}<[^\s@<>"]+@[^\s@<>"]+>)?$/u,
          'is no sender, e.g. wifi@example.id or WiFi RW 05 <wifi@example.id>',
        )
        .default(''),
    ),
    /** First choice first; a message that one surely did not send goes by the next. */
    MESSAGE_CHANNELS: atOnce(parsed(parseChannels, CHANNEL_NAMES.join(','))),
    /** Other orders, by kind of message or family of kinds. */
    MESSAGE_CHAINS: atOnce(parsed(parseChains)),
    /** The kill switch of channels: nothing goes by these. */
    MESSAGE_CHANNELS_OFF: atOnce(parsed(parseChannels)),
    /** How much each number of a channel writes: its weight, and messages a day at most. */
    SENDER_LIMITS: atOnce(parsed(parseSenderRules)),
    /** Answers words as SALDO that people write, where a channel hands them on. */
    MESSAGE_BOT: atOnce(flag(true)),
    /** The portal, and whom to ask: named in messages where they help, until a site's profile says otherwise. */
    PUBLIC_URL: fromNextStart(originUrl().optional()),
    BUSINESS_PHONE: ofSites(z.string().max(40).default('')),
    /** Codes a local day, over all sites and of one site. */
    OTP_DAILY_BUDGET: atOnce(count(2_000)),
    OTP_DAILY_BUDGET_PER_SITE: atOnce(count(1_000)),
    /** The kill switch of the environment; the one of the API works while running. */
    OTP_SENDING: atOnce(flag(true)),
    /** Hours in which kinds of messages wait, by the clock of the site. */
    MESSAGE_QUIET_HOURS: atOnce(parsed(parseQuietHours)),
    MESSAGES_PER_MINUTE: atOnce(count(120).pipe(z.number().min(1))),
    /** From one number of a channel; 0: as fast as all together. */
    MESSAGES_PER_SENDER_PER_MINUTE: atOnce(count(0)),
    MESSAGES_PER_TARGET_PER_MINUTE: atOnce(count(4).pipe(z.number().min(1))),
    MESSAGE_RETENTION_DAYS: atOnce(count(90).pipe(z.number().min(1))),
    /** What people wrote: longer than the week in which Meta sends a webhook again. */
    INBOUND_RETENTION_DAYS: atOnce(z.coerce.number().int().min(8).max(90).default(8)),
  });
export type NotificationConfig = z.infer<typeof notificationConfig>;

export const NOTIFICATION_CONFIG = Symbol('NOTIFICATION_CONFIG');
