// Proof, behind NAT, that a browser sits on a device (domain.md, "Subscribers and devices"): it logs in at the router
// with a one-time user, and the router says which MAC and address that was.
import { randomBytes } from 'node:crypto';
import { isUuid, newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { Pool } from 'pg';
import { possessionComment } from '../domain/comments';
import type { Fleet } from './fleet';
import type { RouterSession } from './router-session';

export const POSSESSION_SECONDS = 120;
/** The one-time user is online at most this long: the proof takes a moment, and is no way to browse. */
const LOGIN_LIMIT_SECONDS = 60;
const SECRET_BYTES = 12;

type Client = { routerId: string; mac: string; address: string; site: string };

export class Possessions {
  constructor(
    private readonly pool: Pool,
    private readonly fleet: Fleet,
    private readonly clock: Clock,
  ) {}

  /** @throws RefusalError `ROUTER.UNREACHABLE` when no router of the site can be asked. */
  async start(site: string, loginUrlHint: string, returnUrl: string): Promise<{ possessionId: string; loginUrl: string; expiresInSeconds: number }> {
    const { session, loginUrl } = await this.choose(site, loginUrlHint);
    const [name, password] = [`saring-${secret()}`, secret()];
    const expiresAt = new Date(this.clock.now().getTime() + POSSESSION_SECONDS * 1_000);
    const comment = possessionComment(Math.ceil(expiresAt.getTime() / 1_000));
    const possessionId = newId();
    await this.pool.query('insert into possessions (possession_id, router_id, user_name, expires_at) values ($1, $2, $3, $4)', [
      ...[possessionId, session.record.routerId, name, expiresAt],
    ]);
    await session.router.addUser({ name, password, comment, limitSeconds: LOGIN_LIMIT_SECONDS });
    loginUrl.search = new URLSearchParams({ username: name, password, dst: returnUrl }).toString();
    return { possessionId, loginUrl: loginUrl.href, expiresInSeconds: POSSESSION_SECONDS };
  }

  /** @throws RefusalError `ROUTER.POSSESSION_NOT_PROVED` when nobody logged in with that user, or too late. */
  async finish(possessionId: string): Promise<Client> {
    const notProved = new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    if (!isUuid(possessionId)) throw notProved;
    const { rows } = await this.pool.query<{ router_id: string; user_name: string }>(
      'select router_id, user_name from possessions where possession_id = $1 and expires_at > $2',
      [possessionId, this.clock.now()],
    );
    const session = rows[0] && this.fleet.sessionOf(rows[0].router_id);
    if (!rows[0]) throw notProved;
    if (!session?.online) throw new RefusalError('ROUTER.UNREACHABLE', { routerId: rows[0].router_id });
    const active = await session.router.activeOf(rows[0].user_name);
    if (!active) throw notProved;
    // Used up, whoever asks again: the row goes first.
    const { rowCount } = await this.pool.query('delete from possessions where possession_id = $1', [possessionId]);
    if (rowCount === 0) throw notProved;
    await session.router.removeActive(active.id);
    await session.router.removeUser(rows[0].user_name);
    return { routerId: session.record.routerId, site: session.record.site, mac: active.mac, address: active.address };
  }

  /** The hint only says where to look: the link is used when a router of the site calls itself by that name. */
  private async choose(site: string, hint: string): Promise<{ session: RouterSession; loginUrl: URL }> {
    const online = this.fleet.sessionsAt(site).filter((session) => session.online);
    const known = await Promise.all(online.map(async (session) => ({ session, hosts: await session.router.loginHosts() })));
    const hinted = URL.canParse(hint) ? new URL(hint) : undefined;
    const meant = hinted && known.find(({ hosts }) => hosts.includes(hinted.hostname));
    if (meant && hinted && /^https?:$/.test(hinted.protocol)) return { session: meant.session, loginUrl: new URL('/login', hinted) };
    const first = known.find(({ hosts }) => hosts.length > 0);
    if (!first) throw new RefusalError('ROUTER.UNREACHABLE', { site });
    return { session: first.session, loginUrl: new URL(`http://${first.hosts[0]}/login`) };
  }
}

const secret = (): string => randomBytes(SECRET_BYTES).toString('hex');
