import { Module } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import {
  eventReaders,
  factReaders,
  factsOut,
  scheduledJobs,
  TravellingParams,
  jobsRequests,
  settingsProvider,
} from '@saring/service-kit';
import { AuditRequests } from './audit/audit.requests';
import { Presence } from './devices/presence';
import { KeyedDigests } from './secrets';
import { AUTH_CONFIG, authConfig, type AuthConfig } from './config';
import { SUBSCRIBER_EVENTS, subscriberEventsProvider } from './events';
import { FirstOperator } from './operators/first-operator';
import { AuthJobs } from './jobs';
import { publish } from './publish';
import { DeletionProcess } from './deletions/deletion-process';
import { DeletionRequests } from './deletions/deletions.requests';
import { DeviceRequests } from './devices/devices.requests';
import { Enrolment } from './devices/enrolment';
import { TotpSecrets } from './operators/totp';
import { OperatorCredentials } from './operators/operator-credentials';
import { OperatorTries } from './operators/operator-tries';
import { PasskeyLoginRequests } from './operators/passkey-logins.requests';
import { PasskeyRequests } from './operators/passkeys.requests';
import { OperatorTotpRequests } from './operators/operator-totp.requests';
import { OperatorLoginRequests } from './operators/operator-logins.requests';
import { OperatorBotRequests } from './operators/operator-bots.requests';
import { OperatorMessageRequests } from './operators/operator-messages.requests';
import { OperatorRequests } from './operators/operators.requests';
import { OperatorRights } from './operators/operator-rights';
import { ColleagueRequests } from './operators/colleagues.requests';
import { OwnSessionRequests } from './operators/own-sessions.requests';
import { Admission } from './otp/admission';
import { OtpCodes } from './otp/otp-codes';
import { OtpDelivery } from './otp/otp-delivery';
import { OtpProof } from './otp/otp-proof';
import { OtpVerification } from './otp/otp-verification';
import { OtpRequests } from './otp/otp.requests';
import { ReverseAccess } from './otp/reverse-access';
import { ReverseCodeRequests } from './otp/reverse-codes.requests';
import { PhoneChangeRequests } from './subscribers/phone-changes.requests';
import { PhoneNumbers } from './subscribers/phone-numbers';
import { SessionTokens } from './sessions/session-tokens';
import { SessionRequests } from './sessions/sessions.requests';
import { VoucherSessionRequests } from './sessions/voucher-sessions.requests';
import { SubscriberRequests } from './subscribers/subscribers.requests';
import { SettingRequests } from './settings/settings.requests';
import { Settings } from './settings/settings';
import { SettingsCopy } from './settings/settings-copy';
import { DeviceLimits } from './devices/device-limits';
import { DeviceMessages } from './devices/device-messages';
import { PhoneContacts } from './subscribers/phone-contacts';
import { PhoneMessages } from './subscribers/phone-messages';
import { TermsMessages } from './subscribers/terms-messages';
import { SubscriberNotices } from './subscribers/subscriber-notices';
import { Subscribers } from './subscribers/subscribers';

@Module({
  controllers: [
    OtpRequests,
    ReverseCodeRequests,
    SessionRequests,
    VoucherSessionRequests,
    SubscriberRequests,
    PhoneChangeRequests,
    DeletionRequests,
    DeviceRequests,
    OperatorLoginRequests,
    OperatorTotpRequests,
    PasskeyRequests,
    PasskeyLoginRequests,
    OperatorRequests,
    ColleagueRequests,
    OwnSessionRequests,
    OperatorBotRequests,
    OperatorMessageRequests,
    AuditRequests,
    SettingRequests,
    jobsRequests(AuthOtp.method, 'jobs'),
  ],
  providers: [
    settingsProvider(AUTH_CONFIG, authConfig),
    {
      provide: KeyedDigests,
      inject: [AUTH_CONFIG],
      useFactory: (config: AuthConfig) => new KeyedDigests(config.SECRETS_KEY),
    },
    {
      provide: TravellingParams,
      inject: [AUTH_CONFIG],
      useFactory: (config: AuthConfig) => new TravellingParams(config.SECRETS_KEY),
    },
    {
      provide: TotpSecrets,
      inject: [AUTH_CONFIG],
      useFactory: (config: AuthConfig) => new TotpSecrets(config.SECRETS_KEY),
    },
    OperatorTries,
    OperatorCredentials,
    OperatorRights,
    subscriberEventsProvider,
    Subscribers,
    Presence,
    Enrolment,
    OtpCodes,
    OtpDelivery,
    OtpProof,
    PhoneNumbers,
    Admission,
    OtpVerification,
    ReverseAccess,
    SessionTokens,
    FirstOperator,
    Settings,
    SettingsCopy,
    factsOut({ service: 'auth-otp', publish }, SUBSCRIBER_EVENTS),
    SubscriberNotices,
    ...eventReaders(
      'auth-otp',
      SUBSCRIBER_EVENTS,
      DeviceMessages,
      PhoneMessages,
      PhoneContacts,
      TermsMessages,
    ),
    ...factReaders(DeviceLimits),
    ...scheduledJobs('auth-otp', AuthJobs, DeletionProcess),
  ],
})
export class AuthOtpModule {}
