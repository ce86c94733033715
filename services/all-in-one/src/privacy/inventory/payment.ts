// payment.ts — what payment keeps about people, table by table.
import type { Tables } from './tables';

export const PAYMENT: Tables = {
  gateway_tests: {
    personal: 'reason',
    other: 'test_id actor tested_at settings_hash fault',
    kept: '30 days',
    removedBy: 'the next test',
  },
  payment_alerts: {
    personal: 'note',
    other: 'alert_id order_id order_number kind state raised_at changed_at changed_by',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties the note',
  },
  payment_notes: {
    personal: 'text',
    other: 'id order_id noted_at actor kind',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties the text',
  },
  payment_plugin_methods: {
    personal: '',
    other: 'method plugin_id version activated_at activated_by',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  payment_plugin_parts: {
    personal: '',
    other: 'upload_id part content stored_at',
    kept: '1 day',
    removedBy: 'the next upload',
  },
  payment_plugin_revision: {
    personal: '',
    other: 'only revision',
    kept: 'one row',
    removedBy: 'its next change',
  },
  payment_plugin_settings: {
    personal: '',
    other: 'plugin_id key sealed changed_at changed_by',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  payment_plugins: {
    personal: '',
    other: 'plugin_id version digest signer archive installed_at installed_by',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  payment_proofs: {
    personal: 'image',
    other: 'order_id content_type attached_at sealed file',
    kept: 'PROOF_RETENTION_DAYS, longer while the order waits for its money',
    removedBy: 'the job forget-proofs; deleting the person',
  },
  payments: {
    personal: 'instructions return_url description',
    other:
      'order_id order_number subscriber_id site state amount_rupiah refunded_rupiah method bank gateway content_hash created_at expires_at paid_at version alerts has_proof fee_rupiah plugin added_rupiah',
    kept: 'for good: it is the books',
    removedBy: 'deleting the person empties how and from where it was paid',
  },
  static_qris_sums: {
    personal: '',
    other: 'account_id sum_rupiah order_id free_at',
    kept: 'until the sum is free again',
    removedBy: 'the next order',
  },
};
