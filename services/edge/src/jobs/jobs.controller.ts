// jobs.controller.ts — what the services do in the background: last run, next run, what waits and why.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, Billing, Notification, Payment, QuotaLedger } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { ApiRoute } from '../http/api-route';
import { OperatorGuard, Permit } from '../operators/operator-sessions';
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

class ScheduledJobView {
  @ApiProperty({ enum: SERVICES })
  service!: Source;
  @ApiProperty({ example: 'forget-messages' })
  name!: string;
  @ApiProperty({ example: 3_600 })
  everySeconds!: number;
  @ApiProperty({ format: 'date-time' })
  nextRunAt!: string;
  @ApiProperty({ format: 'date-time', required: false })
  lastStartedAt?: string;
  @ApiProperty({ format: 'date-time', required: false })
  lastSucceededAt?: string;
  @ApiProperty({ required: false, description: 'of the last run, if that failed' })
  lastError?: string;
  @ApiProperty({ description: 'failed runs since the last one that succeeded', example: 0 })
  failures!: number;
}

class QueuedWorkView {
  @ApiProperty({ enum: SERVICES })
  service!: Source;
  @ApiProperty({ example: 'sale' })
  topic!: string;
  @ApiProperty({ example: 'fulfil' })
  kind!: string;
  @ApiProperty({ description: 'all of this kind, due now or later', example: 3 })
  waiting!: number;
  @ApiProperty({ description: 'of these, the ones whose time has come', example: 1 })
  due!: number;
  @ApiProperty({ format: 'date-time' })
  nextAttemptAt!: string;
  @ApiProperty({ description: 'of these, the ones whose last attempt failed', example: 0 })
  failing!: number;
  @ApiProperty({ required: false, description: 'of the one with the most attempts' })
  lastError?: string;
}

class JobsView {
  @ApiProperty({ type: [ScheduledJobView] })
  scheduled!: ScheduledJobView[];
  @ApiProperty({ type: [QueuedWorkView] })
  queued!: QueuedWorkView[];
  @ApiProperty({ enum: SERVICES, isArray: true, description: 'services that gave no answer' })
  silent!: Source[];
}

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/jobs')
export class JobsController {
  constructor(private readonly messenger: Messenger) {}

  /** A service that is down is named, and hides no other. */
  @ApiRoute('Background work of all services: last run, next run, what waits and why', JobsView)
  @Get()
  @Permit('jobs:read')
  async list(): Promise<JobsView> {
    const answers = await Promise.all(SERVICES.map((service) => this.ask(service)));
    return {
      scheduled: answers.flatMap(({ scheduled }) => scheduled),
      queued: answers.flatMap(({ queued }) => queued),
      silent: answers.flatMap(({ silent }) => silent),
    };
  }

  private async ask(service: Source): Promise<JobsView> {
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
