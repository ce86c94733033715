// index.ts — the only service that talks to routers.
import { join } from 'node:path';
import { RouterGateway } from '@saring/contracts';
import type { ServiceDefinition } from '@saring/service-kit';
import { gatewayConfig } from './config';
import { RouterGatewayModule } from './router-gateway.module';

export { gatewayConfig } from './config';

export const routerGateway: ServiceDefinition = {
  name: 'router-gateway',
  module: RouterGatewayModule,
  config: gatewayConfig,
  settings: RouterGateway.method,
  migrations: join(__dirname, '../prisma/migrations'),
};
