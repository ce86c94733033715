import { Module } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import {
  eventReaders,
  factReaders,
  factsOut,
  parseConfig,
  scheduledJobs,
  SERVICE_ENV,
  TravellingParams,
  type ServiceEnv,
  jobsRequests,
} from '@saring/service-kit';
import { Presence } from './adapters/presence';
import { KeyedDigests } from './adapters/secrets';
import { AUTH_CONFIG, authConfig, type AuthConfig } from './config';
import { SUBSCRIBER_EVENTS, subscriberEventsProvider } from './events';
import { FirstOperator } from './first-operator';
import { AuthJobs } from './jobs';
import { publish } from './publish';
import { DeviceRequests } from './requests/devices.requests';
import { Enrolment } from './requests/enrolment';
import { TotpSecrets } from './adapters/totp';
import { OperatorCredentials } from './requests/operator-credentials';
import { OperatorTotpRequests } from './requests/operator-totp.requests';
import { OperatorLoginRequests } from './requests/operator-logins.requests';
import { OperatorRequests } from './requests/operators.requests';
import { OtpCodes } from './requests/otp-codes';
import { OtpDelivery } from './requests/otp-delivery';
import { OtpProof } from './requests/otp-proof';
import { OtpVerification } from './requests/otp-verification';
import { OtpRequests } from './requests/otp.requests';
import { PhoneChangeRequests } from './requests/phone-changes.requests';
import { PhoneNumbers } from './requests/phone-numbers';
import { SessionTokens } from './requests/session-tokens';
import { SessionRequests } from './requests/sessions.requests';
import { SubscriberRequests } from './requests/subscribers.requests';
import { DeviceLimits } from './reactions/device-limits';
import { DeviceMessages } from './reactions/device-messages';
import { PhoneMessages } from './reactions/phone-messages';
import { TermsMessages } from './reactions/terms-messages';
import { SubscriberNotices } from './reactions/subscriber-notices';
import { Subscribers } from './subscribers';

@Module({
  controllers: [
    OtpRequests,
    SessionRequests,
    SubscriberRequests,
    PhoneChangeRequests,
    DeviceRequests,
    OperatorLoginRequests,
    OperatorTotpRequests,
    OperatorRequests,
    jobsRequests(AuthOtp.method.listJobs, 'jobs'),
  ],
  providers: [
    {
      provide: AUTH_CONFIG,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => parseConfig(authConfig, env),
    },
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
    OperatorCredentials,
    subscriberEventsProvider,
    Subscribers,
    Presence,
    Enrolment,
    OtpCodes,
    OtpDelivery,
    OtpProof,
    PhoneNumbers,
    OtpVerification,
    SessionTokens,
    FirstOperator,
    factsOut({ service: 'auth-otp', publish }, SUBSCRIBER_EVENTS),
    SubscriberNotices,
    ...eventReaders('auth-otp', SUBSCRIBER_EVENTS, DeviceMessages, PhoneMessages, TermsMessages),
    ...factReaders(DeviceLimits),
    ...scheduledJobs('auth-otp', AuthJobs),
  ],
})
export class AuthOtpModule {}
