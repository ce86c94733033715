// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startRouterOsSimulator } from './simulator';
import type { RouterSetup } from './world/router';

/** Sites are named in the routers' order, with commas between; a router without one gets `site-1` and so on. */
const routerSetups = (count: number, sites = ''): RouterSetup[] => {
  const names = sites.split(',').map((site) => site.trim());
  return Array.from({ length: count }, (_, index) => ({ site: names[index] || undefined }));
};

void runProgram('routeros simulator', async () => {
  const simulator = await startRouterOsSimulator({
    httpPort: numberSetting('ROUTEROS_SIM_HTTP_PORT', 9_100),
    apiPort: numberSetting('ROUTEROS_SIM_API_PORT', 18_728),
    tlsPort: numberSetting('ROUTEROS_SIM_TLS_PORT', 18_729),
    routers: routerSetups(numberSetting('ROUTEROS_SIM_ROUTERS', 1), textSetting('ROUTEROS_SIM_SITES')),
    phones: numberSetting('ROUTEROS_SIM_PHONES', 12),
    password: textSetting('ROUTEROS_SIM_PASSWORD'),
    portalUrl: textSetting('PORTAL_URL'),
    noticeUrl: textSetting('NOTICE_URL'),
  });
  const { httpPort, phones } = simulator;
  const routers = simulator.routers.map(({ name, site, apiPort, tlsPort, serialNumber }) => ({
    name,
    site,
    apiPort,
    tlsPort,
    serialNumber,
  }));
  return { ready: { httpPort, phones: phones.length, routers }, close: () => simulator.close() };
});
