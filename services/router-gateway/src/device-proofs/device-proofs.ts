// device-proofs.ts — proof, behind NAT, that a browser sits on a device (domain.md, "Subscribers and devices"): it logs
// in at the router with a one-time user, and the router says which MAC and address that was.
import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isUuid, newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { placeFor, POSSESSION_SECONDS, type AskerKind } from '../domain/proof-places';
import { ProofUsers } from './proof-users';
import { Routers, type RouterRecord } from '../routers/routers';
import { RouterUnreachableError } from '../routeros/errors';
import { RouterWork } from '../routers/router-work';

const SECRET_BYTES = 12;

type ProofRequest = {
  readonly site: string;
  readonly loginUrlHint: string;
  readonly returnUrl: string;
  /** The proof that the same browser began before; starting a new one ends it. */
  readonly previousPossessionId: string;
  /** A digest of the device, where a router's tables show it, or else of the address. */
  readonly asker: string;
  readonly isDevice: boolean;
};

type Client = { routerId: string; mac: string; address: string; site: string };

@Injectable()
export class DeviceProofs {
  constructor(
    private readonly users: ProofUsers,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws RefusalError `ROUTER.UNREACHABLE` when no router of the site can be asked, `ROUTER.PROOFS_BUSY` when the
   * router has no place for one more now (domain/proof-places.ts), `ROUTER.PROOF_REFUSED` when it refuses what keeps the
   * login off the internet.
   */
  async start(
    asking: ProofRequest,
  ): Promise<{ possessionId: string; loginUrl: string; expiresInSeconds: number }> {
    const { site, loginUrlHint, returnUrl, asker } = asking;
    const { routerId, loginUrl } = await this.choose(site, loginUrlHint);
    await this.end(asking.previousPossessionId);
    const now = this.clock.now();
    const kind = await this.kindOf(routerId, asking);
    const place = placeFor(await this.users.openOn(routerId, now), { asker, kind }, now);
    if (!place.ok) throw new RefusalError(place.refusal.code, place.refusal.details);
    if (place.value.givesWay) await this.end(place.value.givesWay.possessionId);
    const [name, password] = [`saring-${secret()}`, secret()];
    const expiresAt = new Date(now.getTime() + POSSESSION_SECONDS * 1_000);
    const possessionId = newId();
    // The row is stored before the user exists, so that the next sweep removes the user even after a crash.
    await this.users.add({ possessionId, routerId, userName: name, asker }, kind, expiresAt);
    const portalHost = new URL(returnUrl).hostname;
    const refusal = await reached(this.work.on(routerId, 'addProofUser', { name, password, portalHost }));
    if (refusal !== null) throw new RefusalError('ROUTER.PROOF_REFUSED', { routerId, reason: refusal });
    const dst = new URL(returnUrl);
    dst.searchParams.set('proof', possessionId);
    loginUrl.search = new URLSearchParams({ username: name, password, dst: dst.href }).toString();
    return { possessionId, loginUrl: loginUrl.href, expiresInSeconds: POSSESSION_SECONDS };
  }

  /**
   * Works once. @throws RefusalError `ROUTER.POSSESSION_NOT_PROVED` when no one logged in with that user, or too late;
   * `ROUTER.DEVICE_OPEN` when the device that logged in is let through by a binding already.
   */
  async finish(possessionId: string): Promise<Client> {
    const notProved = new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    if (!isUuid(possessionId)) throw notProved;
    const possession = await this.users.findOpen(possessionId, this.clock.now());
    const router = possession && (await this.routers.find(possession.routerId));
    if (!possession || !router) throw notProved;
    const login = await reached(this.work.on(router.routerId, 'takeLogin', possession.userName));
    if (!login) throw notProved;
    await this.users.remove(possessionId);
    const { isLetThrough, ...client } = login;
    if (isLetThrough) throw new RefusalError('ROUTER.DEVICE_OPEN');
    await this.users.noteProved(possession, this.clock.now());
    return { ...client, routerId: router.routerId, site: router.site };
  }

  /** A router that is away keeps the user until its next sweep. */
  async end(possessionId: string): Promise<void> {
    const user = isUuid(possessionId) ? await this.users.find(possessionId) : undefined;
    if (!user) return;
    try {
      await this.work.on(user.routerId, 'removeProofUser', user.userName);
      await this.users.remove(possessionId);
    } catch (error) {
      if (!(error instanceof RouterUnreachableError)) throw error;
    }
  }

  private async kindOf(routerId: string, { asker, isDevice }: ProofRequest): Promise<AskerKind> {
    if (isDevice) return 'device';
    return (await this.users.hasProved(routerId, asker)) ? 'proved' : 'stranger';
  }

  /** The hint is used only when a router of the site calls itself by that name. */
  private async choose(site: string, hint: string): Promise<{ routerId: string; loginUrl: URL }> {
    const routers = (await this.routers.list()).filter((router) => router.site === site);
    const known = await Promise.all(
      routers.map(async (router) => ({ routerId: router.routerId, hosts: await this.loginHosts(router) })),
    );
    const hinted = URL.canParse(hint) ? new URL(hint) : undefined;
    const meant =
      hinted &&
      /^https?:$/.test(hinted.protocol) &&
      known.find(({ hosts }) => hosts.includes(hinted.hostname));
    if (meant) return { routerId: meant.routerId, loginUrl: new URL('/login', hinted) };
    const first = known.find(({ hosts }) => hosts.length > 0);
    if (!first) throw new RefusalError('ROUTER.UNREACHABLE', { site });
    return { routerId: first.routerId, loginUrl: new URL(`http://${first.hosts[0]}/login`) };
  }

  private async loginHosts({ routerId }: RouterRecord): Promise<readonly string[]> {
    return (await this.work.tryOn(routerId, 'loginHosts')) ?? [];
  }
}

/** @throws RefusalError `ROUTER.UNREACHABLE` where the router is away. */
const reached = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RouterUnreachableError) throw new RefusalError('ROUTER.UNREACHABLE');
    throw error;
  }
};

const secret = (): string => randomBytes(SECRET_BYTES).toString('hex');
