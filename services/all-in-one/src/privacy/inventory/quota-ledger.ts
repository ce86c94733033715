// quota-ledger.ts — what quota-ledger keeps about people, table by table.
import type { Tables } from './tables';

export const QUOTA_LEDGER: Tables = {
  anomalies: {
    personal: '',
    other:
      'anomaly_id subscriber_id device_id router_id bytes observed_at seconds state decided_at carried_bytes',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  archives: {
    personal: '',
    other: 'stream from_revision until_revision month file file_bytes sha256 verified_at',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  closing_parts: {
    personal: 'rows',
    other: 'closing_id table_name part row_count',
    kept: 'two months',
    removedBy: 'the closing after the next; deleting the person empties what people wrote in it',
  },
  closings: {
    personal: '',
    other: 'closing_id month position version sums copied_at proved_at',
    kept: 'two months',
    removedBy: 'the closing after the next',
  },
  free_takings: {
    personal: '',
    other: 'device_id until command_id',
    kept: '1 day',
    removedBy: 'the next taking',
  },
  handled_commands: {
    personal: '',
    other: 'command_id subscriber_id content_hash revision',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  line_boots: {
    personal: '',
    other: 'line_id router_id boot',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  line_meters: {
    personal: '',
    other: 'stream revision',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  line_usage: {
    personal: '',
    other: 'line_id hour upload_bytes download_bytes uncounted_bytes sessions reboots',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  meter_positions: {
    personal: '',
    other: 'partition sequence updated_at stream',
    kept: 'one row a partition',
    removedBy: 'its next change',
  },
  purchases: {
    personal: '',
    other: 'subscriber_id purchase_id state auto_bytes debts',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  quota_accounts: {
    personal: 'state',
    other:
      'subscriber_id own_revision held status status_revision status_at next_expiry_at block slot usage_keys last_line_at next_turn_at',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties what people wrote in it',
  },
  quota_requests: {
    personal: 'reason decision_reason',
    other:
      'request_id subscriber_id state bytes unlimited days asked_at decided_at decided_by granted_bytes granted_unlimited granted_days',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties the words',
  },
  router_hours: {
    personal: '',
    other:
      'router_id hour carried_bytes charged_bytes strangers_bytes held_bytes unclaimed_bytes unwitnessed_bytes by_hand_bytes held_carried_bytes',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  statement_lines: {
    personal: 'reason',
    other:
      'subscriber_id revision line at cause amount_bytes balance_after_bytes source amount_rupiah online_seconds online_seconds_after valid_hours',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties the reason',
  },
  usage_blocks: {
    personal: '',
    other: 'block router_id members data',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  usage_hours: {
    personal: '',
    other:
      'subscriber_id hour device_id router_id bytes_in bytes_out last_at after_revision burnt_bytes online_seconds',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
};
