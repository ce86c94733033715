import {
  atOnce,
  filesSettings,
  flag,
  kitConfig,
  originUrl,
  requireOnePlace,
  vendorKey,
  vendorUrl,
} from '@saring/service-kit';
import { readStaticQris, type QrisFault, type StaticQris } from '@saring/kernel';
import { z } from 'zod';

const count = (standard: number, most: number) => z.coerce.number().int().min(1).max(most).default(standard);
const DAY_MINUTES = 1_440;
/** Those that a gateway collects; of the others an operator sees the money. */
const ROUTED_METHODS = ['qris', 'gopay', 'shopeepay', 'va', 'snap'];

/** `qris:0.7%,va:4000`: what a gateway takes of each method, for the operator's eyes. */
type Fees = Readonly<Record<string, { readonly rupiah: number; readonly percent: number }>>;

const FEE = /^([a-z]+):(\d+(?:\.\d+)?)(%?)$/;
const STANDARD_FEES = 'qris:0.7%,gopay:2%,shopeepay:2%,va:4000';

const readFees = (text: string, context: z.RefinementCtx): Fees => {
  const known: Record<string, { rupiah: number; percent: number }> = {};
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, method = '', value = '', percent] = FEE.exec(part) ?? [];
    if (method === '' || (!percent && value.includes('.'))) {
      context.addIssue({ code: 'custom', message: `is not a list of method:0.7% or method:4000: ${part}` });
      return z.NEVER;
    }
    if (Object.hasOwn(known, method)) {
      context.addIssue({ code: 'custom', message: `names ${method} twice` });
      return z.NEVER;
    }
    if (percent && Number(value) > 100) {
      context.addIssue({ code: 'custom', message: `takes more of ${method} than is paid: ${part}` });
      return z.NEVER;
    }
    known[method] = percent ? { rupiah: 0, percent: Number(value) } : { rupiah: Number(value), percent: 0 };
  }
  return known;
};

const ROUTE_TO = /^(?:midtrans|plugin:[a-z0-9]+)$/;

/** Of each method the gateways that take new orders by it, in this order. */
type Routes = Readonly<Record<string, readonly string[]>>;

const readRoutes = (text: string, context: z.RefinementCtx): Routes => {
  const known: Record<string, readonly string[]> = {};
  for (const part of listIn(text)) {
    const [method = '', names = '', ...rest] = part.split('=');
    const gateways = names.split('>');
    const isRoute = rest.length === 0 && gateways.every((one) => ROUTE_TO.test(one));
    if (!isRoute || !ROUTED_METHODS.includes(method)) {
      const message = `is not a list of method=gateway>gateway with midtrans or plugin:name: ${part}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    if (Object.hasOwn(known, method) || new Set(gateways).size < gateways.length) {
      context.addIssue({ code: 'custom', message: `names a method or a gateway twice: ${part}` });
      return z.NEVER;
    }
    known[method] = gateways;
  }
  return known;
};

const readAdded = (text: string, context: z.RefinementCtx): readonly string[] => {
  const methods = listIn(text);
  // On the page of Snap the buyer chooses the method only after the amount is fixed.
  const wrong = methods.find((one) => one === 'snap' || !ROUTED_METHODS.includes(one));
  if (wrong === undefined) return methods;
  context.addIssue({ code: 'custom', message: `is not a list of qris, gopay, shopeepay and va: ${wrong}` });
  return z.NEVER;
};

/** Of one order by a method, before what is added to it. */
type Limits = Readonly<Record<string, { readonly leastRupiah: number; readonly mostRupiah: number }>>;

const LIMIT = /^([a-z_]+):(\d{1,9})?-(\d{1,9})?$/;
const MOST_OF_ALL = 1_000_000_000;

const readLimits = (text: string, context: z.RefinementCtx): Limits => {
  const known: Record<string, { leastRupiah: number; mostRupiah: number }> = {};
  for (const part of listIn(text)) {
    const [, method = '', least = '1', most = String(MOST_OF_ALL)] = LIMIT.exec(part) ?? [];
    const isWay = [...ROUTED_METHODS, 'manual', 'static_qris'].includes(method);
    const limit = { leastRupiah: Math.max(1, Number(least)), mostRupiah: Number(most) };
    if (!isWay || Object.hasOwn(known, method) || limit.leastRupiah > limit.mostRupiah) {
      const message = `is not a list of method:least-most, each method once: ${part}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    known[method] = limit;
  }
  return known;
};

const PUBLISHER = /^([a-z][a-z0-9-]{0,39}):([A-Za-z0-9_-]{43})$/;

/** Names of publishers by their keys. */
const readPublishers = (text: string, context: z.RefinementCtx): ReadonlyMap<string, string> => {
  const known = new Map<string, string>();
  for (const part of listIn(text)) {
    const [, name = '', key = ''] = PUBLISHER.exec(part) ?? [];
    if (name === '') {
      context.addIssue({ code: 'custom', message: `is not a list of name:key with keys of 43 characters` });
      return z.NEVER;
    }
    known.set(key, name);
  }
  return known;
};

/** The code that a merchant has printed, as it was given and as it reads. */
export type PrintedQris = { readonly text: string; readonly code: StaticQris };

const QRIS_FAULTS: Readonly<Record<QrisFault, string>> = {
  damaged: 'is no whole text of a QRIS code: its checksum is wrong',
  has_amount: 'is a code for one payment: take the text of the printed one',
  foreign: 'is a code of another country or currency',
};

const readPrinted = (text: string, context: z.RefinementCtx): PrintedQris | null => {
  if (text.trim() === '') return null;
  const read = readStaticQris(text);
  if (read.ok) return { text: text.trim(), code: read.value };
  context.addIssue({ code: 'custom', message: QRIS_FAULTS[read.refusal.code as QrisFault] });
  return z.NEVER;
};

/** Names of merchants may hold a comma: a code begins with its format. */
const NEXT_SITE = /,(?=\s*[a-z0-9][a-z0-9-]{0,31}=0002)/;
const SITE_CODE = /^\s*([a-z0-9][a-z0-9-]{0,31})=(.+)$/s;

const readPrintedBySite = (text: string, context: z.RefinementCtx): Readonly<Record<string, PrintedQris>> => {
  const known: Record<string, PrintedQris> = {};
  for (const part of text.split(NEXT_SITE).filter((one) => one.trim() !== '')) {
    const [, site = '', given = ''] = SITE_CODE.exec(part) ?? [];
    if (site === '' || Object.hasOwn(known, site)) {
      const message = `is not a list of site=code, each site once: ${part.slice(0, 40)}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    const printed = readPrinted(given, context);
    if (printed) known[site] = printed;
  }
  return known;
};

const HOST = /^(?:[a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

const readHosts = (text: string, context: z.RefinementCtx): readonly string[] => {
  const hosts = listIn(text);
  const wrong = hosts.find((host) => !HOST.test(host));
  if (wrong === undefined) return hosts;
  context.addIssue({ code: 'custom', message: `is not a list of host or host:port: ${wrong}` });
  return z.NEVER;
};

const listIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const paymentSettings = kitConfig.pick({ DATABASE_URL: true, SECRETS_KEY: true }).extend({
  /** Without it there is only the manual gateway. */
  MIDTRANS_SERVER_KEY: atOnce(vendorKey().min(8).optional()),
  MIDTRANS_CLIENT_KEY: atOnce(z.string().default('')),
  /** Set, it is compared with what the vendor says; another one raises an alert. */
  MIDTRANS_MERCHANT_ID: atOnce(z.string().default('')),
  /** Who takes QRIS for the merchant: `gopay`, or `airpay shopee`. */
  MIDTRANS_QRIS_ACQUIRER: atOnce(z.enum(['gopay', 'airpay shopee']).default('gopay')),
  MIDTRANS_MODE: atOnce(z.enum(['core', 'snap']).default('core')),
  /** Absent: the vendor's, sandbox or production by the key's prefix. */
  MIDTRANS_BASE_URL: vendorUrl().optional(),
  MIDTRANS_SNAP_BASE_URL: vendorUrl().optional(),
  MIDTRANS_TIMEOUT_MILLISECONDS: atOnce(count(3_500, 30_000)),
  /** Where to transfer to; absent: only operators make manual orders. */
  MANUAL_TRANSFER_TEXT: atOnce(z.string().max(500).default('')),
  /** The text of the printed code that buyers pay by; absent: that way is not offered. */
  STATIC_QRIS: atOnce(z.string().default('').transform(readPrinted)),
  /** `site-2=000201…`: sites with a code of their own. */
  STATIC_QRIS_BY_SITE: atOnce(z.string().default('').transform(readPrintedBySite)),
  /** The most that tells one order apart from others, and how many of one amount may wait at once. */
  STATIC_QRIS_MOST_ADDED: atOnce(count(200, 999)),
  STATIC_QRIS_EXPIRY_MINUTES: atOnce(count(120, 7 * DAY_MINUTES)),
  QRIS_EXPIRY_MINUTES: atOnce(count(15, 7 * DAY_MINUTES)),
  WALLET_EXPIRY_MINUTES: atOnce(count(15, 7 * DAY_MINUTES)),
  VA_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 7 * DAY_MINUTES)),
  SNAP_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 7 * DAY_MINUTES)),
  MANUAL_EXPIRY_MINUTES: atOnce(count(DAY_MINUTES, 30 * DAY_MINUTES)),
  /** `saring:<key>,toko:<key>`: whose plugins may be installed, by their public keys of ed25519 in base64url. */
  PAYMENT_PLUGIN_PUBLISHERS: atOnce(z.string().default('').transform(readPublishers)),
  /** For authors on their own machine: takes plugins that no trusted publisher signed. */
  PAYMENT_PLUGIN_UNSIGNED: flag(false),
  /** `host` or `host:port` in a private network, with or without TLS, that plugins may call by their settings. */
  PAYMENT_PLUGIN_PRIVATE_HOSTS: z.string().default('').transform(readHosts),
  /** Where vendors of plugins call this house; absent: where the buyer returns to. */
  PAYMENT_PLUGIN_CALLBACK_ORIGIN: atOnce(originUrl().optional()),
  /** `qris=plugin:duitku>midtrans`: who takes new orders by a method, the first that can; a method left out: the cheapest. */
  PAYMENT_ROUTES: atOnce(z.string().default('').transform(readRoutes)),
  PAYMENT_FEES: atOnce(z.string().default(STANDARD_FEES).transform(readFees)),
  /** Methods whose fee the buyer pays on top; of the others the house bears it. */
  PAYMENT_FEES_ADDED: atOnce(z.string().default('').transform(readAdded)),
  /** `qris:1000-500000,va:10000-`: the smallest and the largest order by a method. */
  PAYMENT_LIMITS: atOnce(z.string().default('').transform(readLimits)),
  /** Of pictures of transfers, from when they came, once nobody waits for their money: ten years as for what books rest on. */
  PROOF_RETENTION_DAYS: atOnce(z.coerce.number().int().min(365).max(10_950).default(3_650)),
  ...filesSettings,
});

/** The environment of payment. */
export const paymentConfig = paymentSettings.superRefine(requireOnePlace);
export type PaymentConfig = z.infer<typeof paymentConfig>;

export const PAYMENT_CONFIG = Symbol('PAYMENT_CONFIG');
