import { Inject, Injectable } from '@nestjs/common';
import { accessTokenKey, signAccessToken, type Queryable } from '@saring/service-kit';
import { issueRefreshToken, type SessionFamily } from '../adapters/postgres/sessions';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { ACCESS_LIFETIME_SECONDS, REFRESH_LIFETIME_SECONDS } from '../domain/session';
import type { Terms } from '../domain/subscriber';

/** Gives out the tokens of a session, new or passed on. */
@Injectable()
export class SessionTokens {
  private readonly key: Buffer;

  constructor(@Inject(AUTH_CONFIG) config: AuthConfig) {
    this.key = accessTokenKey(config.SECRETS_KEY);
  }

  async issue(on: Queryable, family: SessionFamily, terms: Pick<Terms, 'approval'>, at: Date) {
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
      refreshToken: await issueRefreshToken(on, family, at),
      refreshExpiresInSeconds: REFRESH_LIFETIME_SECONDS,
      approval: terms.approval,
    };
  }
}
