// config.ts — settings of backups. They stay on the machine: a restore needs them when there is no database to ask.
import { flag, timeZone } from '@saring/service-kit';
import { z } from 'zod';
import { requirePassphrase } from './backup-file';

const MOST_KEPT = 400;
const count = (standard: number) => z.coerce.number().int().min(0).max(MOST_KEPT).default(standard);
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const isLongEnough = (text: string): boolean => {
  try {
    return requirePassphrase(text) === text;
  } catch {
    return false;
  }
};

/** As the console shows them. */
export const backupSettings = z.object({
  BACKUP_PASSPHRASE: z.string().refine(isLongEnough, 'needs at least 12 characters').optional(),
  BACKUP_AT: z.string().regex(TIME, 'is a time of day, e.g. 03:30').default('03:30'),
  BACKUP_KEEP_DAILY: count(7),
  BACKUP_KEEP_WEEKLY: count(4),
  BACKUP_KEEP_MONTHLY: count(6),
  BACKUP_FOLDER: z.string().optional(),
  BACKUP_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  BACKUP_S3_REGION: z.string().default('us-east-1'),
  BACKUP_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is the name of a bucket')
    .optional(),
  BACKUP_S3_PREFIX: z
    .string()
    .regex(/^(?:[\w./-]+\/)?$/, 'ends with a slash, e.g. saring/')
    .default('saring/'),
  BACKUP_S3_KEY_ID: z.string().optional(),
  BACKUP_S3_SECRET: z.string().optional(),
  BACKUP_S3_PATH_STYLE: flag(true),
});

export const backupConfig = backupSettings
  .extend({ DATA_DIR: z.string().default('.data'), TIME_ZONE: timeZone.default('Asia/Jakarta') })
  .refine((all) => !all.BACKUP_S3_BUCKET || (all.BACKUP_S3_KEY_ID && all.BACKUP_S3_SECRET), {
    path: ['BACKUP_S3_BUCKET'],
    message: 'needs BACKUP_S3_KEY_ID and BACKUP_S3_SECRET',
  })
  .refine((all) => !(all.BACKUP_S3_BUCKET && all.BACKUP_FOLDER), {
    path: ['BACKUP_FOLDER'],
    message: 'and BACKUP_S3_BUCKET are two places: name one',
  });
export type BackupConfig = z.infer<typeof backupConfig>;
