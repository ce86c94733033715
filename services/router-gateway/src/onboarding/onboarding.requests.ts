// onboarding.requests.ts — readying a new router by one pasted line.
import { randomBytes } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { hotspotPage } from './hotspot-pages';
import { Onboardings } from './onboardings';
import { HOTSPOT_PAGES } from './script';
import { Fleet } from '../routers/fleet';
import { Routers } from '../routers/routers';
import { RouterRegistration } from '../routers/router-registration';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
const PASSWORD_BYTES = 24;
const API_SSL_PORT = 8729;
const GATEWAY_USER = 'saring';
const NETWORK = /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/;

@Controller()
export class OnboardingRequests {
  constructor(
    private readonly onboardings: Onboardings,
    private readonly registration: RouterRegistration,
    private readonly routers: Routers,
    private readonly fleet: Fleet,
  ) {}

  @Answers(rpc.startOnboarding)
  async start(request: RequestOf<Rpcs['startOnboarding']>): Promise<ReplyOf<Rpcs['startOnboarding']>> {
    const { commandId, actor, name, host, site, portalUrl, gatewayAddress, wireguard, port } = request;
    if (!NETWORK.test(gatewayAddress) || !URL.canParse(portalUrl))
      throw new RefusalError('ROUTER.INCOMPLETE');
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    const router = { name, host, site, port: port || API_SSL_PORT, tls: true, user: GATEWAY_USER };
    const { routerId } = await this.registration.addOnce(commandId, { ...router, actor }, password);
    const { token, expiresAt } = await this.onboardings.begin(routerId, {
      ...{ portalUrl, site, gatewayAddress },
      wireguard: wireguard && {
        endpointHost: wireguard.endpointHost,
        endpointPort: wireguard.endpointPort,
        serverPublicKey: wireguard.serverPublicKey,
        routerAddress: wireguard.routerAddress,
        allowedAddress: wireguard.allowedAddress,
      },
    });
    return { routerId, token, expiresAt: expiresAt.toISOString() };
  }

  @Answers(rpc.getOnboardingScript)
  async script({
    token,
  }: RequestOf<Rpcs['getOnboardingScript']>): Promise<ReplyOf<Rpcs['getOnboardingScript']>> {
    const found = await this.onboardings.script(token);
    if (!found) throw new RefusalError('ROUTER.ONBOARDING_EXPIRED');
    // The router is about to be ready: it is not left alone for the failures before.
    await this.routers.revise(found.routerId);
    this.fleet.announceChange();
    return { script: found.script };
  }

  @Answers(rpc.getHotspotPage)
  async page({
    name,
    site,
    portalUrl,
  }: RequestOf<Rpcs['getHotspotPage']>): Promise<ReplyOf<Rpcs['getHotspotPage']>> {
    const known = HOTSPOT_PAGES.find((page) => page === name);
    if (!known) throw new RefusalError('REQUEST.NOT_FOUND');
    return { page: hotspotPage(known, portalUrl, site) };
  }
}
