// jobs.controller.ts — what the services do in the background: last run, next run, what waits and why; and a run now.
import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  Notification,
  Payment,
  QueuedWorkSchema,
  QuotaLedger,
  RunJobRequestSchema,
  ScheduledJobSchema,
} from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { IsIn } from 'class-validator';
import { ApiRoute, arrayOf, extended, objectOf, type ApiReply } from '../http/api-route';
import { oneOf } from '../http/api-schema';
import { Field } from '../http/body-fields';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const SOURCES = {
  'auth-otp': AuthOtp.method,
  billing: Billing.method,
  notification: Notification.method,
  payment: Payment.method,
  'quota-ledger': QuotaLedger.method,
};
type Source = keyof typeof SOURCES;
const SERVICES = Object.keys(SOURCES) as Source[];

type JobsReply = {
  readonly scheduled: readonly object[];
  readonly queued: readonly object[];
  readonly silent: readonly Source[];
};

const JOB = extended(ScheduledJobSchema, { service: oneOf(SERVICES) });

/** `silent`: the services that gave no answer. */
const JOBS: ApiReply = {
  schema: objectOf({
    scheduled: arrayOf(JOB),
    queued: arrayOf(extended(QueuedWorkSchema, { service: oneOf(SERVICES) })),
    silent: arrayOf(oneOf(SERVICES)),
  }),
  unpaged: 'one entry a job and a kind of work',
};

class RunBody {
  @ApiProperty({ enum: SERVICES })
  @IsIn(SERVICES)
  service!: Source;

  @Field(RunJobRequestSchema.field.name, { example: 'forget-messages' })
  name!: string;
}

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

  /** It begins within moments, on one replica; one that runs already is not begun again. The answer is the job before the run. */
  @ApiRoute('Run a job before its time', { schema: JOB })
  @Post('runs')
  @HttpCode(202)
  @Permit('jobs:run')
  async run(@Body() { service, name }: RunBody) {
    return { service, ...plain(await this.messenger.request(SOURCES[service].runJob, { name })) };
  }

  private async ask(service: Source): Promise<JobsReply> {
    try {
      const { scheduled, queued } = await this.messenger.request(SOURCES[service].listJobs, {});
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
