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
import { LiveBalances } from './live';
import { MeteredReadings } from './metering/metered-readings';
import { Meters } from './metering/meters';
import { BalanceProjection } from './projections/balance-projection';
import { ShownAccounts } from './projections/shown-accounts';
import { publish, PUBLISHED_TYPES } from './publish';
import { QuotaQueries } from './queries/quota';
import { RouterBookQueries } from './queries/router-books';
import { StatementQueries } from './queries/statement';
import { AccessStatusReaction } from './reactions/access-status';
import { NoticesReaction } from './reactions/notices';
import { OrderFacts } from './reactions/order-facts';
import { TermsFacts } from './reactions/terms-facts';
import { AccountCommands } from './requests/account-commands';
import { QuotaController } from './requests/quota.controller';

@Module({
  controllers: [QuotaController, jobsRequests(QuotaLedger.method.listJobs, 'jobs')],
  providers: [
    ledgerConfigProvider,
    ShownAccounts,
    AccountCommands,
    QuotaQueries,
    StatementQueries,
    RouterBookQueries,
    MeteredReadings,
    LiveBalances,
    AccessStatusReaction,
    NoticesReaction,
    ...leaders(BalanceProjection, Meters),
    ...factReaders(TermsFacts, OrderFacts),
    ...scheduledJobs('quota-ledger', LedgerJobs),
    factsOut({ service: 'quota-ledger', publish, types: PUBLISHED_TYPES }, EVENT_STORE),
  ],
})
export class QuotaLedgerModule {}
