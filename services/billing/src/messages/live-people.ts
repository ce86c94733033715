// live-people.ts — says that something of people has changed, so that open pages of operators look again.
import { Inject, Injectable } from '@nestjs/common';
import { LIVE_WORK_SUBJECT } from '@saring/contracts';
import { NATS } from '@saring/service-kit';
import type { NatsConnection } from 'nats';

@Injectable()
export class LivePeople {
  constructor(@Inject(NATS) private readonly nats: NatsConnection) {}

  /** Once a part of the work: pages hear of it once a second at the most. */
  changed(): void {
    if (!this.nats.isClosed()) this.nats.publish(LIVE_WORK_SUBJECT);
  }
}
