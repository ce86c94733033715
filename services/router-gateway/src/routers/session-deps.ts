// session-deps.ts — what the session of every router needs, whichever its router.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { GatewayFacts } from './gateway-facts';
import { MacKeys } from '../readings/mac-keys';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { Signature } from '../domain/comments';
import { DesiredAccess } from '../access/desired-access';
import { RouterAlarms } from './alarms.rows';
import { AppliedAccess } from '../access/applied-access';
import { ProofUsers } from '../device-proofs/proof-users';
import { HandledCommands } from './handled-commands.rows';
import { Routers } from './routers';
import { LineQuotas } from '../lines/line-quotas';
import { LineReadings } from '../lines/line-readings';
import { Lines } from '../lines/lines';
import { RouterWrites } from './router-writes.rows';
import { Sightings } from '../presence/sightings';
import { FixedAddresses } from '../fixed-addresses/fixed-addresses';
import { RouterConfigurations } from '../configurations/configurations';

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
    readonly configurations: RouterConfigurations,
    readonly fixedAddresses: FixedAddresses,
    readonly writes: RouterWrites,
    readonly lines: Lines,
    readonly lineQuotas: LineQuotas,
    readonly lineReadings: LineReadings,
    readonly commands: HandledCommands,
  ) {}
}
