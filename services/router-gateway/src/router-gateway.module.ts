// router-gateway.module.ts — the parts of router-gateway and how they hang together.
import { Module } from '@nestjs/common';
import { deriveKey, factReaders, PG_POOL, settingsProvider, SiteDirectory } from '@saring/service-kit';
import { GatewayFacts } from './routers/gateway-facts';
import { MacKeys } from './readings/mac-keys';
import { Vault } from './routers/vault';
import { GATEWAY_CONFIG, gatewayConfig, type GatewayConfig } from './config';
import { Signature } from './domain/comments';
import { Onboardings } from './onboarding/onboardings';
import { AccessTables } from './access/access-tables.rows';
import { DesiredAccess } from './access/desired-access';
import { DeviceFacts, StatusFacts } from './access/access.facts';
import { AccessFeed } from './access/access-feed';
import { RouterAlarms } from './routers/alarms.rows';
import { AppliedAccess } from './access/applied-access';
import { HandledCommands } from './routers/handled-commands.rows';
import { readSignature } from './routers/installation.rows';
import { ProofUsers } from './device-proofs/proof-users';
import { RouterRegistration } from './routers/router-registration';
import { Routers } from './routers/routers';
import { RoutersFile } from './routers/routers-file';
import { Sightings } from './presence/sightings';
import { AccessRequests } from './access/access.requests';
import { FixedAddresses } from './fixed-addresses/fixed-addresses';
import { FixedAddressRequests } from './fixed-addresses/fixed-addresses.requests';
import { DisconnectionRequests } from './access/disconnection.requests';
import { InspectionRequests } from './access/inspection.requests';
import { OnboardingRequests } from './onboarding/onboarding.requests';
import { ConfigurationRequests } from './configurations/configurations.requests';
import { RouterConfigurations } from './configurations/configurations';
import { ProvisioningRequests } from './provisioning/provisioning.requests';
import { Provisionings } from './provisioning/provisionings.rows';
import { PresenceRequests } from './presence/presence.requests';
import { RouterWrites } from './routers/router-writes.rows';
import { RouterTableRequests } from './routers/router-tables.requests';
import { RepairRequests } from './routers/repair.requests';
import { lineEventsProvider } from './lines/line-events';
import { ForgettingRequests } from './forgetting/forgetting.requests';
import { AdoptionRequests } from './lines/adoptions.requests';
import { LineReadingRequests } from './lines/line-readings.requests';
import { LineReadings } from './lines/line-readings';
import { NewLineRequests } from './lines/new-lines.requests';
import { LineQuotas } from './lines/line-quotas';
import { LineQuotaRequests } from './lines/line-quotas.requests';
import { LineViews } from './lines/line-views';
import { Lines } from './lines/lines';
import { LineRequests } from './lines/lines.requests';
import { RouterRequests } from './routers/routers.requests';
import { Fleet } from './routers/fleet';
import { Leases } from './routers/leases';
import { DeviceProofRequests } from './device-proofs/device-proofs.requests';
import { DeviceProofs } from './device-proofs/device-proofs';
import { RouterConnector } from './routers/router-connector';
import { SessionDeps } from './routers/session-deps';
import { RouterWork } from './routers/router-work';

@Module({
  controllers: [
    AccessRequests,
    InspectionRequests,
    DisconnectionRequests,
    FixedAddressRequests,
    DeviceProofRequests,
    PresenceRequests,
    RouterRequests,
    OnboardingRequests,
    ProvisioningRequests,
    RouterTableRequests,
    RepairRequests,
    ConfigurationRequests,
    LineRequests,
    LineQuotaRequests,
    NewLineRequests,
    LineReadingRequests,
    AdoptionRequests,
    ForgettingRequests,
  ],
  providers: [
    settingsProvider(GATEWAY_CONFIG, gatewayConfig),
    {
      provide: Vault,
      inject: [GATEWAY_CONFIG],
      useFactory: ({ SECRETS_KEY }: GatewayConfig) => new Vault(deriveKey(SECRETS_KEY, 'router credentials')),
    },
    { provide: Signature, inject: [PG_POOL], useFactory: readSignature },
    RouterRequests,
    Routers,
    RouterRegistration,
    RoutersFile,
    RouterAlarms,
    AppliedAccess,
    HandledCommands,
    RouterWrites,
    Sightings,
    ProofUsers,
    Onboardings,
    Provisionings,
    RouterConfigurations,
    FixedAddresses,
    lineEventsProvider,
    Lines,
    LineQuotas,
    LineViews,
    LineReadings,
    SiteDirectory,
    AccessTables,
    DesiredAccess,
    GatewayFacts,
    MacKeys,
    Leases,
    SessionDeps,
    RouterConnector,
    Fleet,
    RouterWork,
    DeviceProofs,
    AccessFeed,
    ...factReaders(StatusFacts, DeviceFacts),
  ],
})
export class RouterGatewayModule {}
