// onboardings.ts — one pasted line readies a router: its script is fetched by a token that only that line holds.
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Routers } from '../routers/routers';
import { onboardingScript, type OnboardingSettings } from './script';

const ONBOARDING_SECONDS = 3_600;
const TOKEN_BYTES = 24;

type StoredSettings = Omit<OnboardingSettings, 'password'>;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

@Injectable()
export class Onboardings {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly routers: Routers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the token by which the script can be fetched until it expires. */
  async begin(routerId: string, settings: StoredSettings): Promise<{ token: string; expiresAt: Date }> {
    const now = this.clock.now();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = new Date(now.getTime() + ONBOARDING_SECONDS * 1_000);
    await this.pool.query('delete from onboardings where expires_at <= $1 or router_id = $2', [
      now,
      routerId,
    ]);
    await this.pool.query(
      'insert into onboardings (token_hash, router_id, settings, expires_at) values ($1, $2, $3, $4)',
      [hashOf(token), routerId, settings, expiresAt],
    );
    return { token, expiresAt };
  }

  /** The script of a token; undefined when it is unknown or has expired, or its router was removed. */
  async script(token: string): Promise<{ readonly routerId: string; readonly script: string } | undefined> {
    const { rows } = await this.pool.query<{ router_id: string; settings: StoredSettings }>(
      'select router_id, settings from onboardings where token_hash = $1 and expires_at > $2',
      [hashOf(token), this.clock.now()],
    );
    const [row] = rows;
    if (!row || !(await this.routers.find(row.router_id))) return undefined;
    const { router_id: routerId, settings } = row;
    const script = onboardingScript({ ...settings, password: await this.routers.passwordOf(routerId) });
    return { routerId, script };
  }
}
