// menus.ts — the commands that a router's menus take: print rows, add, set and remove them.
import type { ConfigRow } from '../domain/actual';
import type { RouterOsClient } from './client';
import { RouterTrapError } from './errors';
import type { Reply, Row } from './reply';
import { checkVocabulary } from './vocabulary';

/** A table of 20,000 hosts takes a slow router a while. */
const TABLE_TIMEOUT_MILLISECONDS = 30_000;

export class Menus {
  /** @param maySend asked before each write leaves: whether this gateway still holds the router's lease. */
  constructor(
    private readonly client: RouterOsClient,
    private readonly maySend: () => boolean,
  ) {}

  async print(
    path: string,
    proplist?: readonly string[],
    queries?: readonly string[],
    timeoutMilliseconds = TABLE_TIMEOUT_MILLISECONDS,
  ): Promise<readonly Row[]> {
    const command = `${path}/print`;
    const reply = await this.client.run({ path: command, proplist, queries, timeoutMilliseconds });
    if (!reply.ok) throw new RouterTrapError(command, reply.trap);
    return reply.rows;
  }

  async configRows(path: string, proplist: readonly string[]): Promise<ConfigRow[]> {
    return (await this.print(path, proplist)).map((row) => ({ id: row['.id'] ?? '', attributes: row }));
  }

  /** @param proplist absent: every field. */
  async printIfThere(
    path: string,
    proplist?: readonly string[],
    queries?: readonly string[],
  ): Promise<readonly Row[]> {
    const reply = await this.client.run({
      path: `${path}/print`,
      proplist,
      queries,
      timeoutMilliseconds: TABLE_TIMEOUT_MILLISECONDS,
    });
    return reply.ok ? reply.rows : [];
  }

  async optionalRow(path: string): Promise<Row> {
    const reply = await this.client.run({ path });
    return (reply.ok ? reply.rows[0] : undefined) ?? {};
  }

  /** Adds a row. It is no error if the row exists already. */
  async addOnce(path: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    const reply = await this.send(`${path}/add`, attributes);
    if (!reply.ok && !/already have/.test(reply.trap.message)) throw new RouterTrapError(path, reply.trap);
  }

  async must(path: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    const reply = await this.send(path, attributes);
    if (!reply.ok) throw new RouterTrapError(path, reply.trap);
  }

  /** Sends every write. @throws LeaseLostError when another gateway may be writing already. */
  send(path: string, attributes: Readonly<Record<string, string>>): Promise<Reply> {
    checkVocabulary(path, attributes);
    return this.client.run({ path, attributes, maySend: this.maySend });
  }
}
