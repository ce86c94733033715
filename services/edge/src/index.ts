import type { ServiceDefinition } from '@saring/service-kit';
import { configureEdge } from './configure';
import { EdgeModule } from './edge.module';

/** The service as a host starts it; it holds no tables. */
export const edge: ServiceDefinition = {
  name: 'edge',
  module: EdgeModule,
  http: { configure: configureEdge },
};
