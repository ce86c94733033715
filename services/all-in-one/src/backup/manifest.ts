// manifest.ts — what a backup holds, told before its tables and proved behind them.
import { createHash } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';
import { z } from 'zod';
import { BackupError } from './backup-error';

/** Raised when an older program could no longer read what is written. */
export const BACKUP_FORMAT = 2;
export const MANIFEST_PART = 'manifest.json';
export const SUMS_PART = 'sums.json';

const NAME = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const tableSchema = z.object({
  name: NAME,
  columns: z.array(NAME).min(1),
  /** Tables that hold its rows, with what PostgreSQL says of their bounds; made anew by a restore. */
  partitions: z.array(z.object({ name: NAME, bound: z.string().max(500) })),
});

export const manifestSchema = z.object({
  format: z.number().int(),
  /** The moment of the one snapshot of all tables. */
  takenAt: z.string(),
  /** Of the program that wrote it. */
  version: z.string(),
  /** Which SECRETS_KEY opens what is sealed in it; the key itself is kept apart. */
  secretsKeyMark: z.string(),
  schemas: z.array(
    z.object({
      name: NAME,
      migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
      tables: z.array(tableSchema),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type CopiedTable = z.infer<typeof tableSchema>;

export const sumsSchema = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      rows: z.number().int(),
      bytes: z.number().int(),
      sha256: z.string(),
    }),
  ),
  /** Those that rows name, behind the tables; `missing`: rows whose file was not in its place. */
  files: z
    .object({
      count: z.number().int(),
      bytes: z.number().int(),
      sha256: z.string(),
      missing: z.number().int(),
    })
    .default({ count: 0, bytes: 0, sha256: '', missing: 0 }),
  /** The next number of each, as PostgreSQL keeps it. */
  sequences: z.array(z.object({ schema: NAME, name: NAME, last: z.string().regex(/^\d{1,19}$/) })),
});
export type Sums = z.infer<typeof sumsSchema>;

/** @throws BackupError unless the part is what it should be. */
export const parsePart = <T>(schema: z.ZodType<T>, part: string, bytes: Buffer): T => {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new BackupError(`This is no backup of Saring: its ${part} cannot be read.`);
  }
};

/** Tells one key from another, and nothing of the key. */
export const markOf = (secretsKey: string): string =>
  createHash('sha256').update(deriveKey(secretsKey, 'backup mark')).digest('hex').slice(0, 32);

/** `schema.table` of a part of a table. @throws BackupError for any other part. */
export const tableOf = (part: string): string => {
  const [, table] = /^tables\/([\w.]+)\/\d+$/.exec(part) ?? [];
  if (table === undefined) throw new BackupError(`This is no part of a backup: ${part}`);
  return table;
};
