// lines.ts — the lines of subscribers: every change is an event, stored with the row and the sealed password.
import { createHmac, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Change, CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { RefusalError } from '@saring/messaging';
import { Aggregates, deriveKey, PG_POOL, Sealer } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { lineDecider, type Line, type LineCommand, type LineEvent, type LineRefusal } from '../domain/line';
import { termsInForce } from '../domain/line-quota';
import type { DesiredLine } from '../domain/line-rows';
import { LINE_EVENTS } from './line-events';
import {
  findLine,
  listDeparted,
  listLineNamesOn,
  listLinesOn,
  listQuotasOn,
  saveLine,
  savePassword,
  type LineRow,
} from './lines.rows';

/** What a person can read from a slip: no letters that look alike. 31^14 are 69 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 14;
/** Of a line that left the router. */
const GONE: Omit<DesiredLine, 'lineId' | 'username'> = {
  state: 'removed',
  terms: {
    ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0 },
    ...{ pool: '', address: '', callerId: '', profile: '' },
  },
  ...{ isAdopted: false, passwordVersion: 0 },
};
const UNIQUE_VIOLATION = '23505';

@Injectable()
export class Lines extends Aggregates<Line, LineCommand, LineEvent, LineRefusal> {
  protected readonly decider = lineDecider;
  private readonly sealer: Sealer;
  private readonly markKey: Buffer;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(LINE_EVENTS) store: PostgresEventStore,
    @Inject(GATEWAY_CONFIG) { SECRETS_KEY }: GatewayConfig,
  ) {
    super(pool, store);
    this.sealer = new Sealer(deriveKey(SECRETS_KEY, 'line passwords'));
    this.markKey = deriveKey(SECRETS_KEY, 'line commands');
  }

  /** @param sealed its password; absent: it stays as it is. @throws RefusalError LINE.NAME_TAKEN */
  async change(
    lineId: string,
    commands: readonly LineCommand[],
    context: CommandContext,
    sealed?: Buffer,
  ): Promise<Change<Line, LineCommand, LineEvent, LineRefusal>> {
    const alongside = sealed && ((client: PoolClient): Promise<void> => savePassword(client, lineId, sealed));
    try {
      return await this.handle(lineId, commands, context, alongside);
    } catch (error) {
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw new RefusalError('LINE.NAME_TAKEN');
      throw error;
    }
  }

  seal(password: string, lineId: string): Buffer {
    return this.sealer.seal(Buffer.from(password), lineId);
  }

  /** What stands for a password where its content is compared. */
  markOf(password: string): string {
    return createHmac('sha256', this.markKey).update(password).digest('hex');
  }

  /** Null: the router's own, which nobody here knows. @throws when it was sealed under another key. */
  passwordOf({ line_id: lineId, password }: LineRow): string | null {
    return password && this.sealer.open(password, lineId).toString('utf8');
  }

  /** @throws RefusalError LINE.UNKNOWN */
  async known(lineId: string): Promise<LineRow> {
    const row = await findLine(this.pool, lineId);
    if (!row) throw new RefusalError('LINE.UNKNOWN');
    return row;
  }

  /** All that a router should hold, and what it should hold no more. */
  async desiredOn(routerId: string): Promise<readonly DesiredLine[]> {
    const [rows, departed] = await Promise.all([
      listLinesOn(this.pool, routerId),
      listDeparted(this.pool, routerId),
    ]);
    const formerOf = ({ is_released: isReleased, former_comment: formerComment }: LineRow) =>
      isReleased ? { formerComment } : {};
    return [
      ...rows.map((row) => ({
        ...formerOf(row),
        ...{ lineId: row.line_id, username: row.username, state: row.state },
        terms: termsInForce({ terms: row.terms, quota: row.quota, usedUpIn: row.used_up_in }),
        ...{ isAdopted: row.is_adopted, passwordVersion: row.password_version },
        password: this.passwordOf(row) ?? undefined,
      })),
      ...departed.map((left) => ({ ...left, ...GONE })),
    ];
  }

  /** The names that sessions dial on a router. */
  namesOn(routerId: string): ReturnType<typeof listLineNamesOn> {
    return listLineNamesOn(this.pool, routerId);
  }

  /** Lines of a router that have a quota. */
  quotasOn(routerId: string): ReturnType<typeof listQuotasOn> {
    return listQuotasOn(this.pool, routerId);
  }

  protected streamOf(lineId: string): string {
    return `line-${lineId}`;
  }

  protected async project(
    client: PoolClient,
    { id, state }: Change<Line, LineCommand, LineEvent, LineRefusal>,
  ): Promise<void> {
    await saveLine(client, id, state);
  }
}

export const newPassword = (): string =>
  Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
