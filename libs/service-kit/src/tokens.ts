/** The providers of service-kit in every service's container. */
export const PG_POOL = Symbol('PG_POOL');
export const NATS = Symbol('NATS');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const CLOCK = Symbol('CLOCK');
export const LOGGER = Symbol('LOGGER');
/** The environment that the service was started with; a service parses its own part once, in its config.ts. */
export const SERVICE_ENV = Symbol('SERVICE_ENV');
