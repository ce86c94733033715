// Hosts any set of services in one process: TARGET=all, or their names with commas between.
import { authOtp } from '@saring/auth-otp';
import { billing } from '@saring/billing';
import { edge } from '@saring/edge';
import { notification } from '@saring/notification';
import { payment } from '@saring/payment';
import { quotaLedger } from '@saring/quota-ledger';
import { routerGateway } from '@saring/router-gateway';
import { ConfigError, type ServiceDefinition } from '@saring/service-kit';

/** In the order of starting: who keeps the settings, then who answers before who asks, the door last. */
export const SERVICES: readonly ServiceDefinition[] = [
  authOtp,
  quotaLedger,
  notification,
  payment,
  billing,
  routerGateway,
  edge,
];

/** @throws ConfigError naming what is unknown. */
export const servicesOf = (target: string): readonly ServiceDefinition[] => {
  if (target === 'all') return SERVICES;
  const names = target.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !SERVICES.some((service) => service.name === name));
  if (unknown.length > 0)
    throw new ConfigError([
      `TARGET names unknown services: ${unknown.join(', ')}; there are ${SERVICES.map(({ name }) => name).join(', ')}.`,
    ]);
  return SERVICES.filter((service) => names.includes(service.name));
};
