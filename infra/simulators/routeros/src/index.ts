// A simulated neighbourhood of MikroTik routers and phones that speaks the real RouterOS API.
export { DEFAULT_PASSWORD, DEFAULT_USER, RouterOsSimulator, startRouterOsSimulator } from './simulator';
export type { RouterOsSimulatorOptions } from './simulator';
export type { MovedBytes, Phone, TrafficDemand } from './world/phone';
export type { ApiUser, Router, RouterSetup } from './world/router';
export { OLDEST_VERSION, VERSION_7S } from './commands/versions';
export { runScript } from './script/run-script';
export type { Row } from './tables/table';
