// handled-commands.rows.ts — commands already handled, so that a repeated one gives the same answer. Not the table of
// the kit: contents may hold a password, and are hashed under a key.
import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, COMMANDS_KEPT_DAYS, deriveKey, forgetCommandsJob, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';

const DAY_MILLISECONDS = 86_400_000;

@Injectable()
export class HandledCommands {
  /** Contents are hashed under a key: they may hold a password. */
  private readonly key: Buffer;
  private nextForgetAt = -Infinity;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) { SECRETS_KEY }: GatewayConfig,
  ) {
    this.key = deriveKey(SECRETS_KEY, 'router commands');
  }

  /**
   * Marks a command as done.
   * @returns whether this is the first time, and the router it was for.
   * @throws RefusalError `COMMAND.ID_REUSED` when the id came with other content before.
   */
  async once(
    commandId: string,
    content: object,
    routerId: string,
  ): Promise<{ fresh: boolean; routerId: string }> {
    const contentHash = createHmac('sha256', this.key).update(JSON.stringify(content)).digest('hex');
    const { rowCount } = await this.pool.query(
      'insert into commands (command_id, content_hash, router_id) values ($1, $2, $3) on conflict do nothing',
      [commandId, contentHash, routerId],
    );
    if (rowCount === 1) return { fresh: true, routerId };
    const { rows } = await this.pool.query<{ content_hash: string; router_id: string }>(
      'select content_hash, router_id from commands where command_id = $1',
      [commandId],
    );
    if (rows[0]?.content_hash !== contentHash) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
    return { fresh: false, routerId: rows[0].router_id };
  }

  /** Those of long ago: a command that is repeated later than that is a new one. Of the kit's table, too. */
  async forgetOld(): Promise<void> {
    const at = this.clock.monotonicMilliseconds();
    if (at < this.nextForgetAt) return;
    this.nextForgetAt = at + DAY_MILLISECONDS;
    const before = new Date(this.clock.now().getTime() - COMMANDS_KEPT_DAYS * DAY_MILLISECONDS);
    await this.pool.query('delete from commands where done_at < $1', [before]);
    await forgetCommandsJob(this.pool, this.clock).run();
  }

  /** A refused command may be tried again. */
  async forget(commandId: string): Promise<void> {
    await this.pool.query('delete from commands where command_id = $1', [commandId]);
  }
}
