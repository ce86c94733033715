import { kitConfig } from '@saring/service-kit';
import { z } from 'zod';

/** What the quota ledger reads from its environment. */
export const ledgerConfig = kitConfig.extend({
  /** Below or at it a subscriber is fup, where a grant sets no threshold of its own. */
  FUP_THRESHOLD_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(3 * 1_073_741_824),
  /** How many routers' messages are metered in one append. */
  METER_BATCH_MESSAGES: z.coerce.number().int().min(1).max(500).default(24),
});
export type LedgerConfig = z.infer<typeof ledgerConfig>;
