import { Module } from '@nestjs/common';
import {
  deriveKey,
  factReaders,
  parseConfig,
  PG_POOL,
  SERVICE_ENV,
  type ServiceEnv,
} from '@saring/service-kit';
import { GatewayFacts } from './adapters/facts';
import { MacKeys } from './adapters/mac-keys';
import { Vault } from './adapters/vault';
import { GATEWAY_CONFIG, gatewayConfig, type GatewayConfig } from './config';
import { Signature } from './domain/comments';
import { Onboardings } from './onboarding/onboardings';
import { AccessTables } from './projections/access-tables';
import { DesiredAccess } from './projections/desired-access';
import { DeviceFacts, StatusFacts } from './reactions/access-facts';
import { AccessNews } from './reactions/access-news';
import { RouterAlarms } from './registry/alarms';
import { AppliedAccess } from './registry/applied';
import { Commands } from './registry/commands';
import { readSignature } from './registry/installation';
import { ProofUsers } from './registry/proof-users';
import { Routers } from './registry/routers';
import { RoutersFile } from './registry/routers-file';
import { Sightings } from './registry/sightings';
import { AccessRequests } from './requests/access-requests';
import { OnboardingRequests } from './requests/onboarding-requests';
import { PresenceRequests } from './requests/presence-requests';
import { RouterRequests } from './requests/router-requests';
import { Fleet } from './sessions/fleet';
import { Leases } from './sessions/leases';
import { Possessions } from './sessions/possessions';
import { RouterConnector } from './sessions/router-connector';
import { SessionDeps } from './sessions/session-deps';
import { RouterWork } from './sessions/router-work';

@Module({
  controllers: [AccessRequests, PresenceRequests, RouterRequests, OnboardingRequests],
  providers: [
    {
      provide: GATEWAY_CONFIG,
      inject: [SERVICE_ENV],
      useFactory: (env: ServiceEnv) => parseConfig(gatewayConfig, env),
    },
    {
      provide: Vault,
      inject: [GATEWAY_CONFIG],
      useFactory: ({ SECRETS_KEY }: GatewayConfig) => new Vault(deriveKey(SECRETS_KEY, 'router credentials')),
    },
    { provide: Signature, inject: [PG_POOL], useFactory: readSignature },
    RouterRequests,
    Routers,
    RoutersFile,
    RouterAlarms,
    AppliedAccess,
    Commands,
    Sightings,
    ProofUsers,
    Onboardings,
    AccessTables,
    DesiredAccess,
    GatewayFacts,
    MacKeys,
    Leases,
    SessionDeps,
    RouterConnector,
    Fleet,
    RouterWork,
    Possessions,
    AccessNews,
    ...factReaders(StatusFacts, DeviceFacts),
  ],
})
export class RouterGatewayModule {}
