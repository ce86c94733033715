// jobs.controller.ts — what the services do in the background: last run, next run, what waits and why.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  Notification,
  Payment,
  QueuedWorkSchema,
  QuotaLedger,
  ScheduledJobSchema,
} from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { ApiRoute, arrayOf, extended, objectOf, type ApiReply } from '../http/api-route';
import { oneOf } from '../http/api-schema';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const SOURCES = {
  'auth-otp': AuthOtp.method.listJobs,
  billing: Billing.method.listJobs,
  notification: Notification.method.listJobs,
  payment: Payment.method.listJobs,
  'quota-ledger': QuotaLedger.method.listJobs,
};
type Source = keyof typeof SOURCES;
const SERVICES = Object.keys(SOURCES) as Source[];

type JobsReply = {
  readonly scheduled: readonly object[];
  readonly queued: readonly object[];
  readonly silent: readonly Source[];
};

/** `silent`: the services that gave no answer. */
const JOBS: ApiReply = {
  schema: objectOf({
    scheduled: arrayOf(extended(ScheduledJobSchema, { service: oneOf(SERVICES) })),
    queued: arrayOf(extended(QueuedWorkSchema, { service: oneOf(SERVICES) })),
    silent: arrayOf(oneOf(SERVICES)),
  }),
  unpaged: 'one entry a job and a kind of work',
};

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/jobs')
export class JobsController {
  constructor(private readonly messenger: Messenger) {}

  /** A service that is down is named, and hides no other. */
  @ApiRoute('Background work of all services: last run, next run, what waits and why', JOBS)
  @Get()
  @Permit('jobs:read')
  async list(): Promise<JobsReply> {
    const answers = await Promise.all(SERVICES.map((service) => this.ask(service)));
    return {
      scheduled: answers.flatMap(({ scheduled }) => scheduled),
      queued: answers.flatMap(({ queued }) => queued),
      silent: answers.flatMap(({ silent }) => silent),
    };
  }

  private async ask(service: Source): Promise<JobsReply> {
    try {
      const { scheduled, queued } = await this.messenger.request(SOURCES[service], {});
      return {
        scheduled: scheduled.map((job) => ({ service, ...plain(job) })),
        queued: queued.map((work) => ({ service, ...plain(work) })),
        silent: [],
      };
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return { scheduled: [], queued: [], silent: [service] };
    }
  }
}
