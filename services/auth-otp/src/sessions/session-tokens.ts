import { Inject, Injectable } from '@nestjs/common';
import { accessTokenKey, signAccessToken, type Queryable } from '@saring/service-kit';
import { saveRefreshToken, type SessionFamily } from './sessions.rows';
import { KeyedDigests, newToken } from '../secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { ACCESS_LIFETIME_SECONDS, REFRESH_LIFETIME_SECONDS } from './domain/session';
import type { Terms } from '../subscribers/domain/subscriber';

const REFRESH_PREFIX = 'srr';

/** Gives out the tokens of a session, new or passed on. */
@Injectable()
export class SessionTokens {
  private readonly key: Buffer;

  constructor(
    @Inject(AUTH_CONFIG) config: AuthConfig,
    private readonly digests: KeyedDigests,
  ) {
    this.key = accessTokenKey(config.SECRETS_KEY);
  }

  /** @param parent the refresh token that was used; null: a session begins. */
  async issue(
    on: Queryable,
    family: SessionFamily,
    terms: Pick<Terms, 'approval'>,
    at: Date,
    parent: string | null,
  ) {
    const refreshToken =
      parent === null ? newToken(REFRESH_PREFIX) : this.digests.childOf(REFRESH_PREFIX, parent);
    await saveRefreshToken(on, family, refreshToken, at);
    const expiresAtSeconds = Math.floor(at.getTime() / 1000) + ACCESS_LIFETIME_SECONDS;
    const { subscriberId } = family;
    const deviceId = family.deviceId ?? '';
    return {
      subscriberId,
      deviceId,
      accessToken: signAccessToken(this.key, {
        subscriberId,
        deviceId,
        familyId: family.id,
        expiresAtSeconds,
      }),
      accessExpiresInSeconds: ACCESS_LIFETIME_SECONDS,
      refreshToken,
      refreshExpiresInSeconds: REFRESH_LIFETIME_SECONDS,
      approval: terms.approval,
    };
  }
}
