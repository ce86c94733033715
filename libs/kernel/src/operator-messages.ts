// operator-messages.ts — what an operator must be permitted to see in order to be written to about it.
import type { OperatorMessage, Permission } from './generated/words';

export const PERMISSION_OF_MESSAGE = {
  money_alert: 'orders:read',
  evening: 'books:read',
  debt_limit: 'quota:read',
  router: 'routers:read',
  registration: 'subscribers:approve',
  quota_request: 'quota:grant',
  held_usage: 'anomalies:read',
} as const satisfies Record<OperatorMessage, Permission>;
