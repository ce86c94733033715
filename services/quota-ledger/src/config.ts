import type { Provider } from '@nestjs/common';
import { kitConfig, parseConfig, SERVICE_ENV, type ServiceEnv } from '@saring/service-kit';
import { z } from 'zod';

/** The environment of the quota ledger. */
export const ledgerConfig = kitConfig.extend({
  /** Below or at it a subscriber is fup, where a grant sets no threshold of its own. */
  FUP_THRESHOLD_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(3 * 1_073_741_824),
  /** Slow internet for who is stopped and has an order open, so that bank apps work; 0 minutes: none. */
  PAYMENT_LANE_MINUTES: z.coerce.number().int().min(0).max(60).default(5),
  PAYMENT_LANE_MEGABYTES: z.coerce.number().int().min(1).max(1_024).default(30),
  PAYMENT_LANES_PER_DAY: z.coerce.number().int().min(1).max(24).default(3),
  /** How many routers' messages are metered in one append. */
  METER_BATCH_MESSAGES: z.coerce.number().int().min(1).max(500).default(24),
});
export type LedgerConfig = z.infer<typeof ledgerConfig>;

export const LEDGER_CONFIG = Symbol('LEDGER_CONFIG');
export const ledgerConfigProvider: Provider = {
  provide: LEDGER_CONFIG,
  inject: [SERVICE_ENV],
  useFactory: (env: ServiceEnv) => parseConfig(ledgerConfig, env),
};
