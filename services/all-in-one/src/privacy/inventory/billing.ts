// billing.ts — what billing keeps about people, table by table.
import type { Tables } from './tables';

export const BILLING: Tables = {
  agent_entries: {
    personal: 'description',
    other: 'agent_id line at kind amount_rupiah balance_rupiah sold sell_rupiah operator_id',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  agents: {
    personal: 'terms',
    other: 'agent_id version deposit_rupiah must_make_up',
    kept: 'for good: it is the books',
    removedBy: 'an operator changes it',
  },
  batch_rows: {
    personal: 'line',
    other: 'batch_id number state refusal subscriber_id',
    kept: '30 days',
    removedBy: 'the job forget-imported-lines; deleting the person',
  },
  batches: {
    personal: 'reason',
    other: 'id action bytes days site actor content_hash created_at started_at',
    kept: 'for good',
    removedBy: 'nobody',
  },
  bill_messages: {
    personal: '',
    other: 'bill_id day sent_at',
    kept: 'for good',
    removedBy: 'nobody',
  },
  billing_accounts: {
    personal: '',
    other: 'subscriber_id version balance_rupiah',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  bills: {
    personal: '',
    other:
      'id subscriber_id subscription_id number site from_date to_date amount_rupiah paid_rupiah owed_rupiah void given overdue due_on package_name written_off',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  debt_reminders: {
    personal: '',
    other: 'subscriber_id day command_id actor at',
    kept: '90 days',
    removedBy: 'the next reminder',
  },
  drawer_shifts: {
    personal: 'note',
    other:
      'operator_id number last_revision site opened_at float_rupiah paid_in_rupiah paid_out_rupiah closed_at expected_rupiah counted_rupiah closed_by handed_to',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  drawers: {
    personal: '',
    other: 'operator_id version drawer',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  evening_messages: {
    personal: '',
    other: 'operator_id day sent_at',
    kept: '400 days',
    removedBy: 'the next evening message',
  },
  goodwill_receivers: {
    personal: '',
    other: 'goodwill_id subscriber_id state refusal told',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  goodwills: {
    personal: 'reason',
    other: 'id site router_id extend_seconds bytes lasts_seconds actor silent content_hash given_at',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  invoice_counters: {
    personal: '',
    other: 'site month last_number',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  journal: {
    personal: '',
    other: 'stream revision line at day site account party amount_rupiah cause order_id operator_id',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  operator_announcements: {
    personal: 'items',
    other: 'id template made_at sent_at',
    kept: '30 days',
    removedBy: 'the next announcement',
  },
  order_cash: {
    personal: '',
    other: 'order_id operator_id cash_rupiah',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  orders: {
    personal: 'sale',
    other: 'id subscriber_id purpose state site version placed_at cashier',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties what people wrote in it',
  },
  packages: {
    personal: '',
    other:
      'id name description bytes unlimited days price_rupiah speed_down speed_up fup_threshold_bytes active sort_order lasts_seconds starts_at_first_use device_limit online_seconds sell_from sell_until valid_until valid_hours speed_hours hours_speed_down hours_speed_up',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  promos: {
    personal: '',
    other:
      'id name description kind published starts_at ends_at discount_percent discount_rupiah bonus_bytes bonus_days package_ids',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  registration_bonuses: {
    personal: '',
    other: 'subscriber_id promo_id bytes days approved given_at',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  site_profiles: {
    personal: 'profile logo',
    other: 'site version logo_etag',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  subscriptions: {
    personal: 'terms package_change',
    other: 'id subscriber_id site next_from issue_on ended line_id lapsed change_id change_waits_since',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties what people wrote in it',
  },
  takings_days: {
    personal: '',
    other:
      'day site method cashier package_id description payments received_rupiah settlements settled_rupiah refunded_rupiah sold sold_rupiah sold_bytes',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  voucher_batches: {
    personal: '',
    other: 'id version terms printed prefix code_length actor made_at',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  voucher_sales: {
    personal: 'note',
    other: 'id batch_id operator_id method amount_rupiah paid_rupiah content_hash sold_at',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
  voucher_tries: {
    personal: 'source',
    other: 'wrong last_at',
    kept: 'a day',
    removedBy: 'the job forget-wrong-voucher-codes',
  },
  voucher_wrong_codes: {
    personal: '',
    other: 'id at',
    kept: 'a day',
    removedBy: 'the job forget-wrong-voucher-codes',
  },
  vouchers: {
    personal: 'reason',
    other:
      'id batch_id number code_hash code_sealed state sale_id sold_at redeemed_at subscriber_id voided_at version returned_rupiah',
    kept: 'for good: it is the books',
    removedBy: 'nobody',
  },
};
