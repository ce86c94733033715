// batches.ts — one act for many subscribers, or many new ones from a file: a draft first, then each row once.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, QuotaLedger } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock, type DebtFilter } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { addDueWork, CLOCK, inTransaction, PG_POOL, WorkQueue, type LeaderWork } from '@saring/service-kit';
import type { Pool } from 'pg';
import { DebtReminders } from '../debts/reminders';
import { LivePeople } from '../messages/live-people';
import { batchProcess } from './batches.process';
import {
  findBatch,
  insertBatch,
  listBatchRows,
  saveRow,
  saveStart,
  type BatchRecord,
  type BatchRowRecord,
  type BatchTerms,
} from './batches.rows';
import { understood, type ImportLine } from './import-line';

const TOPIC = 'batch';
/** More is done in parts. */
const ROWS_MOST = { import: 2_000, act: 20_000 };
const PAGE_SUBSCRIBERS = 5_000;
const PAGE_DEBTS = 200;
/** In one go, so that a stop waits for few. */
const PART = 40;
const SIDE_BY_SIDE = 8;
const IMPORT_REASON = 'Impor';

type SubscriberFilter = {
  readonly query: string;
  readonly approval: string;
  readonly site: string;
  readonly blocked?: boolean;
};
type CreateCommand = {
  readonly commandId: string;
  readonly actor: string;
  readonly terms: BatchTerms;
  /** One of these. */
  readonly lines: readonly ImportLine[] | null;
  readonly subscriberIds: readonly string[] | null;
  readonly filter: SubscriberFilter | null;
  readonly debts?: DebtFilter;
};

@Injectable()
export class Batches implements LeaderWork {
  readonly leads = 'billing batches';

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly queue: WorkQueue,
    private readonly reminders: DebtReminders,
    private readonly live: LivePeople,
  ) {}

  /**
   * The rows are fixed now, each with what is wrong with it; nothing is done yet.
   * @throws RefusalError COMMAND.ID_REUSED, BILLING.BATCH_EMPTY, BILLING.BATCH_TOO_LARGE
   */
  async create({ commandId, actor, terms, ...asked }: CreateCommand): Promise<BatchRecord> {
    const id = idFrom('batch', commandId);
    const hash = contentHash({ ...terms, ...asked });
    const earlier = await findBatch(this.pool, id);
    if (earlier) return same(earlier, hash, commandId);
    const rows = asked.lines ? await this.importRows(asked.lines) : await this.actRows(asked);
    if (rows.length === 0) throw new RefusalError('BILLING.BATCH_EMPTY');
    const batch = { ...terms, id, actor, contentHash: hash, createdAt: this.clock.now() };
    await inTransaction(this.pool, (client) => insertBatch(client, batch, rows));
    return same(await this.find(id), hash, commandId);
  }

  /** Once, however often it is asked. @throws RefusalError BILLING.BATCH_UNKNOWN */
  async start(id: string): Promise<BatchRecord> {
    await this.find(id);
    const at = this.clock.now();
    await inTransaction(this.pool, async (client) => {
      if (!(await saveStart(client, id, at))) return;
      await addDueWork(client, TOPIC, id, [{ kind: 'run_rows', notBefore: toInstant(at) }], at);
    });
    this.queue.wake();
    return this.find(id);
  }

  /** @throws RefusalError BILLING.BATCH_UNKNOWN */
  async find(id: string): Promise<BatchRecord> {
    const batch = await findBatch(this.pool, id);
    if (!batch) throw new RefusalError('BILLING.BATCH_UNKNOWN');
    return batch;
  }

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: TOPIC,
        process: batchProcess,
        find: (id) => findBatch(this.pool, id),
        stateOf: (batch) => batch,
        do: { run_rows: (batch) => this.runSome(batch) },
      },
      signal,
    );
  }

  private async importRows(lines: readonly ImportLine[]): Promise<readonly BatchRowRecord[]> {
    checkCount(lines.length, ROWS_MOST.import);
    const read = lines.map(understood);
    const phones = read.flatMap((one) => ('wanted' in one ? one.wanted.phone : []));
    const holders = await this.messenger.request(AuthOtp.method.findPhoneHolders, { phones });
    const holderOf = new Map(holders.items.map(({ phone, subscriberId }) => [phone, subscriberId]));
    const firstRowOf = new Map<string, number>();
    return lines.map((line, index) => {
      const one = read[index];
      const phone = one && 'wanted' in one ? one.wanted.phone : '';
      const subscriberId = holderOf.get(phone) ?? null;
      const twinRow = firstRowOf.get(phone);
      if (phone !== '' && twinRow === undefined) firstRowOf.set(phone, line.fileRow ?? index + 1);
      const refusal =
        one && 'refusal' in one
          ? one.refusal
          : twinRow !== undefined
            ? 'BILLING.ROW_PHONE_TWICE'
            : subscriberId && 'AUTH.PHONE_TAKEN';
      return {
        ...{ number: index + 1, state: refusal ? 'skipped' : 'waiting', refusal, subscriberId },
        line: { ...line, ...(twinRow === undefined ? {} : { twinRow }) },
      };
    });
  }

  private async actRows({
    subscriberIds,
    filter,
    debts,
  }: Omit<CreateCommand, 'commandId' | 'actor' | 'terms'>): Promise<readonly BatchRowRecord[]> {
    const found = subscriberIds ?? (debts && this.debtorsOf(debts)) ?? (filter && this.idsOf(filter)) ?? [];
    const ids = [...new Set(await found)];
    checkCount(ids.length, ROWS_MOST.act);
    return ids.map((subscriberId, index) => ({
      ...{ number: index + 1, state: 'waiting', refusal: null, subscriberId, line: null },
    }));
  }

  private async idsOf(filter: SubscriberFilter): Promise<readonly string[]> {
    const ids: string[] = [];
    let afterId = '';
    do {
      const request = { ...filter, afterId, limit: PAGE_SUBSCRIBERS };
      const { subscriberIds } = await this.messenger.request(AuthOtp.method.findSubscriberIds, request);
      ids.push(...subscriberIds);
      afterId = subscriberIds.length === PAGE_SUBSCRIBERS ? (subscriberIds.at(-1) ?? '') : '';
      checkCount(ids.length, ROWS_MOST.act);
    } while (afterId !== '');
    return ids;
  }

  /** Whoever's debt is due first comes first. */
  private async debtorsOf(state: DebtFilter): Promise<readonly string[]> {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const request = { state, limit: PAGE_DEBTS, cursor };
      const page = await this.messenger.request(QuotaLedger.method.searchDebts, request);
      for (const { subscriberId } of page.items) ids.add(subscriberId);
      checkCount(ids.size, ROWS_MOST.act);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return [...ids];
  }

  /** A refusal is of one row alone and stays one: it is noted, and the next row goes on. */
  private async runSome(batch: BatchRecord): Promise<BatchRecord | void> {
    const rows = await listBatchRows(this.pool, batch.id, { state: 'waiting', afterNumber: 0, limit: PART });
    for (let start = 0; start < rows.length; start += SIDE_BY_SIDE) {
      const outcomes = await Promise.allSettled(
        rows.slice(start, start + SIDE_BY_SIDE).map(async (row) => {
          const end = await this.endOf(batch, row);
          await saveRow(this.pool, batch.id, { number: row.number, ...end });
        }),
      );
      this.live.changed();
      const failed = outcomes.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
    return (await findBatch(this.pool, batch.id)) ?? undefined;
  }

  private async endOf(
    batch: BatchRecord,
    row: BatchRowRecord,
  ): Promise<Pick<BatchRowRecord, 'refusal' | 'subscriberId'>> {
    try {
      const subscriberId =
        batch.action === 'import' ? await this.importOne(batch, row) : await this.actOn(batch, row);
      return { refusal: null, subscriberId };
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      return { refusal: error.code, subscriberId: null };
    }
  }

  /** Under keys of the row: a crash between both commands repeats them, and doubles neither. */
  private async importOne(batch: BatchRecord, { number, line }: BatchRowRecord): Promise<string> {
    const read = line ? understood(line) : { refusal: 'BILLING.ROW_TEXT_INVALID' };
    if ('refusal' in read) throw new RefusalError(read.refusal);
    const { phone, name, fields, bytes, days } = read.wanted;
    const { actor, site } = batch;
    const commandId = rowKey(batch, number, 'subscriber');
    const created = await this.messenger.request(AuthOtp.method.createSubscriber, {
      ...{ commandId, actor, phone, name, site, fields: { ...fields } },
    });
    if (bytes > 0) await this.grant(batch, number, { subscriberId: created.subscriberId, bytes, days });
    return created.subscriberId;
  }

  private async actOn(batch: BatchRecord, { number, subscriberId }: BatchRowRecord): Promise<string> {
    const { action, actor, reason, bytes, days } = batch;
    const id = subscriberId ?? '';
    const head = { commandId: rowKey(batch, number, action), subscriberId: id, actor, reason };
    switch (action) {
      case 'block':
        await this.messenger.request(AuthOtp.method.blockSubscriber, head);
        break;
      case 'unblock':
        await this.messenger.request(AuthOtp.method.unblockSubscriber, head);
        break;
      case 'approve':
        await this.messenger.request(AuthOtp.method.decideApproval, { ...head, approve: true });
        break;
      case 'reject':
        await this.messenger.request(AuthOtp.method.decideApproval, { ...head, approve: false });
        break;
      case 'remind':
        await this.reminders.remind(head);
        break;
      case 'grant':
        await this.grant(batch, number, { subscriberId: id, bytes, days });
        break;
      case 'import':
        throw new Error('an import has lines');
      default:
        return action satisfies never;
    }
    return id;
  }

  private async grant(
    batch: BatchRecord,
    number: number,
    quota: { readonly subscriberId: string; readonly bytes: number; readonly days: number },
  ): Promise<void> {
    const { actor, reason } = batch;
    await this.messenger.request(QuotaLedger.method.grantQuota, {
      ...{ ...quota, actor, reason: reason || IMPORT_REASON, source: 'operator' },
      commandId: rowKey(batch, number, 'grant'),
    });
  }
}

const rowKey = ({ id }: BatchRecord, number: number, part: string): string =>
  idFrom('batch-row', id, String(number), part);

const checkCount = (rows: number, most: number): void => {
  if (rows > most) throw new RefusalError('BILLING.BATCH_TOO_LARGE', { rows, most });
};

const same = (stored: BatchRecord, hash: string, commandId: string): BatchRecord => {
  if (stored.contentHash !== hash) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
  return stored;
};
