// new-lines.requests.ts — many lines made from the rows of a file: checked first, each made once, gone on with after a
// failure.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { LineCommand } from '../domain/line';
import { nameRows, understoodRow, type NamedRow, type UnderstoodRow } from '../domain/new-lines';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import { Lines, newPassword } from './lines';
import { MOST_LINES } from './lines.requests';
import { listLinesOn, type LineRow } from './lines.rows';

const { createLines } = RouterGateway.method;
type Request = RequestOf<typeof createLines>;
type Reply = ReplyOf<typeof createLines>;

const MOST_ROWS = 500;
const SIDE_BY_SIDE = 8;

/** A row, and the line that is of it. */
type Wanted = NamedRow & { readonly lineId: string; readonly isMade: boolean };

@Controller()
export class NewLineRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lines: Lines,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly messenger: Messenger,
  ) {}

  @Answers(createLines)
  async create(request: Request): Promise<Reply> {
    const { routerId, rows, checkOnly, skipFaulty } = request;
    if (rows.length === 0 || rows.length > MOST_ROWS)
      throw new RefusalError('REQUEST.MALFORMED', { field: 'rows', most: MOST_ROWS });
    await this.routers.known(routerId);
    let wanted = await this.wantedBy(request);
    const hasFaults = wanted.some(({ refusal }) => refusal !== '');
    if (!checkOnly && (skipFaulty || !hasFaults)) wanted = await this.makeAll(wanted, request);
    return {
      rows: wanted.map(shownOf),
      made: wanted.filter(({ isMade }) => isMade).length,
      faulty: wanted.filter(({ refusal }) => refusal !== '').length,
    };
  }

  /** Each row with its name; what was made by this command before stays as it is. */
  private async wantedBy(request: Request): Promise<readonly Wanted[]> {
    const { routerId, commandId, prefix } = request;
    const held = await listLinesOn(this.pool, routerId);
    const rows = request.rows.map((row, index) => ({
      ...understoodRow(row, request),
      lineId: idFrom('line', commandId, String(index)),
    }));
    const made = new Map(held.map((line) => [line.line_id, line]));
    const fresh = rows.filter(({ lineId }) => !made.has(lineId));
    const live = held.filter(({ state }) => state !== 'removed');
    const foreign = (await this.work.tryOn(routerId, 'lineCandidates')) ?? [];
    const pools = await this.work.tryOn(routerId, 'linePools');
    const named = nameRows(fresh, await this.holdersOf(fresh), {
      ...{ prefix, room: MOST_LINES - live.length, pools: pools ?? null },
      lines: live.map((line) => ({
        ...{ subscriberId: line.subscriber_id, username: line.username },
        address: line.terms.address,
      })),
      foreignNames: foreign.map(({ username }) => username),
    });
    const namedRows = named.values();
    return rows.map((row) => {
      const before = made.get(row.lineId);
      if (before) return { ...row, ...namesOf(before), refusal: '', isMade: true };
      const next = namedRows.next().value;
      if (!next) throw new Error(`row ${row.row.fileRow} got no name`);
      return { ...next, lineId: row.lineId, isMade: false };
    });
  }

  private async holdersOf(rows: readonly UnderstoodRow[]): Promise<ReadonlyMap<string, string>> {
    const phones = [...new Set(rows.flatMap(({ phone }) => phone || []))];
    if (phones.length === 0) return new Map();
    const { items } = await this.messenger.request(AuthOtp.method.findPhoneHolders, { phones });
    return new Map(items.map(({ phone, subscriberId }) => [phone, subscriberId]));
  }

  /** The router has them at once, or when it is back. */
  private async makeAll(wanted: readonly Wanted[], request: Request): Promise<readonly Wanted[]> {
    const ended: Wanted[] = [];
    for (let start = 0; start < wanted.length; start += SIDE_BY_SIDE) {
      const part = wanted.slice(start, start + SIDE_BY_SIDE);
      ended.push(...(await Promise.all(part.map((one) => this.make(one, request)))));
    }
    await this.work.tryOn(request.routerId, 'applyLines');
    return ended;
  }

  private async make(one: Wanted, { commandId, actor, routerId }: Request): Promise<Wanted> {
    if (one.refusal !== '' || one.isMade) return one;
    const { lineId, name: username, subscriberId, terms, row } = one;
    const at = toInstant(this.clock.now());
    const command: LineCommand = { type: 'CreateLine', at, subscriberId, routerId, username, terms };
    const password = row.password.trim();
    const content = { ...row, routerId, password: password === '' ? '' : this.lines.markOf(password) };
    const sealed = this.lines.seal(password || newPassword(), lineId);
    try {
      await this.lines.change(lineId, [command], { commandId, actor, content }, sealed);
      return { ...one, isMade: true };
    } catch (error) {
      // Somebody else took its name since it was checked.
      if (error instanceof RefusalError && error.code === 'LINE.NAME_TAKEN')
        return { ...one, refusal: error.code };
      throw error;
    }
  }
}

const namesOf = (line: LineRow) => ({ name: line.username, subscriberId: line.subscriber_id });

const shownOf = ({ row, name, subscriberId, terms, refusal, lineId, isMade }: Wanted) => ({
  ...{ fileRow: row.fileRow, username: name, pool: terms.pool, address: terms.address, refusal },
  uploadKilobitsPerSecond: terms.uploadKilobitsPerSecond,
  downloadKilobitsPerSecond: terms.downloadKilobitsPerSecond,
  ...(subscriberId === '' ? {} : { subscriberId }),
  ...(isMade ? { lineId } : {}),
});
