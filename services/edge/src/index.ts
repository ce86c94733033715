import { Edge } from '@saring/contracts';
import { parseConfig, type ServiceDefinition } from '@saring/service-kit';
import { edgeConfig } from './config';
import { configureEdge } from './configure';
import { EdgeModule } from './edge.module';
import { BAD_ADDRESS } from './http/malformed';
import { readCertificate } from './http/tls';

/** The service as a host starts it; it holds no tables. */
export const edge: ServiceDefinition = {
  name: 'edge',
  module: EdgeModule,
  config: edgeConfig,
  settings: Edge.method,
  http: {
    configure: configureEdge,
    https: (env) => readCertificate(parseConfig(edgeConfig, env)),
    badAddress: BAD_ADDRESS,
  },
};
