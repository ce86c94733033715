import { Module } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import { jobsRequests, scheduledJobs } from '@saring/service-kit';
import { LedgerJobs } from './jobs';
import { Ledger } from './ledger';
import { QuotaController } from './requests/quota.controller';

@Module({
  controllers: [QuotaController, jobsRequests(QuotaLedger.method.listJobs, 'jobs')],
  providers: [Ledger, ...scheduledJobs('quota-ledger', LedgerJobs)],
})
export class QuotaLedgerModule {}
