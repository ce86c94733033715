import { Module } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import {
  EVENT_STORE,
  factReaders,
  factsOut,
  jobsRequests,
  leaders,
  scheduledJobs,
} from '@saring/service-kit';
import { ledgerConfigProvider } from './config';
import { LedgerJobs } from './jobs';
import { LineUsageProjection } from './lines/line-usage-projection';
import { LineUsageController } from './lines/line-usage.requests';
import { LiveBalances } from './balances/live-balances';
import { MeteredReadings } from './meters/metered-readings';
import { Meters } from './meters/meters';
import { BalanceProjection } from './balances/balance-projection';
import { ShownAccounts } from './balances/shown-accounts';
import { publish, PUBLISHED_TYPES } from './publish';
import { OwedDebts } from './accounts/owed-debts';
import { ForgettingController } from './forgetting/forgetting.requests';
import { Families } from './family/families';
import { FamilyController } from './family/family.requests';
import { FreeQuotaController } from './free-quota/free-quota.requests';
import { QuotaQueries } from './accounts/quota';
import { QuotaFigures } from './router-books/figures';
import { FiguresController } from './router-books/figures.requests';
import { RouterBookQueries } from './router-books/router-books';
import { QuotaRequestQueries } from './quota-requests/quota-requests';
import { QuotaRequestsController } from './quota-requests/quota-requests.requests';
import { StatementQueries } from './statement/statement';
import { AccessStatusReaction } from './accounts/access-status';
import { NoticesReaction } from './accounts/notices';
import { OrderFacts } from './accounts/order-facts';
import { TermsFacts } from './accounts/terms-facts';
import { AccountCommands } from './accounts/account-commands';
import { QuotaController } from './accounts/quota.requests';

@Module({
  controllers: [
    QuotaController,
    FiguresController,
    QuotaRequestsController,
    FamilyController,
    FreeQuotaController,
    LineUsageController,
    ForgettingController,
    jobsRequests(QuotaLedger.method, 'jobs'),
  ],
  providers: [
    ledgerConfigProvider,
    ShownAccounts,
    AccountCommands,
    QuotaQueries,
    OwedDebts,
    StatementQueries,
    RouterBookQueries,
    QuotaFigures,
    QuotaRequestQueries,
    Families,
    MeteredReadings,
    LiveBalances,
    AccessStatusReaction,
    NoticesReaction,
    ...leaders(BalanceProjection, Meters, LineUsageProjection),
    ...factReaders(TermsFacts, OrderFacts),
    ...scheduledJobs('quota-ledger', LedgerJobs),
    factsOut({ service: 'quota-ledger', publish, types: PUBLISHED_TYPES }, EVENT_STORE),
  ],
})
export class QuotaLedgerModule {}
