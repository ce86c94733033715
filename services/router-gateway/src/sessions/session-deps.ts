// session-deps.ts — what the session of every router needs, whichever its router.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { GatewayFacts } from '../adapters/facts';
import { MacKeys } from '../adapters/mac-keys';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { Signature } from '../domain/comments';
import { DesiredAccess } from '../projections/desired-access';
import { RouterAlarms } from '../registry/alarms';
import { AppliedAccess } from '../registry/applied';
import { ProofUsers } from '../registry/proof-users';
import { Routers } from '../registry/routers';
import { Sightings } from '../registry/sightings';

@Injectable()
export class SessionDeps {
  constructor(
    @Inject(GATEWAY_CONFIG) readonly config: GatewayConfig,
    @Inject(NATS) readonly nats: NatsConnection,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(LOGGER) readonly logger: Logger,
    readonly signature: Signature,
    readonly routers: Routers,
    readonly alarms: RouterAlarms,
    readonly applied: AppliedAccess,
    readonly desired: DesiredAccess,
    readonly facts: GatewayFacts,
    readonly macKeys: MacKeys,
    readonly proofUsers: ProofUsers,
    readonly sightings: Sightings,
  ) {}
}
