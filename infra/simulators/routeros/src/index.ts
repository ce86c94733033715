// A simulated neighbourhood of MikroTik routers and phones that speaks the real RouterOS API.
export { RouterOsSimulator, startRouterOsSimulator } from './simulator';
export type { Router } from './world/router';
export { OLDEST_VERSION, VERSION_7S } from './commands/versions';
export { runScript } from './script/run-script';
