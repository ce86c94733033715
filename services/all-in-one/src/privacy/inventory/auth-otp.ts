// auth-otp.ts — what auth-otp keeps about people, table by table.
import type { Tables } from './tables';

export const AUTH_OTP: Tables = {
  api_keys: {
    personal: 'name',
    other: 'id operator_id key_hash created_at last_used_at scopes expires_at maker_key_id',
    kept: 'as long as the operator',
    removedBy: 'removing the key or the operator; its end',
  },
  audit_entries: {
    personal: 'operator_name params targets body_json before_json address',
    other: 'id at operator_id api_key_id permission method route outcome status code',
    kept: 'AUDIT_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person empties what is about them',
  },
  deletions: {
    personal: 'reason phones macs',
    other: 'subscriber_id asked_at actor waiting done_at',
    kept: 'for good; numbers and MACs until every service has forgotten',
    removedBy: 'the end of the deletion empties numbers and MACs',
  },
  device_limits: {
    personal: '',
    other: 'subscriber_id version devices',
    kept: 'as long as the subscriber',
    removedBy: 'deleting the person',
  },
  devices: {
    personal: 'mac label last_address',
    other: 'id subscriber_id first_seen_at last_seen_at private_mac authorized enrolled_by',
    kept: 'as long as the subscriber',
    removedBy: 'removing the device; deleting the person',
  },
  former_devices: {
    personal: 'mac label',
    other: 'subscriber_id device_id cause at',
    kept: '90 days',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  operator_bot_codes: {
    personal: 'phone',
    other: 'operator_id code_hmac expires_at',
    kept: '1 day after its end',
    removedBy: 'the job forget-ended-codes-and-sessions',
  },
  operator_bots: {
    personal: 'phone',
    other: 'operator_id good_until',
    kept: '90 days after the proof',
    removedBy: 'the job forget-ended-codes-and-sessions',
  },
  operator_passkeys: {
    personal: 'name public_key credential_id',
    other: 'id operator_id counter transports synced rp_id created_at last_used_at suspected_at',
    kept: 'as long as the operator',
    removedBy: 'removing the passkey or the operator',
  },
  operator_recovery_codes: {
    personal: '',
    other: 'operator_id digest',
    kept: 'as long as the operator',
    removedBy: 'use; removing the operator',
  },
  operator_sessions: {
    personal: 'address user_agent',
    other: 'token_hash operator_id created_at expires_at passkey_id id last_seen_at',
    kept: 'until the session ends',
    removedBy: 'the job forget-ended-codes-and-sessions',
  },
  operator_tries: {
    personal: 'account address_key',
    other: 'failures locked_until tried_at succeeded_at',
    kept: 'LOGIN_TRIES_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions',
  },
  operators: {
    personal: 'email phone name',
    other:
      'id role password_hash must_change_password created_at totp_sealed totp_confirmed totp_last_step messages messages_site locale',
    kept: 'as long as the operator',
    removedBy: 'removing the operator',
  },
  otp_challenges: {
    personal: 'phone source_key',
    other:
      'id code_hmac locale site created_at expires_at failed_tries consumed_at own_device delivery wrong_codes change_of reverse',
    kept: 'CODE_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  otp_lifts: {
    personal: 'phone reason',
    other: 'id at actor',
    kept: 'NUMBER_CHANGES_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  passkey_challenges: {
    personal: 'address_key',
    other: 'id challenge purpose operator_id origin created_at expires_at',
    kept: 'until its end, 5 minutes',
    removedBy: 'the job forget-ended-codes-and-sessions',
  },
  phone_changes: {
    personal: 'old_phone new_phone',
    other: 'id subscriber_id at',
    kept: 'NUMBER_CHANGES_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  refresh_tokens: {
    personal: '',
    other: 'token_hash family_id created_at expires_at used_at',
    kept: 'until the session ends',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  reverse_codes: {
    personal: 'source_key phone mac address access',
    other: 'id code_hmac locale site created_at expires_at state mac_known_by',
    kept: 'CODE_RETENTION_DAYS',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  session_families: {
    personal: '',
    other: 'id subscriber_id device_id created_at expires_at revoked_at',
    kept: 'until the session ends',
    removedBy: 'the job forget-ended-codes-and-sessions; deleting the person',
  },
  stored_settings: {
    personal: 'sealed_value',
    other: 'name version changed_at changed_by',
    kept: 'until an operator changes it',
    removedBy: 'an operator',
  },
  subscribers: {
    personal: 'phone name fields block_reason',
    other:
      'id locale site role approval disabled blocked terms_version devices_version created_at hard_block phone_proved_at',
    kept: 'the row for good, under its id',
    removedBy: 'deleting the person empties it',
  },
};
