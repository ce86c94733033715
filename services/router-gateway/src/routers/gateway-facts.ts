// gateway-facts.ts — facts of router-gateway on JetStream. What they say can be asked for too (ListRouters,
// ListAlarms, GetAccess), so that one which could not be stored is logged, and the work goes on.
import { type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AccessAppliedSchema,
  LineQuotaNoticeSchema,
  RouterAlarmClearedSchema,
  RouterAlarmRaisedSchema,
  RouterStateChangedSchema,
} from '@saring/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, idFrom, type RouterState, toInstant } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { CLOCK, LOGGER, NATS } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import type { Alarm } from '../domain/alarms';
import type { AppliedVersions } from '../access/applied-access';

const SOURCE = 'router-gateway';

@Injectable()
export class GatewayFacts {
  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  routerStateChanged(routerId: string, state: RouterState, reason: string): Promise<void> {
    const at = this.now();
    return this.publish(
      RouterStateChangedSchema,
      { routerId, state, reason, at },
      idFrom('state', routerId, state, at),
      at,
    );
  }

  alarmRaised(routerId: string, { code, detail }: Alarm): Promise<void> {
    const at = this.now();
    return this.publish(
      RouterAlarmRaisedSchema,
      { routerId, code, detail, at },
      idFrom('alarm', routerId, code, at),
      at,
    );
  }

  alarmCleared(routerId: string, code: Alarm['code']): Promise<void> {
    const at = this.now();
    return this.publish(
      RouterAlarmClearedSchema,
      { routerId, code, at },
      idFrom('alarm cleared', routerId, code, at),
      at,
    );
  }

  accessApplied(
    routerId: string,
    { subscriberId, statusVersion, devicesVersion }: AppliedVersions,
    status: string,
  ): Promise<void> {
    const at = this.now();
    const fact = { subscriberId, version: statusVersion, routerId, status, at };
    return this.publish(
      AccessAppliedSchema,
      fact,
      idFrom('applied', routerId, subscriberId, statusVersion, devicesVersion),
      at,
    );
  }

  /** Each cause once. */
  lineQuota(
    notice: MessageInitShape<typeof LineQuotaNoticeSchema> & { cause: string; at: string },
  ): Promise<void> {
    return this.publish(LineQuotaNoticeSchema, notice, notice.cause, notice.at);
  }

  private now(): string {
    return toInstant(this.clock.now());
  }

  private async publish<F extends DescMessage>(
    schema: F,
    fact: MessageInitShape<F>,
    id: string,
    at: string,
  ): Promise<void> {
    try {
      await publishFact(this.nats, schema, fact, { id, at, source: SOURCE });
    } catch (error) {
      this.logger.warn(
        { fact: schema.name, error: (error as Error).message },
        'a fact could not be published',
      );
    }
  }
}
