import { Module } from '@nestjs/common';
import { Billing } from '@saring/contracts';
import {
  factReaders,
  factsOut,
  leaders,
  parseConfig,
  scheduledJobs,
  SERVICE_ENV,
  WorkQueue,
  type ServiceEnv,
  jobsRequests,
} from '@saring/service-kit';
import { Ledger } from './adapters/ledger';
import { People } from './adapters/people';
import { Payments } from './adapters/payments';
import { StatusTokens } from './adapters/status-token';
import { Catalogue } from './catalogue';
import { BILLING_CONFIG, billingConfig, type BillingConfig } from './config';
import { Documents } from './documents/documents';
import { BILLING_EVENTS, billingEventsProvider } from './events';
import { BillingJobs } from './jobs';
import { publish, PUBLISHED } from './publish';
import { DebtMessages } from './reactions/debt-messages';
import { Fulfilment } from './reactions/fulfilment';
import { PaymentFacts } from './reactions/payment-facts';
import { QuotaMessages } from './reactions/quota-messages';
import { RegistrationPromo } from './reactions/registration-promo';
import { Reconciliation } from './reactions/reconciliation';
import { SaleMessages } from './reactions/sale-messages';
import { SaleWorker } from './reactions/sale-worker';
import { CatalogueRequests } from './requests/catalogue.requests';
import { DebtRequests } from './requests/debts.requests';
import { OrderAccess } from './requests/order-access';
import { Ordering } from './requests/ordering';
import { OrderRequests } from './requests/orders.requests';
import { ReceiptRequests } from './requests/receipts.requests';
import { SiteProfileRequests } from './requests/site-profiles.requests';
import { SaleTermsNow } from './requests/sale-terms';
import { Sales } from './sales';
import { SiteProfiles } from './sites/site-profiles';

@Module({
  controllers: [
    CatalogueRequests,
    DebtRequests,
    OrderRequests,
    ReceiptRequests,
    SiteProfileRequests,
    jobsRequests(Billing.method.listJobs, 'jobs and work'),
  ],
  providers: [
    {
      provide: BILLING_CONFIG,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => parseConfig(billingConfig, env),
    },
    {
      provide: StatusTokens,
      inject: [BILLING_CONFIG],
      useFactory: (config: BillingConfig) => new StatusTokens(config.SECRETS_KEY),
    },
    billingEventsProvider,
    WorkQueue,
    SiteProfiles,
    Sales,
    Catalogue,
    Ledger,
    People,
    Payments,
    SaleTermsNow,
    Ordering,
    OrderAccess,
    Fulfilment,
    Reconciliation,
    Documents,
    SaleMessages,
    ...leaders(SaleWorker, RegistrationPromo),
    ...factReaders(PaymentFacts, DebtMessages, QuotaMessages, RegistrationPromo),
    ...scheduledJobs('billing', BillingJobs),
    factsOut({ service: 'billing', publish, types: PUBLISHED }, BILLING_EVENTS),
  ],
})
export class BillingModule {}
