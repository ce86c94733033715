// The rights of an operator: a role is a set of `resource:action` permissions, never a name to compare.
import { OPERATOR_ROLES, type OperatorRole, type Permission } from '@saring/kernel';

/** The permissions of every role. */
const READING = [
  'subscribers:read',
  'quota:read',
  'devices:read',
  'routers:read',
  'sites:read',
  'api-keys:write',
] as const;

const OPERATING = [
  ...READING,
  'subscribers:create',
  'subscribers:update',
  'subscribers:approve',
  'subscribers:block',
  'subscribers:phone',
  'otp-limits:lift',
  'devices:add',
  'devices:remove',
  'quota:grant',
  'anomalies:read',
  'messages:read',
  'jobs:read',
  'orders:read',
  'orders:recheck',
  'counter:sell',
  'privacy:unmask',
  'debts:remind',
  'vouchers:read',
  'vouchers:print',
  'bills:read',
  'lines:read',
  'lines:write',
] as const;

/** Money as it comes in and goes back. */
const HANDLING_MONEY = [
  ...(['orders:confirm', 'orders:refund', 'orders:retry'] as const),
  ...(['books:read', 'books:safe', 'bills:write-off'] as const),
] as const;

const MANAGING = [
  ...OPERATING,
  ...HANDLING_MONEY,
  'packages:write',
  'promos:write',
  'quota:debt',
  'quota:settle',
  'quota:reset',
  'quota:goodwill',
  'anomalies:decide',
  'routers:write',
  'routers:sweep',
  'messages:control',
  'sites:write',
  'subscribers:export',
  'subscribers:bulk',
  'subscribers:delete',
  'vouchers:make',
  'vouchers:reprint',
  'vouchers:void',
  'bills:write',
  'lines:secret',
  'jobs:run',
  'agents:read',
  'agents:write',
] as const;

const ROLE_PERMISSIONS = {
  // domain.md: a correction is super_admin's alone; so are the operators themselves.
  super_admin: [
    ...MANAGING,
    'quota:correct',
    'operators:read',
    'operators:write',
    'audit:read',
    'settings:read',
    'settings:write',
    'backups:make',
    // Nobody gives a right that they do not have.
    'agents:sell',
  ],
  admin: [...MANAGING, 'audit:read', 'settings:read'],
  // A wrong sale is put right at the counter, up to what REFUND_MOST_RUPIAH_BY_ROLE says: without it nothing.
  operator: [...OPERATING, 'orders:refund'],
  finance: [
    ...READING,
    ...HANDLING_MONEY,
    'orders:read',
    'orders:recheck',
    'counter:sell',
    'privacy:unmask',
    'debts:remind',
    'quota:debt',
    'quota:settle',
    'vouchers:read',
    'vouchers:print',
    'vouchers:void',
    'bills:read',
    'bills:write',
    'agents:read',
    'agents:write',
    'lines:read',
  ],
  // Routers need no numbers of people: what is pasted into one is not masked (docs/adr/0030).
  technician: [
    ...READING,
    ...['routers:write', 'routers:sweep', 'anomalies:read', 'jobs:read', 'jobs:run'],
    ...['lines:read', 'lines:write', 'lines:secret'],
  ],
  agent: ['agents:sell'],
} as const satisfies Record<OperatorRole, readonly Permission[]>;

export const isOperatorRole = (role: string): role is OperatorRole =>
  OPERATOR_ROLES.some((known) => known === role);

/** An operator with a printed first password may do nothing but change it. */
export const permissionsOf = (role: OperatorRole, mustChangePassword: boolean): readonly Permission[] =>
  mustChangePassword ? [] : ROLE_PERMISSIONS[role];
