import type { Provider } from '@nestjs/common';
import {
  atOnce,
  filesSettings,
  flag,
  fromNextStart,
  kitConfig,
  requireOnePlace,
  settingsProvider,
} from '@saring/service-kit';
import { GB, MB } from '@saring/kernel';
import { z } from 'zod';
import type { DebtRules } from './domain/debt-standing';
import type { FreeTerms } from './domain/free-quota';
import type { RequestTerms } from './domain/komandan-request';

const archiveSettings = {
  /** Where closed months of meters are copied to (docs/adr/0056); absent: nowhere. */
  ARCHIVE_FOLDER: z.string().optional(),
  /** New ones go to the place of FILES_…; those in ARCHIVE_FOLDER are still found there. */
  ARCHIVE_IN_FILES: flag(false),
  ...filesSettings,
};
/** What archives alone need to know. */
export const archiveConfig = z.object(archiveSettings);

const ledgerSettings = kitConfig.extend({
  /** Below or at it a subscriber is fup, where a grant sets no threshold of its own. */
  FUP_THRESHOLD_BYTES: atOnce(
    z.coerce
      .number()
      .int()
      .min(0)
      .default(3 * 1_073_741_824),
  ),
  /** Slow internet for who is stopped and has an order open, so that bank apps work; 0 minutes: none. */
  PAYMENT_LANE_MINUTES: atOnce(z.coerce.number().int().min(0).max(60).default(5)),
  PAYMENT_LANE_MEGABYTES: atOnce(z.coerce.number().int().min(1).max(1_024).default(30)),
  PAYMENT_LANES_PER_DAY: atOnce(z.coerce.number().int().min(1).max(24).default(3)),
  /** All that a person may owe in bytes before debt blocks the account, until less is owed; 0: no limit. */
  DEBT_LIMIT_BYTES: atOnce(z.coerce.number().int().min(0).default(0)),
  /** The same in rupiah, of debts that have a price. */
  DEBT_LIMIT_RUPIAH: atOnce(z.coerce.number().int().min(0).default(0)),
  /** From this share of a limit on the person is warned; 0: no warning. */
  DEBT_WARNING_PERCENT: atOnce(z.coerce.number().int().min(0).max(99).default(80)),
  /** A debt that is past its due date blocks the account until it is settled. */
  DEBT_OVERDUE_BLOCKS: atOnce(flag(true)),
  /** What a Komandan may ask for at once, how often a day, and how long they wait after a decision. */
  KOMANDAN_MOST_GIGABYTES: atOnce(z.coerce.number().int().min(1).max(1_000_000).default(50)),
  KOMANDAN_MOST_DAYS: atOnce(z.coerce.number().int().min(1).max(3_650).default(30)),
  KOMANDAN_REQUESTS_PER_DAY: atOnce(z.coerce.number().int().min(1).max(24).default(1)),
  KOMANDAN_COOL_DOWN_HOURS: atOnce(z.coerce.number().int().min(0).max(720).default(6)),
  /** With how many others a payer may share the quota; 0: nobody shares, and who does goes on. */
  FAMILY_MEMBERS_LIMIT: atOnce(z.coerce.number().int().min(0).max(20).default(5)),
  /** Free every day for each device of who has nothing left, until midnight at the site; 0 of both: none. */
  FREE_DAILY_MEGABYTES: atOnce(z.coerce.number().int().min(0).max(1_000_000).default(0)),
  FREE_DAILY_MINUTES: atOnce(z.coerce.number().int().min(0).max(1_440).default(0)),
  /** How fast, each way; 0: as fast as the network goes. */
  FREE_DAILY_KILOBITS_PER_SECOND: atOnce(z.coerce.number().int().min(0).max(10_000_000).default(0)),
  /** How many routers' messages are metered in one append. */
  METER_BATCH_MESSAGES: fromNextStart(z.coerce.number().int().min(1).max(500).default(24)),
  ...archiveSettings,
});

/** The environment of the quota ledger. */
export const ledgerConfig = ledgerSettings
  .superRefine(requireOnePlace)
  .refine((all) => !all.ARCHIVE_IN_FILES || all.FILES_FOLDER || all.FILES_S3_BUCKET, {
    path: ['ARCHIVE_IN_FILES'],
    message: 'needs FILES_FOLDER or FILES_S3_BUCKET',
  });
export type LedgerConfig = z.infer<typeof ledgerConfig>;
export type DebtSettings = Pick<
  LedgerConfig,
  'DEBT_LIMIT_BYTES' | 'DEBT_LIMIT_RUPIAH' | 'DEBT_WARNING_PERCENT' | 'DEBT_OVERDUE_BLOCKS'
>;

export const debtRulesOf = (config: DebtSettings): DebtRules => ({
  limitBytes: config.DEBT_LIMIT_BYTES,
  limitRupiah: config.DEBT_LIMIT_RUPIAH,
  warningPercent: config.DEBT_WARNING_PERCENT,
  blocksOverdue: config.DEBT_OVERDUE_BLOCKS,
});

export const requestTermsOf = (config: LedgerConfig): RequestTerms => ({
  mostBytes: config.KOMANDAN_MOST_GIGABYTES * GB,
  mostDays: config.KOMANDAN_MOST_DAYS,
  mostPerDay: config.KOMANDAN_REQUESTS_PER_DAY,
  coolDownSeconds: config.KOMANDAN_COOL_DOWN_HOURS * 3_600,
});

export const freeTermsOf = (config: LedgerConfig): FreeTerms => {
  const kilobits = config.FREE_DAILY_KILOBITS_PER_SECOND;
  return {
    bytes: config.FREE_DAILY_MEGABYTES * MB,
    onlineSeconds: config.FREE_DAILY_MINUTES * 60,
    ...(kilobits > 0 ? { speed: { downKilobitsPerSecond: kilobits, upKilobitsPerSecond: kilobits } } : {}),
  };
};

export const LEDGER_CONFIG = Symbol('LEDGER_CONFIG');
export const ledgerConfigProvider: Provider = settingsProvider(LEDGER_CONFIG, ledgerConfig);
