// config.ts — settings: read by one schema a service, every wrong one named at once in a sentence.
import { isTimeZone } from '@saring/kernel';
import { z } from 'zod';
import { ofSites } from './setting-effects';
import { webUrl } from './setting-kinds';

/** Every bad variable of an environment, named at once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Some settings are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads an environment by a schema; an empty value counts as absent. @throws ConfigError naming every bad variable. */
export const parseConfig = <S extends z.ZodType>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<S> => {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return name ? `${name} ${sentence(issue, given[name] === undefined)}` : issue.message;
    }),
  );
};

/** The fault of a setting, without its value, which may be a secret. */
const sentence = (issue: z.core.$ZodIssue, isAbsent: boolean): string => {
  if (isAbsent) return 'is not set.';
  switch (issue.code) {
    case 'invalid_type':
      return `is not ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}.`;
    case 'too_small':
      if (issue.origin === 'string') return `${issue.message}.`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `${issue.message}.`;
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'url' ? 'is not a URL, e.g. https://wifi.example.id.' : `${issue.message}.`;
    default:
      return `${issue.message}.`;
  }
};

/** `on`/`off`, `true`/`false`, `1`/`0`. */
export const flag = (standard: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .default(standard ? 'on' : 'off')
    .transform((value) => ['on', 'true', '1'].includes(value));

export const timeZone = z.string().refine(isTimeZone, 'is not a time zone, e.g. Asia/Jakarta');

/** `site=value` pairs with commas between: what differs from the setting for all sites. */
export const siteValues = <S extends z.ZodType<string>>(value: S) =>
  z
    .string()
    .default('')
    .transform((text, context): ReadonlyMap<string, z.infer<S>> => {
      const values = new Map<string, z.infer<S>>();
      for (const pair of text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)) {
        const [site = '', ...rest] = pair.split('=');
        const parsed = value.safeParse(rest.join('='));
        if (values.has(site.trim())) context.addIssue({ code: 'custom', message: 'names a site twice' });
        else if (site !== '' && parsed.success) values.set(site.trim(), parsed.data);
        else
          context.addIssue({
            code: 'custom',
            message: 'is not a list of site=value pairs with known values',
          });
      }
      return values;
    });

/** The values that operators set for a site, and for all sites. */
export type SetTimeZones = { readonly own?: string | undefined; readonly ofAll?: string | undefined };

/** The zone of a site: its own, else that of all; what operators set before what the environment says of the same. */
export const timeZoneOf = (
  config: Pick<KitConfig, 'TIME_ZONE' | 'TIME_ZONE_BY_SITE'>,
  site: string,
  { own, ofAll }: SetTimeZones = {},
): string => own ?? config.TIME_ZONE_BY_SITE.get(site) ?? ofAll ?? config.TIME_ZONE;

export const SECRETS_KEY_LEAST_CHARACTERS = 32;

/** The settings of every service. */
export const kitConfig = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(?:ql)?:\/\//,
      'is not an address of PostgreSQL, e.g. postgresql://saring@localhost/saring',
    ),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().optional(),
  SECRETS_KEY: z
    .string()
    .min(SECRETS_KEY_LEAST_CHARACTERS, `needs at least ${SECRETS_KEY_LEAST_CHARACTERS} characters`),
  TIME_ZONE: ofSites(timeZone.default('Asia/Jakarta')),
  TIME_ZONE_BY_SITE: ofSites(siteValues(timeZone)),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl().optional(),
  STREAMS_BYTES: z.coerce
    .number()
    .int()
    .min(64 * 1024 ** 2)
    .optional(),
  /** Absent: the stream stays as it is, a new one keeps them 30 days. Longer than a service is away and a gateway asks again. */
  WEBHOOKS_RETENTION_DAYS: z.coerce.number().int().min(7).max(90).optional(),
  STREAMS_REPLICAS: z.enum(['1', '3', '5']).transform(Number).optional(),
  POSTGRES_POOL_MAX: z.coerce.number().int().min(2).max(100).default(6),
});
export type KitConfig = z.infer<typeof kitConfig>;
