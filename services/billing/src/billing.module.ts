import { Module } from '@nestjs/common';
import { Billing } from '@saring/contracts';
import {
  eventReaders,
  factReaders,
  factsOut,
  leaders,
  scheduledJobs,
  WorkQueue,
  jobsRequests,
  settingsProvider,
} from '@saring/service-kit';
import { AgentRequests } from './agents/agents.requests';
import { AgentSales } from './agents/agent-sales';
import { Agents } from './agents/agents';
import { TopUps } from './agents/top-ups';
import { TopUpRequests } from './agents/top-ups.requests';
import { BillRequests } from './bills/bills.requests';
import { Bills } from './bills/bills';
import { PaymentReceiptRequests } from './bills/payment-receipts.requests';
import { IssuingDays } from './bills/issuing-days';
import { LineLocks } from './bills/line-locks';
import { ForgettingRequests } from './forgetting/forgetting.requests';
import { LineReleaseRequests } from './bills/line-releases.requests';
import { SubscriptionRequests } from './bills/subscriptions.requests';
import { Deposits } from './bills/deposits';
import { Subscriptions } from './bills/subscriptions';
import { BillLinks } from './bills/bill-links';
import { BillMessages } from './bills/bill-messages';
import { BillReceipts } from './bills/bill-receipts';
import { LineHolds } from './bills/line-holds';
import { LineQuotas } from './bills/line-quotas';
import { LineSpeeds } from './bills/line-speeds';
import { PackageChangeMessages } from './bills/package-change-messages';
import { PackageChangeRequests } from './bills/package-changes.requests';
import { ReceiptMessages } from './bills/receipt-messages';
import { SubscriptionPackages } from './bills/subscription-packages';
import { BillingAccounts } from './bills/billing-accounts';
import { Books } from './books/books';
import { Followers } from './books/followers';
import { TakingsRequests } from './books/takings.requests';
import { BooksRequests } from './books/books.requests';
import { Cashiers } from './counter/cashiers';
import { Counter } from './counter/counter';
import { CounterRequests } from './counter/counter.requests';
import { Drawers } from './counter/drawers';
import { DrawerShifts } from './counter/shifts';
import { SafeRequests } from './safe/safe.requests';
import { Safes } from './safe/safes';
import { ShiftRequests } from './counter/shifts.requests';
import { Ledger } from './ledger';
import { LivePeople } from './messages/live-people';
import { People } from './messages/people';
import { Payments } from './sales/payments';
import { StatusTokens } from './sales/status-token';
import { Catalogue } from './catalogue/catalogue';
import { BILLING_CONFIG, billingConfig, type BillingConfig } from './config';
import { Documents } from './receipts/documents';
import { BILLING_EVENTS, billingEventsProvider } from './events';
import { BillingJobs } from './jobs';
import { publish, PUBLISHED } from './publish';
import { DebtMessages } from './debts/debt-messages';
import { Batches } from './batches/batches';
import { BatchRequests } from './batches/batches.requests';
import { Goodwills } from './goodwill/goodwill';
import { GoodwillRequests } from './goodwill/goodwill.requests';
import { DebtReminders } from './debts/reminders';
import { ReminderRequests } from './debts/reminders.requests';
import { DebtNotices } from './debts/debt-notice';
import { Days } from './books/days';
import { OperatorAnnouncements } from './announcements/operator-announcements';
import { WaitingWork } from './announcements/waiting-work';
import { EveningMessages } from './evening/evening-messages';
import { DebtLimitMessages } from './messages/debt-limit-messages';
import { MoneyAlertMessages } from './messages/money-alert-messages';
import { OperatorMessages } from './messages/operator-messages';
import { Fulfilment } from './sales/fulfilment';
import { PaymentFacts } from './sales/payment-facts';
import { LineMessages } from './messages/line-messages';
import { QuotaMessages } from './messages/quota-messages';
import { RegistrationPromo } from './bonuses/registration-promo';
import { Reconciliation } from './sales/reconciliation';
import { ExtraPaymentMessages } from './sales/extra-payment-messages';
import { SaleMessages } from './sales/sale-messages';
import { SaleWorker } from './sales/sale-worker';
import { CatalogueRequests } from './catalogue/catalogue.requests';
import { DebtRequests } from './debts/debts.requests';
import { AskedRefunds } from './sales/asked-refunds';
import { RefundRequests } from './sales/refunds.requests';
import { OrderAccess } from './sales/order-access';
import { Ordering } from './sales/checkout';
import { ExtraPaymentRequests } from './sales/extra-payments.requests';
import { OrderRequests } from './sales/orders.requests';
import { ReceiptRequests } from './receipts/receipts.requests';
import { SiteProfileRequests } from './sites/site-profiles.requests';
import { SaleTermsNow } from './sales/quote';
import { Sales } from './sales/sales';
import { Redemption } from './vouchers/redemption';
import { VoucherEnds } from './vouchers/voucher-ends';
import { VoucherBatches } from './vouchers/voucher-batches';
import { VoucherCodes } from './vouchers/voucher-codes';
import { Tries } from './vouchers/tries';
import { FamiliesController } from './families/families.requests';
import { GiftReceivers } from './sales/gift-receivers';
import { BoughtVouchers } from './vouchers/bought-vouchers';
import { VoucherCounter } from './vouchers/voucher-counter';
import { VoucherReportRequests } from './vouchers/voucher-report.requests';
import { VoucherRequests } from './vouchers/vouchers.requests';
import { Vouchers } from './vouchers/vouchers';
import { SiteProfiles } from './sites/site-profiles';

@Module({
  controllers: [
    BooksRequests,
    TakingsRequests,
    CatalogueRequests,
    CounterRequests,
    ShiftRequests,
    SafeRequests,
    DebtRequests,
    ReminderRequests,
    BatchRequests,
    GoodwillRequests,
    OrderRequests,
    FamiliesController,
    RefundRequests,
    ExtraPaymentRequests,
    ReceiptRequests,
    SiteProfileRequests,
    BillRequests,
    PaymentReceiptRequests,
    SubscriptionRequests,
    PackageChangeRequests,
    LineReleaseRequests,
    ForgettingRequests,
    AgentRequests,
    TopUpRequests,
    VoucherReportRequests,
    VoucherRequests,
    jobsRequests(Billing.method, 'jobs and work'),
  ],
  providers: [
    settingsProvider(BILLING_CONFIG, billingConfig),
    {
      provide: StatusTokens,
      inject: [BILLING_CONFIG],
      useFactory: (config: BillingConfig) => new StatusTokens(config.SECRETS_KEY),
    },
    {
      provide: BillLinks,
      inject: [BILLING_CONFIG],
      useFactory: (config: BillingConfig) => new BillLinks(config.SECRETS_KEY),
    },
    {
      provide: VoucherCodes,
      inject: [BILLING_CONFIG],
      useFactory: (config: BillingConfig) => new VoucherCodes(config.SECRETS_KEY),
    },
    billingEventsProvider,
    WorkQueue,
    SiteProfiles,
    Sales,
    Catalogue,
    Ledger,
    LivePeople,
    People,
    Payments,
    SaleTermsNow,
    Ordering,
    OrderAccess,
    BillReceipts,
    Fulfilment,
    Reconciliation,
    Documents,
    Counter,
    Followers,
    Drawers,
    Safes,
    Cashiers,
    AskedRefunds,
    SaleMessages,
    ExtraPaymentMessages,
    DebtNotices,
    DebtReminders,
    OperatorMessages,
    Days,
    VoucherBatches,
    Vouchers,
    VoucherCounter,
    BoughtVouchers,
    GiftReceivers,
    Tries,
    BillingAccounts,
    IssuingDays,
    Deposits,
    Subscriptions,
    LineHolds,
    LineQuotas,
    LineSpeeds,
    ReceiptMessages,
    PackageChangeMessages,
    LineLocks,
    SubscriptionPackages,
    Agents,
    AgentSales,
    TopUps,
    WaitingWork,
    ...leaders(SaleWorker, RegistrationPromo, Goodwills, Batches, Redemption, Bills),
    ...eventReaders('billing', BILLING_EVENTS, Books, DrawerShifts),
    ...factReaders(
      PaymentFacts,
      DebtMessages,
      LineMessages,
      QuotaMessages,
      VoucherEnds,
      RegistrationPromo,
      MoneyAlertMessages,
      DebtLimitMessages,
    ),
    ...scheduledJobs(
      'billing',
      BillingJobs,
      EveningMessages,
      OperatorAnnouncements,
      BillMessages,
      Bills,
      LineHolds,
    ),
    factsOut({ service: 'billing', publish, types: PUBLISHED }, BILLING_EVENTS),
  ],
})
export class BillingModule {}
