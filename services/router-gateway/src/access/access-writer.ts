// access-writer.ts — writes planned commands to a router in paced steps, each behind a cut of the devices it changes.
import type { MacAddress } from '@saring/kernel';
import { inSpan, withTraceparent } from '@saring/messaging';
import type { Logger } from 'pino';
import { LeaseLostError } from '../routeros/errors';
import type { Router } from '../routeros/router';
import type { Refusal } from '../domain/alarms';
import { SESSION_PATH } from '../domain/line-plan';
import { isRenewal, type PlannedCommand } from '../domain/planned-command';
import type { BindingOwners } from './binding-owners';
import type { Write } from '../routers/router-writes.rows';
import { changeOf, shownActionOf, targetOf, type DriftItem } from './drift';
import type { MeterFeed } from '../readings/meter-feed';
import { routerWrites } from '../routers/metrics';
import type { Pacer } from './pacer';

/** Writes between two looks at what has become urgent meanwhile. */
const COMMANDS_A_STEP = 20;
/** If other readings keep overtaking a cut, the router has two readers: the session gives up and tries again later. */
const CUT_ATTEMPTS = 5;
/** Refusals kept of one sweep, for its alarms. */
const MOST_REFUSALS = 500;

type Execution = {
  /** Runs between two steps; the accounts it dealt with are left out of the rest. */
  readonly urgent?: () => Promise<ReadonlySet<string>>;
  readonly drift?: ReadonlyMap<PlannedCommand, DriftItem>;
  readonly traces?: ReadonlyMap<string, string | undefined>;
};

type WriterDeps = {
  readonly router: Router;
  readonly feed: MeterFeed;
  readonly owners: BindingOwners;
  readonly pacer: Pacer;
  readonly mayWrite: () => boolean;
  readonly routerName: string;
  readonly logger: Logger;
  /** Reads what PPPoE sessions moved: what they count is gone with them. */
  readonly readSessions: () => Promise<void>;
  /** Keeps what was written, for the console. */
  readonly onWritten: (writes: readonly Write[]) => Promise<void>;
};

export class AccessWriter {
  /** Rows written since the running sweep was planned: what it still has for them is out of date. */
  private readonly written = new Set<string>();
  /** Refusals of the router since the running sweep began. */
  private refused: Refusal[] = [];
  /** Writes of the running step. */
  private recorded: Write[] = [];

  constructor(private readonly deps: WriterDeps) {}

  get refusals(): readonly Refusal[] {
    return this.refused;
  }

  /** Forgets the rows and refusals of the sweep before. */
  beginSweep(): void {
    this.written.clear();
    this.refused = [];
  }

  /** @returns the accounts for which a command failed. */
  async execute(
    commands: readonly PlannedCommand[],
    { urgent, drift, traces }: Execution,
  ): Promise<ReadonlySet<string>> {
    const failed = new Set<string>();
    const dealtWith = new Set<string>();
    for (let start = 0; start < commands.length; start += COMMANDS_A_STEP) {
      const step = commands
        .slice(start, start + COMMANDS_A_STEP)
        .filter(({ subscriberId }) => !dealtWith.has(subscriberId ?? ''))
        .flatMap((command) => (urgent ? this.stillDue(command) : [command]));
      const cut = [...new Set(step.flatMap((command) => command.cut ?? []))];
      await this.cut(cut);
      if (step.some(({ path }) => path === SESSION_PATH)) await this.deps.readSessions();
      for (const command of step) {
        const done = await withTraceparent(traces?.get(command.subscriberId ?? ''), () =>
          this.write(command),
        );
        const item = drift?.get(command);
        if (item) item.state = done ? 'done' : 'failed';
        if (!done && command.subscriberId) failed.add(command.subscriberId);
      }
      await this.record();
      await this.deps.owners.relearn(cut);
      if (urgent && start + COMMANDS_A_STEP < commands.length)
        for (const id of await urgent()) dealtWith.add(id);
    }
    return failed;
  }

  /** Drops the rows that a more urgent command has written since. */
  private stillDue(command: PlannedCommand): PlannedCommand[] {
    if (command.id === undefined) return [command];
    const ids = command.id.split(',');
    const due = ids.filter((id) => !this.written.has(rowKey(command.path, id)));
    if (due.length === ids.length) return [command];
    return due.length > 0 ? [{ ...command, id: due.join() }] : [];
  }

  private async write(command: PlannedCommand): Promise<boolean> {
    await this.deps.pacer.take();
    if (!this.deps.mayWrite()) throw new LeaseLostError('the lease ended before a write');
    const { path, action, subscriberId } = command;
    const reply = await inSpan(`routeros ${path}/${action}`, {}, () => this.deps.router.execute(command));
    routerWrites.inc({ router: this.deps.routerName, outcome: reply.ok ? 'done' : 'refused' });
    for (const id of command.id?.split(',') ?? []) this.written.add(rowKey(path, id));
    const isSplit = !reply.ok && command.id?.includes(',');
    if (!isSplit && !isRenewal(command))
      this.recorded.push(writeOf(command, reply.ok ? undefined : reply.trap.message));
    if (reply.ok) return true;
    // One of several rows may have disappeared meanwhile, so the command is repeated row by row.
    if (command.id?.includes(',')) return this.writeEach(command, command.id.split(','));
    if (this.refused.length < MOST_REFUSALS)
      this.refused.push({ path, message: reply.trap.message, serves: command.serves });
    this.deps.logger.warn(
      { path, action, subscriberId, trap: reply.trap.message },
      'the router refused a command',
    );
    return false;
  }

  /** The router holds what was written, whether or not it can be kept. */
  private async record(): Promise<void> {
    const writes = this.recorded.splice(0);
    if (writes.length === 0) return;
    try {
      await this.deps.onWritten(writes);
    } catch (error) {
      this.deps.logger.warn({ error: (error as Error).message }, 'what was written could not be kept');
    }
  }

  private async writeEach(command: PlannedCommand, ids: readonly string[]): Promise<boolean> {
    let done = true;
    for (const id of ids) done = (await this.write({ ...command, id })) && done;
    return done;
  }

  /** Runs just before bindings change owner, so that the bytes up to now count for the previous owners. */
  private async cut(macs: readonly MacAddress[]): Promise<void> {
    for (let attempt = 1; macs.length > 0; attempt += 1) {
      if ((await this.deps.feed.read(macs)).stored) return;
      if (attempt === CUT_ATTEMPTS)
        throw new LeaseLostError('someone else keeps publishing readings of this router');
    }
  }
}

const writeOf = (command: PlannedCommand, refusal: string | undefined): Write => ({
  ...{ change: changeOf(command), action: shownActionOf(command), path: command.path },
  ...{ subscriberId: command.subscriberId ?? '', deviceId: command.about?.deviceId ?? '' },
  ...{ target: targetOf(command), state: refusal === undefined ? 'done' : 'failed', refusal: refusal ?? '' },
});

const rowKey = (path: string, id: string): string => `${path} ${id}`;
