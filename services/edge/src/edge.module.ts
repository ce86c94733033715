import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { SiteDirectory, settingsProvider } from '@saring/service-kit';
import { AuditController } from './audit/audit.controller';
import { AuditEntries } from './audit/audit-entries';
import { AuditTrail } from './audit/audit-trail';
import { ClientLookup } from './captive/client-lookup';
import { PortalVisits } from './captive/portal-visits';
import { DevicePresence } from './captive/device-presence';
import { DeviceStandings } from './captive/device-status';
import { KnownSites } from './sites/known-sites';
import { SiteProfiles } from './sites/site-profiles';
import { Possession } from './captive/device-proof';
import { EDGE_CONFIG, edgeConfig } from './config';
import { AllowedMethods } from './http/allowed-methods';
import { CsrfGuard } from './http/csrf';
import { Limits } from './http/limits';
import { ProblemFilter } from './http/problem';
import { RequestContexts } from './http/request-context';
import { SignedValues } from './http/signed-values';
import { Tls } from './http/tls';
import { FiguresController } from './reports/figures.controller';
import { Reports } from './reports/reports';
import { DebtReport } from './reports/debt-report';
import { DebtReportController } from './reports/debt-report.controller';
import { VoucherReportController } from './reports/voucher-report.controller';
import { ReportFilesController } from './reports/report-files.controller';
import { ReportsController } from './reports/reports.controller';
import { OperatorEventsController } from './live/operator-events.controller';
import { OperatorPages } from './live/operator-pages';
import { LivePages } from './live/live-pages';
import { Masking } from './privacy/masking';
import { PageForms } from './http/page-forms';
import { AnomaliesController } from './quota/anomalies.controller';
import { AuthController } from './login/login.controller';
import { MessageWebhooksController } from './webhooks/message-webhooks.controller';
import { ReverseLoginController } from './login/reverse-login.controller';
import { ReversePagesController } from './login/reverse-pages.controller';
import { CaptiveController } from './captive/captive.controller';
import { DocsController } from './http/docs.controller';
import { EventsController } from './live/events.controller';
import { HealthController } from './http/health.controller';
import { AboutController } from './about/about.controller';
import { BackupsController } from './backups/backups.controller';
import { JobsController } from './jobs/jobs.controller';
import { LoginPagesController } from './login/login-pages.controller';
import { MeController } from './subscribers/me.controller';
import { BroadcastsController } from './messages/broadcasts.controller';
import { OptOutsController } from './messages/opt-outs.controller';
import { MessageTemplatesController } from './messages/message-templates.controller';
import { MessagesController } from './messages/messages.controller';
import { NewDevicesController } from './subscribers/new-devices.controller';
import { SubscriberDevicesController } from './subscribers/subscriber-devices.controller';
import { OnboardingController } from './routers/onboarding.controller';
import { ColleaguesController } from './operators/colleagues.controller';
import { OperatorNames } from './operators/operator-names';
import { OperatorAccess } from './operators/operator-access';
import { OperatorBotController } from './operators/operator-bot.controller';
import { OperatorMessagesController } from './operators/operator-messages.controller';
import { OperatorTotpController } from './operators/operator-totp.controller';
import { OperatorPasskeysController } from './operators/operator-passkeys.controller';
import { PasskeyLoginController } from './operators/passkey-login.controller';
import { PasskeyOrigins } from './operators/passkey-origins';
import { OperatorController } from './operators/operators.controller';
import { OwnSessionsController } from './operators/own-sessions.controller';
import { TeamController } from './operators/team.controller';
import { BooksController } from './counter/books.controller';
import { CounterController } from './counter/counter.controller';
import { DrawerShiftsController } from './counter/drawer-shifts.controller';
import { OrderCommandsController } from './orders/order-commands.controller';
import { OrderConfirmationsController } from './orders/order-confirmations.controller';
import { PaymentAlertsController } from './orders/payment-alerts.controller';
import { PaymentGatewayController } from './orders/payment-gateway.controller';
import { PaymentPluginsController } from './payment-plugins/payment-plugins.controller';
import { PluginCallbacks } from './webhooks/plugin-callbacks';
import { ProofPagesController } from './orders/proof-pages.controller';
import { OrderProofsController } from './orders/order-proofs.controller';
import { OrdersController } from './orders/orders.controller';
import { OrderSearch } from './orders/order-search';
import { OrdersCsvController } from './orders/orders-csv.controller';
import { PayController } from './orders/pay-pages.controller';
import { PhoneChangePagesController } from './subscribers/phone-change-pages.controller';
import { PhoneChangeController } from './subscribers/phone-change.controller';
import { PossessionController } from './captive/device-proof.controller';
import { BatchesController } from './batches/batches.controller';
import { GoodwillController } from './quota/goodwill.controller';
import { RemindersController } from './quota/reminders.controller';
import { DebtsController } from './quota/debts.controller';
import { QuotaCommandsController } from './quota/quota-commands.controller';
import { Families } from './families/families';
import { FreeQuota } from './free-quota/free-quota';
import { MessageSwitches } from './notices/message-switches';
import { MyMessagesController } from './notices/my-messages.controller';
import { NoticesPagesController } from './notices/notices-pages.controller';
import { EmailLinks } from './email/email-links';
import { EmailPagesController } from './email/email-pages.controller';
import { MyEmailController } from './email/my-email.controller';
import { MyTelegramController } from './telegram/my-telegram.controller';
import { TelegramLinks } from './telegram/telegram-links';
import { TelegramPagesController } from './telegram/telegram-pages.controller';
import { MyFreeQuotaController } from './free-quota/my-free-quota.controller';
import { FamilyPagesController } from './families/family-pages.controller';
import { MyFamilyController } from './families/my-family.controller';
import { SubscriberFamilyController } from './families/subscriber-family.controller';
import { QuotaRequestPagesController } from './quota-requests/quota-request-pages.controller';
import {
  MyQuotaRequestsController,
  QuotaRequestsController,
} from './quota-requests/quota-requests.controller';
import { QuotaViews } from './quota/quota-views';
import { ConfigurationsController } from './routers/configurations.controller';
import { ProvisioningController } from './routers/provisioning.controller';
import { RouterBooksController } from './routers/router-books.controller';
import { RouterTablesController } from './routers/router-tables.controller';
import { RoutersController } from './routers/routers.controller';
import { OrdersPagesController } from './orders/orders-pages.controller';
import { ShopPagesController } from './shop/shop-pages.controller';
import { ShopController } from './shop/shop.controller';
import { SiteProfilesController } from './sites/site-profiles.controller';
import { SiteController } from './sites/static-site.controller';
import { StatusPagesController } from './quota/status-pages.controller';
import { KnownSubscribers } from './subscribers/known-subscribers';
import { SubscriberNames } from './subscribers/subscriber-names';
import { DiagnosisController } from './subscribers/diagnosis.controller';
import { SubscriberTablesController } from './subscribers/subscriber-tables.controller';
import { DeletionsController } from './subscribers/deletions.controller';
import { SubscribersController } from './subscribers/subscribers.controller';
import { WebhooksController } from './webhooks/webhooks.controller';
import { EndedSessions } from './login/ended-sessions';
import { SubscriberLogin } from './login/subscriber-login';
import { SubscriberPages } from './login/subscriber-pages';
import { SubscriberSessions } from './login/subscriber-sessions';
import { Buyers } from './shop/buyer';
import { SettingsController } from './settings/settings.controller';
import { Shop } from './shop/shop';
import { MyVouchersController, VoucherPageController } from './vouchers/my-vouchers.controller';
import { AgentCommissionController } from './agents/agent-commission.controller';
import { AgentsController } from './agents/agents.controller';
import { AgentTopUpsController } from './agents/agent-top-ups.controller';
import { BillsController } from './bills/bills.controller';
import { SubscriptionsController } from './bills/subscriptions.controller';
import { IsolirController } from './isolir/isolir.controller';
import { NoticeDoor } from './isolir/notice-door';
import { BillLinksController } from './bills/bill-links.controller';
import { BillPapersController } from './bills/bill-papers.controller';
import { OwnBillsController } from './bills/own-bills.controller';
import { PackageChangePagesController } from './bills/package-change-pages.controller';
import { OwnPackageChangesController } from './bills/own-package-changes.controller';
import { OwnPackageChanges } from './bills/own-package-changes';
import { PackageChangesController } from './bills/package-changes.controller';
import { CandidatesController } from './lines/candidates.controller';
import { LinesController } from './lines/lines.controller';
import { LineUsageController } from './lines/line-usage.controller';
import { LineUsages } from './lines/line-usages';
import { AdoptionsController } from './lines/adoptions.controller';
import { NewLinesController } from './lines/new-lines.controller';
import { OwnLinesController } from './lines/own-lines.controller';
import { VoucherBatchesController } from './vouchers/voucher-batches.controller';
import { VoucherLogin } from './vouchers/voucher-login';

@Module({
  controllers: [
    AuthController,
    ReverseLoginController,
    MessageWebhooksController,
    ReversePagesController,
    MeController,
    PhoneChangeController,
    NewDevicesController,
    SubscriberDevicesController,
    EventsController,
    CaptiveController,
    PossessionController,
    ColleaguesController,
    OperatorController,
    OwnSessionsController,
    TeamController,
    OperatorTotpController,
    OperatorPasskeysController,
    PasskeyLoginController,
    OperatorBotController,
    OperatorMessagesController,
    SubscriberTablesController,
    SubscribersController,
    DeletionsController,
    DiagnosisController,
    QuotaCommandsController,
    MyQuotaRequestsController,
    QuotaRequestsController,
    QuotaRequestPagesController,
    MyFamilyController,
    MyFreeQuotaController,
    MyTelegramController,
    MyEmailController,
    EmailPagesController,
    TelegramPagesController,
    MyMessagesController,
    NoticesPagesController,
    SubscriberFamilyController,
    FamilyPagesController,
    DebtsController,
    RemindersController,
    BatchesController,
    MyVouchersController,
    VoucherPageController,
    BillsController,
    SubscriptionsController,
    AgentCommissionController,
    AgentsController,
    AgentTopUpsController,
    BillLinksController,
    IsolirController,
    BillPapersController,
    OwnBillsController,
    OwnPackageChangesController,
    PackageChangePagesController,
    PackageChangesController,
    CandidatesController,
    LinesController,
    LineUsageController,
    NewLinesController,
    AdoptionsController,
    OwnLinesController,
    VoucherBatchesController,
    GoodwillController,
    AnomaliesController,
    OnboardingController,
    ConfigurationsController,
    ProvisioningController,
    RouterBooksController,
    AboutController,
    BackupsController,
    JobsController,
    SettingsController,
    AuditController,
    RouterTablesController,
    RoutersController,
    MessagesController,
    MessageTemplatesController,
    OptOutsController,
    BroadcastsController,
    HealthController,
    DocsController,
    LoginPagesController,
    PhoneChangePagesController,
    StatusPagesController,
    WebhooksController,
    ShopController,
    OrdersController,
    OrdersCsvController,
    OrderProofsController,
    OrdersPagesController,
    BooksController,
    FiguresController,
    ReportsController,
    DebtReportController,
    VoucherReportController,
    ReportFilesController,
    OperatorEventsController,
    CounterController,
    DrawerShiftsController,
    PaymentAlertsController,
    PaymentGatewayController,
    PaymentPluginsController,
    OrderConfirmationsController,
    OrderCommandsController,
    PayController,
    ProofPagesController,
    ShopPagesController,
    SiteProfilesController,
    SiteController,
  ],
  providers: [
    settingsProvider(EDGE_CONFIG, edgeConfig),
    { provide: APP_GUARD, useClass: CsrfGuard },
    AuditEntries,
    PluginCallbacks,
    { provide: APP_INTERCEPTOR, useClass: AuditTrail },
    Masking,
    { provide: APP_INTERCEPTOR, useExisting: Masking },
    RequestContexts,
    SignedValues,
    AllowedMethods,
    Limits,
    OperatorAccess,
    PasskeyOrigins,
    KnownSubscribers,
    SubscriberNames,
    Families,
    TelegramLinks,
    EmailLinks,
    MessageSwitches,
    FreeQuota,
    OwnPackageChanges,
    OrderSearch,
    OperatorNames,
    ProblemFilter,
    ClientLookup,
    DevicePresence,
    PortalVisits,
    DeviceStandings,
    SiteDirectory,
    LineUsages,
    KnownSites,
    SiteProfiles,
    Possession,
    EndedSessions,
    SubscriberSessions,
    SubscriberLogin,
    VoucherLogin,
    SubscriberPages,
    PageForms,
    QuotaViews,
    Buyers,
    Shop,
    NoticeDoor,
    LivePages,
    OperatorPages,
    Reports,
    DebtReport,
    Tls,
  ],
})
export class EdgeModule {}
