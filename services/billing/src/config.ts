import { EXPIRY_POLICIES, MEASURES, NOTICE_KINDS, OPERATOR_ROLES } from '@saring/kernel';
import {
  atOnce,
  fromNextStart,
  kitConfig,
  ofSites,
  readableFile,
  siteValues,
  originUrl,
} from '@saring/service-kit';
import { z } from 'zod';
import { DEBT_PAYMENTS } from './debts/domain/purchase-parts';

const isWithoutDoubles = (names: readonly unknown[]): boolean => new Set(names).size === names.length;

/** Names with commas between, all of them by default; `none`: none of them. */
const list = (known: readonly string[]) =>
  z
    .string()
    .default(known.join(','))
    .transform((text) => (text === 'none' ? [] : text.split(',').map((name) => name.trim())))
    .refine((names) => names.every((name) => known.includes(name)), `names others than ${known.join(', ')}`)
    .refine(isWithoutDoubles, 'names one of them twice')
    .transform((names) => new Set(names));

/** Whole days with commas between. */
const reminderDays = z
  .string()
  .default('7,3,1,0,-1')
  .transform((text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .refine((parts) => parts.every((part) => /^-?\d{1,2}$/.test(part)), 'is no list of days, e.g. 7,3,1,0,-1')
  .transform((parts): ReadonlySet<number> => new Set(parts.map((part) => Number(part) || 0)));

const MOST_ISOLIR_DAYS = 60;
/** Null: off. */
const isolirDays = z
  .string()
  .default('3')
  .transform((text) => text.trim())
  .refine(
    (text) => text === 'off' || (/^\d{1,2}$/.test(text) && Number(text) <= MOST_ISOLIR_DAYS),
    `is no number of days from 0 to ${MOST_ISOLIR_DAYS}, nor off`,
  )
  .transform((text) => (text === 'off' ? null : Number(text)));

const BASIS_POINTS = 100;
/** In basis points; null: off. */
const taxPercent = z
  .string()
  .default('off')
  .transform((text) => text.trim())
  .refine(
    (text) => text === 'off' || (/^\d{1,2}(?:\.\d{1,2})?$/.test(text) && Number(text) > 0),
    'is no percentage like 11 or 11.5, nor off',
  )
  .transform((text) => (text === 'off' ? null : Math.round(Number(text) * BASIS_POINTS)));

/** `role=rupiah` with commas between. */
const roleLimits = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter(Boolean).map((part) => part.split('=')))
  .refine(
    (pairs) =>
      pairs.every(
        ([role, rupiah, ...rest]) =>
          OPERATOR_ROLES.some((one) => one === role) && /^\d{1,12}$/.test(rupiah ?? '') && rest.length === 0,
      ),
    `is no list of role=rupiah; roles: ${OPERATOR_ROLES.join(', ')}`,
  )
  .refine((pairs) => isWithoutDoubles(pairs.map(([role]) => role)), 'names a role twice')
  .refine(
    (pairs) => !pairs.some(([role, rupiah]) => role === 'super_admin' && Number(rupiah) === 0),
    'leaves super_admin nothing: then nobody is left who may; leave super_admin out for no limit',
  )
  .transform(
    (pairs): ReadonlyMap<string, number> =>
      new Map(pairs.map(([role = '', rupiah]) => [role, Number(rupiah)])),
  );

/** Giving money back is an operator's only where the owner has said up to how much. */
const withOperators = (limits: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([['operator', 0], ...limits]);

/** The environment of billing. */
export const billingConfig = kitConfig
  .pick({ DATABASE_URL: true, SECRETS_KEY: true, TIME_ZONE: true, TIME_ZONE_BY_SITE: true })
  .extend({
    /** The public name of the portal; with it messages carry a link to the order. */
    PUBLIC_URL: fromNextStart(originUrl().optional()),
    /** How a purchase changes the expiry of the buyer's grants (domain.md, "Expiry policy"). */
    EXPIRY_POLICY: atOnce(z.enum(EXPIRY_POLICIES).default('per-grant')),
    EXPIRY_POLICY_BY_SITE: atOnce(siteValues(z.enum(EXPIRY_POLICIES))),
    /** Debt items that have a price: settled by money alone, or by the bytes of a purchase, too. */
    DEBT_ITEMS_PAID_BY: atOnce(z.enum(DEBT_PAYMENTS).default('money')),
    /** The largest sale at the counter by role, e.g. `operator=500000,finance=5000000`; a role left out has no limit. */
    COUNTER_MOST_RUPIAH_BY_ROLE: atOnce(roleLimits),
    /**
     * The most that a role gives back of one order, all its refunds together; a role left out has no limit, but
     * `operator`, which then gives back nothing.
     */
    REFUND_MOST_RUPIAH_BY_ROLE: atOnce(roleLimits.transform(withOperators)),
    /** The site of drawers whose operator has named none. */
    DEFAULT_SITE: fromNextStart(z.string().regex(MEASURES.site.pattern, 'is no site').default('site-1')),
    /** When operators who asked for it are told what the day brought, by the clocks of the site; `off`: never. */
    EVENING_AT: atOnce(
      z
        .string()
        .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|off)$/, 'is no time of the day, e.g. 21:00, nor off')
        .default('21:00'),
    ),
    /**
     * On which days before its due day a bill is reminded of, with commas between; 0: on it, negative: after it;
     * `none`: never.
     */
    BILL_REMINDER_DAYS: atOnce(reminderDays),
    /**
     * Whole days behind the day on which a bill is due until the PPPoE line that it is for is suspended; 0: from the next
     * day on; `off`: never.
     */
    BILL_ISOLIR_DAYS: atOnce(isolirDays),
    /** The tax (PPN) of bills that are issued from now on, in percent, e.g. 11; `off`: none. */
    BILL_TAX_PERCENT: atOnce(taxPercent),
    /** `included`: prices of subscriptions hold the tax; `added`: it comes on top. */
    BILL_TAX_IN_PRICES: atOnce(z.enum(['added', 'included']).default('added')),
    /** The least and the most that an agent tops the own deposit up by at once. */
    AGENT_TOP_UP_LEAST_RUPIAH: atOnce(
      z.coerce.number().int().min(1_000).max(MEASURES.rupiah.most).default(10_000),
    ),
    AGENT_TOP_UP_MOST_RUPIAH: atOnce(
      z.coerce.number().int().min(1_000).max(MEASURES.rupiah.most).default(5_000_000),
    ),
    /** Which messages of their quota and debts people get, with commas between; `none`: none. */
    QUOTA_MESSAGES: atOnce(list(NOTICE_KINDS)),
    /** The seller's name on invoices and receipts. */
    BUSINESS_NAME: ofSites(z.string().max(60).default('Saring WiFi')),
    BUSINESS_ADDRESS: ofSites(z.string().max(160).default('')),
    BUSINESS_PHONE: ofSites(z.string().max(40).default('')),
    /** A PNG or JPEG for the head of invoices and receipts. */
    BUSINESS_LOGO_FILE: readableFile().optional(),
  });
export type BillingConfig = z.infer<typeof billingConfig>;

export const BILLING_CONFIG = Symbol('BILLING_CONFIG');
