import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { parseConfig, SERVICE_ENV, SiteDirectory, type ServiceEnv } from '@saring/service-kit';
import { ClientLookup } from './clients/client-lookup';
import { PortalVisits } from './clients/portal-visits';
import { DevicePresence } from './clients/device-presence';
import { DeviceStandings } from './clients/device-standing';
import { SiteProfiles } from './clients/site-profile';
import { Possession } from './clients/possession';
import { EDGE_CONFIG, edgeConfig } from './config';
import { CsrfGuard } from './http/csrf';
import { Limits } from './http/limits';
import { ProblemFilter } from './http/problem';
import { RequestContexts } from './http/request-context';
import { SignedValues } from './http/signed-values';
import { Tls } from './http/tls';
import { LivePages } from './live/live-pages';
import { PageForms } from './pages/page-forms';
import { AnomaliesController } from './requests/anomalies.controller';
import { AuthController } from './requests/auth.controller';
import { CaptiveController } from './requests/captive.controller';
import { DocsController } from './requests/docs.controller';
import { EventsController } from './requests/events.controller';
import { HealthController } from './requests/health.controller';
import { JobsController } from './requests/jobs.controller';
import { LoginPagesController } from './requests/login-pages.controller';
import { MeController } from './requests/me.controller';
import { MessagesController } from './requests/messages.controller';
import { NewDevicesController, SubscriberDevicesController } from './requests/new-devices.controller';
import { OnboardingController } from './requests/onboarding.controller';
import { OperatorTotpController } from './requests/operator-totp.controller';
import { OperatorController } from './requests/operator.controller';
import { OrderCommandsController } from './requests/order-commands.controller';
import { OrderProofsController } from './requests/order-proofs.controller';
import { OrdersController } from './requests/orders.controller';
import { PayController } from './requests/pay.controller';
import { PhoneChangePagesController } from './requests/phone-change-pages.controller';
import { PhoneChangeController } from './requests/phone-change.controller';
import { PossessionController } from './requests/possession.controller';
import { QuotaCommandsController } from './requests/quota-commands.controller';
import { QuotaViews } from './requests/quota-views';
import { RouterBooksController } from './requests/router-books.controller';
import { RoutersController } from './requests/routers.controller';
import { ShopPagesController } from './requests/shop-pages.controller';
import { ShopController } from './requests/shop.controller';
import { SiteProfilesController } from './requests/site-profiles.controller';
import { SiteController } from './requests/site.controller';
import { StatusPagesController } from './requests/status-pages.controller';
import { SubscribersController } from './requests/subscribers.controller';
import { WebhooksController } from './requests/webhooks.controller';
import { EndedSessions } from './sessions/ended-sessions';
import { SubscriberLogin } from './sessions/subscriber-login';
import { SubscriberSessions } from './sessions/subscriber-sessions';
import { Buyers } from './shop/buyer';
import { Shop } from './shop/shop';

@Module({
  controllers: [
    AuthController,
    MeController,
    PhoneChangeController,
    NewDevicesController,
    SubscriberDevicesController,
    EventsController,
    CaptiveController,
    PossessionController,
    OperatorController,
    OperatorTotpController,
    SubscribersController,
    QuotaCommandsController,
    AnomaliesController,
    OnboardingController,
    RouterBooksController,
    JobsController,
    RoutersController,
    MessagesController,
    HealthController,
    DocsController,
    LoginPagesController,
    PhoneChangePagesController,
    StatusPagesController,
    WebhooksController,
    ShopController,
    OrdersController,
    OrderProofsController,
    OrderCommandsController,
    PayController,
    ShopPagesController,
    SiteProfilesController,
    SiteController,
  ],
  providers: [
    {
      provide: EDGE_CONFIG,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => parseConfig(edgeConfig, env),
    },
    { provide: APP_GUARD, useClass: CsrfGuard },
    RequestContexts,
    SignedValues,
    Limits,
    ProblemFilter,
    ClientLookup,
    DevicePresence,
    PortalVisits,
    DeviceStandings,
    SiteDirectory,
    SiteProfiles,
    Possession,
    EndedSessions,
    SubscriberSessions,
    SubscriberLogin,
    PageForms,
    QuotaViews,
    Buyers,
    Shop,
    LivePages,
    Tls,
  ],
})
export class EdgeModule {}
