// router-connector.ts — reaches a router and makes sure that it is the one it should be.
import { Injectable } from '@nestjs/common';
import type { RouterOsClient } from '../routeros/client';
import { connectRouterOs } from '../routeros/connect';
import { RouterOsError } from '../routeros/errors';
import { Router } from '../routeros/router';
import { Signature } from '../domain/comments';
import { Routers, type RouterRecord } from './routers';

/** The router was reached and is not the one it should be: an operator must look. */
export class RouterRefusedError extends Error {
  override readonly name = 'RouterRefusedError';
}

@Injectable()
export class RouterConnector {
  constructor(
    private readonly routers: Routers,
    private readonly signature: Signature,
  ) {}

  /**
   * @param maySend asked before each write leaves.
   * @throws RouterRefusedError when another router answers, or one that has another entry.
   */
  async connect(
    record: RouterRecord,
    maySend: () => boolean,
  ): Promise<{ readonly client: RouterOsClient; readonly router: Router }> {
    const password = await this.routers.passwordOf(record.routerId);
    const current = await this.routers.find(record.routerId);
    const { client, fingerprint } = await connectRouterOs({
      ...record,
      password,
      pinnedFingerprint: current?.fingerprint,
    });
    try {
      const router = new Router(client, this.signature, maySend);
      const identity = await router.identify();
      if (current?.serial && current.serial !== identity.serial)
        throw new RouterRefusedError('ROUTER.SERIAL_CHANGED');
      if (!(await this.routers.recognise(record.routerId, { ...identity, fingerprint })))
        throw new RouterRefusedError('ROUTER.DUPLICATE');
      return { client, router };
    } catch (error) {
      client.die(new RouterOsError('lost', 'the session could not start'));
      throw error;
    }
  }
}
