// The words between services: generated from proto/, and how they are named on NATS.
export * from './generated/saring/auth_otp/v1/auth_otp_pb';
export * from './generated/saring/backup/v1/backup_pb';
export * from './generated/saring/billing/v1/billing_pb';
export * from './generated/saring/edge/v1/edge_pb';
export * from './generated/saring/jobs/v1/jobs_pb';
export * from './generated/saring/notification/v1/notification_pb';
export * from './generated/saring/payment/v1/payment_pb';
export * from './generated/saring/privacy/v1/privacy_pb';
export * from './generated/saring/quota_ledger/v1/quota_ledger_pb';
export * from './generated/saring/router_gateway/v1/router_gateway_pb';
export {
  personal as personalOption,
  PersonalSchema,
  words as wordsOption,
} from './generated/saring/words/v1/words_pb';
export * from './generated/saring/settings/v1/settings_pb';
export * from './subjects';
export * from './requests';
