// simulator.ts — puts the world together: routers with their API ports, phones, the clock, and the phones' browser.
import { startHttp } from './http/server';
import { serveApi } from './protocol/api-server';
import { makeCertificate } from './protocol/certificate';
import { WorldClock } from './world/clock';
import { Phone } from './world/phone';
import { DEFAULT_PORTAL_ADDRESS, Router, type ApiUser, type RouterSetup } from './world/router';
import { RouterOsSimulator } from './world/routeros-simulator';

export { RouterOsSimulator };

interface RouterOsSimulatorOptions {
  /** How many routers, or what each is like. Default 1. */
  routers?: number | RouterSetup[];
  /** How many phones there are for all routers together. Default 12. */
  phones?: number;
  /** The API password of user `saring`. Default `saring-demo`. */
  password?: string;
  /** More API users, of group `full` or `read`. */
  users?: ApiUser[];
  /** `manual`: time stops until `advance`. Default `real`. */
  clock?: 'real' | 'manual';
  /** Where the world's time begins, in ms since 1970. Default now. */
  startAtMs?: number;
  /** Ports; 0 (the default) takes any free one. Router k listens on apiPort + 2k and tlsPort + 2k. */
  apiPort?: number;
  tlsPort?: number;
  httpPort?: number;
  /** Where the portal really listens. Default http://127.0.0.1:9000. */
  portalUrl?: string;
  /** Where the portal really answers suspended lines with their notice. Default http://127.0.0.1:9080. */
  noticeUrl?: string;
  /** Whether bytes between phone and portal count on the host row. Default false. */
  countPortalTraffic?: boolean;
  /** The portal's address as the routers' rules see it. Default 192.168.88.2. */
  portalAddress?: string;
}

const DEFAULT_USER = 'saring';
const DEFAULT_PASSWORD = 'saring-demo';
const DEFAULT_PHONES = 12;
const DEFAULT_PORTAL_URL = 'http://127.0.0.1:9000';
const DEFAULT_NOTICE_URL = 'http://127.0.0.1:9080';

const portFor = (base: number | undefined, index: number): number => (base ? base + 2 * index : 0);

/** Starts routers, phones and the HTTP side; resolves when every port listens. */
export const startRouterOsSimulator = async (
  options: RouterOsSimulatorOptions = {},
): Promise<RouterOsSimulator> => {
  const clock = new WorldClock(options.clock ?? 'real', options.startAtMs);
  const user: ApiUser = { name: DEFAULT_USER, password: options.password ?? DEFAULT_PASSWORD, group: 'full' };
  const users = [user, ...(options.users ?? [])];
  const setups =
    typeof options.routers === 'object'
      ? options.routers
      : Array.from({ length: options.routers ?? 1 }, () => ({}));
  const routers = setups.map(
    (setup, index) => new Router(index, { portalAddress: options.portalAddress, ...setup }, users, clock),
  );
  const phones = Array.from(
    { length: options.phones ?? DEFAULT_PHONES },
    (_, index) => new Phone(index + 1, routers),
  );
  const simulator = new RouterOsSimulator(clock, routers, phones);
  const certificate = makeCertificate();
  for (const router of routers) {
    const ports = {
      apiPort: portFor(options.apiPort, router.index),
      tlsPort: portFor(options.tlsPort, router.index),
    };
    simulator.onClose(await serveApi(router, { ...ports, certificate }));
  }
  const http = await startHttp(simulator, {
    port: options.httpPort ?? 0,
    portalUrl: new URL(options.portalUrl ?? DEFAULT_PORTAL_URL),
    noticeUrl: new URL(options.noticeUrl ?? DEFAULT_NOTICE_URL),
    portalAddress: options.portalAddress ?? DEFAULT_PORTAL_ADDRESS,
    countPortalTraffic: options.countPortalTraffic ?? false,
  });
  simulator.httpPort = http.port;
  simulator.onClose(http.close);
  clock.start();
  return simulator;
};
