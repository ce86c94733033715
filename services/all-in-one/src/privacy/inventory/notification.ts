// notification.ts — what notification keeps about people, table by table.
import type { Tables } from './tables';

export const NOTIFICATION: Tables = {
  broadcast_opt_outs: {
    personal: 'phone',
    other: 'by at id',
    kept: 'as long as the subscriber',
    removedBy: 'deleting the person',
  },
  broadcast_recipients: {
    personal: '',
    other: 'broadcast_id subscriber_id stage state command_id',
    kept: 'for good',
    removedBy: 'nobody',
  },
  broadcasts: {
    personal: 'text_indonesian text_english filter',
    other:
      'id command_id content_hash per_minute starts_at state stage stage_cursor next_at created_by created_at ended_at stop_reason',
    kept: 'for good',
    removedBy: 'nobody',
  },
  channel: {
    personal: '',
    other: 'id failures open_until reason otp_sending fault',
    kept: 'one row',
    removedBy: 'its next change',
  },
  channel_breakers: {
    personal: '',
    other: 'name failures open_until reason fault',
    kept: 'one row a channel',
    removedBy: 'its next change',
  },
  channel_health: {
    personal: '',
    other: 'name fault reason checked_at',
    kept: 'one row a channel',
    removedBy: 'its next check',
  },
  contact_windows: {
    personal: 'contact',
    other: 'channel last_inbound_at',
    kept: 'MESSAGE_RETENTION_DAYS',
    removedBy: 'the job forget-messages; deleting the person',
  },
  early_receipts: {
    personal: '',
    other: 'channel provider_id status at came_at',
    kept: '1 hour',
    removedBy: 'the job forget-messages',
  },
  email_links: {
    personal: 'phone email',
    other: 'linked_at subscriber_id',
    kept: 'as long as the subscriber',
    removedBy: 'the person; deleting the person',
  },
  email_proofs: {
    personal: 'phone email',
    other: 'code_hash tries expires_at asked_at day_at asked subscriber_id',
    kept: 'MESSAGE_RETENTION_DAYS',
    removedBy: 'the job forget-messages; deleting the person',
  },
  inbound_messages: {
    personal: 'contact phone said_sealed',
    other: 'channel message_id received_at due_at state',
    kept: 'INBOUND_RETENTION_DAYS',
    removedBy: 'the job forget-inbound-messages; deleting the person',
  },
  mailbox_codes: {
    personal: 'mailbox',
    other: 'day_at codes',
    kept: '1 day',
    removedBy: 'the job forget-messages',
  },
  message_kinds_off: {
    personal: '',
    other: 'template by at',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  message_switches: {
    personal: 'phone',
    other: 'message_group at',
    kept: 'as long as the subscriber',
    removedBy: 'the person; deleting the person',
  },
  message_templates: {
    personal: 'text',
    other: 'template locale version by at command_id content_hash',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  messages: {
    personal: 'to_phone params_sealed attachment_name attachment_sealed last_error failed_reason',
    other:
      'id command_id content_hash template locale purpose site state attempts created_at expires_at next_attempt_at attempted_at sent_at provider_id attachment_type lane sources queue_rank fault channel receipt_at delivered_at read_at failed_at failed_fault price_category billable sender only_channel',
    kept: 'MESSAGE_RETENTION_DAYS',
    removedBy: 'the job forget-messages; deleting the person',
  },
  telegram_link_tokens: {
    personal: 'phone',
    other: 'token_hash locale expires_at subscriber_id',
    kept: 'MESSAGE_RETENTION_DAYS',
    removedBy: 'the job forget-messages; deleting the person',
  },
  telegram_links: {
    personal: 'phone chat_id',
    other: 'linked_at subscriber_id',
    kept: 'as long as the subscriber',
    removedBy: 'the person; deleting the person',
  },
  telegram_updates: {
    personal: '',
    other: 'id taken_at',
    kept: '2 days',
    removedBy: 'the job forget-messages',
  },
};
