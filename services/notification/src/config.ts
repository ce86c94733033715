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
import { z } from 'zod';

const count = (standard: number) => z.coerce.number().int().min(0).max(1_000_000).default(standard);

/** The environment of notification. */
export const notificationConfig = kitConfig
  .pick({ DATABASE_URL: true, SECRETS_KEY: true, TIME_ZONE: true, TIME_ZONE_BY_SITE: true })
  .extend({
    FONNTE_BASE_URL: vendorUrl().default('https://api.fonnte.com'),
    /** Without it messages are only logged, with number and content masked. */
    FONNTE_TOKEN: atOnce(vendorKey().optional()),
    /** The portal, and whom to ask: named in messages where they help, until a site's profile says otherwise. */
    PUBLIC_URL: fromNextStart(originUrl().optional()),
    BUSINESS_PHONE: ofSites(z.string().max(40).default('')),
    /** Codes a local day, over all sites and of one site. */
    OTP_DAILY_BUDGET: atOnce(count(2_000)),
    OTP_DAILY_BUDGET_PER_SITE: atOnce(count(1_000)),
    /** The kill switch of the environment; the one of the API works while running. */
    OTP_SENDING: atOnce(flag(true)),
    MESSAGES_PER_MINUTE: atOnce(count(120).pipe(z.number().min(1))),
    MESSAGES_PER_TARGET_PER_MINUTE: atOnce(count(4).pipe(z.number().min(1))),
    MESSAGE_RETENTION_DAYS: atOnce(count(90).pipe(z.number().min(1))),
  });
export type NotificationConfig = z.infer<typeof notificationConfig>;

export const NOTIFICATION_CONFIG = Symbol('NOTIFICATION_CONFIG');
