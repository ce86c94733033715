// passkey-origins.ts — the address of the console that passkeys are bound to.
import { Inject, Injectable } from '@nestjs/common';
import { RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { RequestContexts } from '../http/request-context';

@Injectable()
export class PasskeyOrigins {
  constructor(
    private readonly contexts: RequestContexts,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  /**
   * A configured name (PUBLIC_URL, SITES) or one of this machine. `Host` chooses among these and adds none: a passkey
   * for a name that a stranger writes there would be worth nothing, or worse.
   * @throws RefusalError AUTH.PASSKEY_ELSEWHERE where the console is open at another address than a configured one.
   */
  of(request: FastifyRequest): string {
    const { origin, publicOrigin } = this.contexts.of(request);
    const ours = new URL(publicOrigin).origin;
    if (origin === ours) return ours;
    // Without a public name there is nowhere to go to.
    if (this.config.PUBLIC_URL === undefined) throw new RefusalError('AUTH.PASSKEY_NEEDS_HTTPS');
    throw new RefusalError('AUTH.PASSKEY_ELSEWHERE', { origin: ours });
  }
}
