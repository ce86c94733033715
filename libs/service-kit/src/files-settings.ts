// files-settings.ts — where services keep files of the house, such as pictures of transfers: one place for all of them.
import { folderFiles, s3Files, type Files, type Limits } from '@saring/files';
import { z } from 'zod';
import { flag } from './config';

/** Part of the schema of each service that keeps files. They stay on the machine, as whatever leads to a secret does. */
export const filesSettings = {
  /** Absent, as the bucket: such bytes stay in PostgreSQL. */
  FILES_FOLDER: z.string().optional(),
  FILES_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FILES_S3_REGION: z.string().default('us-east-1'),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is the name of a bucket')
    .optional(),
  FILES_S3_PREFIX: z
    .string()
    .regex(/^(?:[\w./-]+\/)?$/, 'ends with a slash, e.g. saring/')
    .default('saring-files/'),
  FILES_S3_KEY_ID: z.string().optional(),
  FILES_S3_SECRET: z.string().optional(),
  FILES_S3_PATH_STYLE: flag(true),
};
export const filesConfig = z.object(filesSettings);
export type FilesConfig = z.infer<typeof filesConfig>;

/** @param limits for whoever must not wait long. @returns null where no place is set. */
export const filesOf = (config: FilesConfig, limits?: Limits): Files | null => {
  const { FILES_S3_BUCKET: bucket, FILES_FOLDER: folder } = config;
  if (!bucket) return folder ? folderFiles(folder, limits) : null;
  return s3Files(
    {
      ...(config.FILES_S3_ENDPOINT ? { endpoint: config.FILES_S3_ENDPOINT } : {}),
      ...{ bucket, region: config.FILES_S3_REGION, prefix: config.FILES_S3_PREFIX },
      ...{ keyId: config.FILES_S3_KEY_ID ?? '', secret: config.FILES_S3_SECRET ?? '' },
      pathStyle: config.FILES_S3_PATH_STYLE,
    },
    limits,
  );
};

/** What two of these settings say together. */
export const requireOnePlace = (
  all: Partial<FilesConfig>,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void => {
  if (all.FILES_S3_BUCKET && !(all.FILES_S3_KEY_ID && all.FILES_S3_SECRET))
    context.addIssue({
      ...{ code: 'custom', path: ['FILES_S3_BUCKET'] },
      message: 'needs FILES_S3_KEY_ID and FILES_S3_SECRET',
    });
  if (all.FILES_S3_BUCKET && all.FILES_FOLDER)
    context.addIssue({
      ...{ code: 'custom', path: ['FILES_FOLDER'] },
      message: 'and FILES_S3_BUCKET are two places: name one',
    });
};
