// inventory.ts — what Saring keeps about people: every table and every stream, how long, and what removes it.
import { AUTH_OTP } from './auth-otp';
import { BILLING } from './billing';
import { NOTIFICATION } from './notification';
import { PAYMENT } from './payment';
import { QUOTA_LEDGER } from './quota-ledger';
import { ROUTER_GATEWAY } from './router-gateway';
import type { Kept, Tables } from './tables';

/** Of every service, in a schema of its own. */
const ENGINE: Tables = {
  _prisma_migrations: {
    personal: '',
    other: 'id checksum finished_at migration_name logs rolled_back_at started_at applied_steps_count',
    kept: 'for good',
    removedBy: 'nobody',
  },
  checkpoints: {
    personal: '',
    other: 'name position updated_at',
    kept: 'one row a reader',
    removedBy: 'its next change',
  },
  event_eras: {
    personal: '',
    other: 'era system_identifier opened_at',
    kept: 'for good',
    removedBy: 'nobody',
  },
  event_streams: {
    personal: '',
    other: 'stream_id name version',
    kept: 'for good, names hold ids',
    removedBy: 'nobody',
  },
  events: {
    personal: 'data',
    other: 'era transaction_id global_position stream_id stream_position type metadata event_id recorded_at',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties what people wrote in them',
  },
  scheduled_jobs: {
    personal: '',
    other: 'name every_seconds next_run_at last_started_at last_succeeded_at last_error failures',
    kept: 'one row a job',
    removedBy: 'its next run',
  },
  handled_commands: {
    personal: '',
    other: 'command_id stream content_hash handled_at',
    kept: '90 days',
    removedBy: 'the job forget-handled-commands',
  },
  due_work: {
    personal: 'last_error',
    other: 'topic id kind attempts next_attempt_at planned_at',
    kept: 'until it is done',
    removedBy: 'its end',
  },
};
/** Beside the tables of the engine: those of the service, which come first where both have one of a name. */
export const INVENTORY: Readonly<Record<string, Tables>> = {
  auth_otp: AUTH_OTP,
  billing: BILLING,
  notification: NOTIFICATION,
  payment: PAYMENT,
  quota_ledger: QUOTA_LEDGER,
  router_gateway: ROUTER_GATEWAY,
};
export const engineTable = (name: string): Kept | undefined => ENGINE[name];

/** The streams and buckets of NATS: what of a person can be in one, and how long a message stays. */
export const STREAMS: Readonly<Record<string, { readonly holds: string; readonly days: number | null }>> = {
  FACTS: { holds: 'the reason of a block, as an operator wrote it', days: 30 },
  OBSERVATIONS: { holds: 'nothing: devices by their ids', days: 1 },
  WEBHOOKS: { holds: 'what a payment gateway adds of a payer to its notice of an order', days: 30 },
  DEAD: { holds: 'what nobody could read, of the three above', days: 90 },
  'KV_router-leases': { holds: 'nothing', days: null },
  KV_settings: { holds: 'settings, sealed', days: null },
};

const NOBODY = 'nothing';
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
/** As docs/privacy.md shows it: tables with something of a person, then the streams. */
export const describeInventory = (): readonly string[] => {
  const all = Object.entries(INVENTORY).flatMap(([schema, tables]) =>
    Object.entries(tables).map(([name, kept]) => ({ table: `${schema}.${name}`, ...kept })),
  );
  const engine = Object.entries(ENGINE).map(([name, kept]) => ({ table: name, ...kept }));
  const personal = [...all, ...engine].filter((one) => one.personal !== '');
  const streams = Object.entries(STREAMS).filter(([, { holds }]) => holds !== NOBODY);
  return [
    ...personal.map(({ table, personal: columns, kept, removedBy }) =>
      row([`\`${table}\``, columns.split(' ').join(', '), kept, removedBy]),
    ),
    ...streams.map(([name, { holds, days }]) =>
      row([`\`${name}\``, holds, days === null ? 'for good' : `${days} days`, 'NATS']),
    ),
  ];
};
