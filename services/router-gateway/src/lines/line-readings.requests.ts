// line-readings.requests.ts — what a router holds of PPPoE: as it was read last, or read now.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { toInstant } from '@saring/kernel';
import { Answers } from '@saring/service-kit';
import { RouterWork } from '../routers/router-work';
import { Routers } from '../routers/routers';
import { LineReadings } from './line-readings';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type Reading = ReplyOf<Rpcs['getLineReading']>;

const MOST_FINDINGS = 100;

@Controller()
export class LineReadingRequests {
  constructor(
    private readonly routers: Routers,
    private readonly readings: LineReadings,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.getLineReading)
  async get({ routerId }: RequestOf<Rpcs['getLineReading']>): Promise<Reading> {
    await this.routers.known(routerId);
    return this.newest(routerId);
  }

  @Answers(rpc.readLines)
  async read({ routerId }: RequestOf<Rpcs['readLines']>): Promise<Reading> {
    await this.routers.known(routerId);
    await this.work.orRefuse(routerId, 'readLines');
    return this.newest(routerId);
  }

  private async newest(routerId: string): Promise<Reading> {
    const newest = await this.readings.newest(routerId);
    if (!newest) return {};
    const { findings, ...counts } = newest.reading;
    return {
      ...{ ...counts, readAt: toInstant(newest.readAt), totalFindings: findings.length },
      findings: findings.slice(0, MOST_FINDINGS).map((one) => ({ ...one })),
    };
  }
}
