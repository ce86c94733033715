// Proof, behind NAT, that a browser sits on a device (domain.md, "Subscribers and devices"): it logs in at the router
// with a one-time user, and the router says which MAC and address that was.
import { randomBytes } from 'node:crypto';
import { isUuid, newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { Pool } from 'pg';
import { possessionComment } from '../domain/comments';
import type { RouterRecord, Routers } from '../registry/routers';
import { RouterUnreachableError } from './rounds';
import type { RouterWork } from './router-work';

export const POSSESSION_SECONDS = 120;
/** The one-time user is online at most this long: the proof takes a moment, and is no way to browse. */
const LOGIN_LIMIT_SECONDS = 60;
const SECRET_BYTES = 12;

type Client = { routerId: string; mac: string; address: string; site: string };

export class Possessions {
  constructor(
    private readonly pool: Pool,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly clock: Clock,
  ) {}

  /** @throws RefusalError `ROUTER.UNREACHABLE` when no router of the site can be asked. */
  async start(
    site: string,
    loginUrlHint: string,
    returnUrl: string,
  ): Promise<{ possessionId: string; loginUrl: string; expiresInSeconds: number }> {
    const { routerId, loginUrl } = await this.choose(site, loginUrlHint);
    const [name, password] = [`saring-${secret()}`, secret()];
    const expiresAt = new Date(this.clock.now().getTime() + POSSESSION_SECONDS * 1_000);
    const comment = possessionComment(Math.ceil(expiresAt.getTime() / 1_000));
    const possessionId = newId();
    await this.pool.query('delete from possessions where expires_at < $1', [this.clock.now()]);
    await this.pool.query(
      'insert into possessions (possession_id, router_id, user_name, expires_at) values ($1, $2, $3, $4)',
      [...[possessionId, routerId, name, expiresAt]],
    );
    await reached(
      this.work.on(routerId, 'addUser', { name, password, comment, limitSeconds: LOGIN_LIMIT_SECONDS }),
    );
    loginUrl.search = new URLSearchParams({ username: name, password, dst: returnUrl }).toString();
    return { possessionId, loginUrl: loginUrl.href, expiresInSeconds: POSSESSION_SECONDS };
  }

  /** Works once. @throws RefusalError `ROUTER.POSSESSION_NOT_PROVED` when nobody logged in with that user, or too late. */
  async finish(possessionId: string): Promise<Client> {
    const notProved = new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    if (!isUuid(possessionId)) throw notProved;
    const { rows } = await this.pool.query<{ router_id: string; user_name: string }>(
      'select router_id, user_name from possessions where possession_id = $1 and expires_at > $2',
      [possessionId, this.clock.now()],
    );
    const [possession] = rows;
    const router = possession && (await this.routers.find(possession.router_id));
    if (!possession || !router) throw notProved;
    const client = await reached(this.work.on(router.routerId, 'takeLogin', possession.user_name));
    if (!client) throw notProved;
    await this.pool.query('delete from possessions where possession_id = $1', [possessionId]);
    return { ...client, routerId: router.routerId, site: router.site };
  }

  /** The hint only says where to look: the link is used when a router of the site calls itself by that name. */
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
    try {
      return await this.work.on(routerId, 'loginHosts');
    } catch (error) {
      if (error instanceof RouterUnreachableError) return [];
      throw error;
    }
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
