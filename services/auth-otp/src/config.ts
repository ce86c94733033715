import { atOnce, kitConfig } from '@saring/service-kit';
import { z } from 'zod';

/** The environment of auth-otp. */
export const authConfig = kitConfig.pick({ DATABASE_URL: true, SECRETS_KEY: true }).extend({
  /** Whether an unknown number that proves itself becomes a subscriber, and whether an operator must approve. */
  SELF_REGISTRATION: atOnce(z.enum(['approved', 'pending', 'off']).default('approved')),
  /** Devices a subscriber may have (domain.md: *3*). */
  DEVICE_LIMIT: atOnce(z.coerce.number().int().min(1).max(20).default(3)),
  /** A number without a code for so long may have another holder: its next login from a new device is asked. */
  NUMBER_SILENT_DAYS: atOnce(z.coerce.number().int().min(1).max(3_650).default(90)),
  /** What operators did stays readable for so long; a year at least, for whoever audits the books of a year. */
  AUDIT_RETENTION_DAYS: atOnce(z.coerce.number().int().min(365).max(3_650).default(730)),
  /** Codes, sent and asked for; longer than the day that limits count over. */
  CODE_RETENTION_DAYS: atOnce(z.coerce.number().int().min(2).max(90).default(2)),
  /** Wrong passwords of operators, and addresses from which one got in: a new one is held back sooner. */
  LOGIN_TRIES_RETENTION_DAYS: atOnce(z.coerce.number().int().min(30).max(365).default(90)),
  /** Which numbers an account had, and whose limits were lifted: what a takeover is cleared up by. */
  NUMBER_CHANGES_RETENTION_DAYS: atOnce(z.coerce.number().int().min(90).max(3_650).default(365)),
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PASSWORD: z.string().min(10, 'needs at least 10 characters').optional(),
});
export type AuthConfig = z.infer<typeof authConfig>;

export const AUTH_CONFIG = Symbol('AUTH_CONFIG');
