import { Module } from '@nestjs/common';
import { Payment } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import {
  CLOCK,
  EVENT_STORE,
  factsOut,
  leaders,
  scheduledJobs,
  webhookReaders,
  WorkQueue,
  jobsRequests,
  settingsProvider,
  SettingsInForce,
} from '@saring/service-kit';
import { Gateways } from './gateways/gateways';
import { GatewayTestRequests } from './gateways/gateway-tests.requests';
import { PAYMENT_CONFIG, paymentConfig, type PaymentConfig } from './config';
import { PaymentJobs } from './jobs';
import { Charging } from './orders/charging';
import { Collecting } from './orders/collecting';
import { Ending } from './orders/ending';
import { Refunds } from './orders/refunds';
import { PaymentOrders } from './orders/payment-orders';
import { PaymentWorker } from './orders/payment-worker';
import { PluginNotices } from './plugins/plugin-notices';
import { LoadedPlugins } from './plugins/loaded-plugins';
import { Plugins } from './plugins/plugins';
import { ForgettingRequests } from './forgetting/forgetting.requests';
import { PluginRequests } from './plugins/plugins.requests';
import { UniqueAmounts } from './static-qris/unique-amounts';
import { publish } from './publish';
import { AlertRequests } from './alerts/alerts.requests';
import { EndingRequests } from './orders/endings.requests';
import { ProofFiles } from './proofs/proof-files';
import { ProofJobs } from './proofs/proof-jobs';
import { ProofRequests } from './proofs/proofs.requests';
import { PaymentRequests } from './orders/payments.requests';
import { Notices } from './notices/notices';

@Module({
  controllers: [
    PaymentRequests,
    EndingRequests,
    ProofRequests,
    AlertRequests,
    GatewayTestRequests,
    PluginRequests,
    ForgettingRequests,
    jobsRequests(Payment.method, 'jobs and work'),
  ],
  providers: [
    settingsProvider(PAYMENT_CONFIG, paymentConfig),
    {
      provide: Gateways,
      inject: [PAYMENT_CONFIG, CLOCK, SettingsInForce, LoadedPlugins],
      useFactory: (
        config: PaymentConfig,
        clock: Clock,
        settings: SettingsInForce,
        plugins: LoadedPlugins,
      ) => {
        const gateways = new Gateways(config, clock, plugins);
        settings.onChange(() => gateways.renew());
        return gateways;
      },
    },
    LoadedPlugins,
    Plugins,
    WorkQueue,
    PaymentOrders,
    ProofFiles,
    Charging,
    UniqueAmounts,
    Collecting,
    Ending,
    Refunds,
    ...webhookReaders(Notices, PluginNotices),
    factsOut({ service: 'payment', publish }, EVENT_STORE),
    ...leaders(PaymentWorker),
    ...scheduledJobs('payment', PaymentJobs, ProofJobs),
  ],
})
export class PaymentModule {}
