// written.ts — where people write what they like, in the ledger's events and in what is shown of them.
import type { WrittenFields } from '@saring/service-kit';

export const WRITTEN = {
  fields: ['reason', 'blockReason'],
  keep: ['debt', 'bill'],
} as const satisfies WrittenFields;
