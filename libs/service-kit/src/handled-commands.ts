// handled-commands.ts — the ids of commands that took effect, kept in the transaction of what they did.
import { contentHash, type CommandContext } from '@saring/event-sourcing';
import type { Clock } from '@saring/kernel';
import type { ScheduledJob } from './scheduled-jobs';
import type { Queryable } from './transaction';

/** A command repeated later than this is a new one. Clients repeat within minutes, people within days. */
export const COMMANDS_KEPT_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Deleted at a time, so that no transaction is long. */
const FORGET_BATCH = 5_000;

/** For specs. A service has the table by a migration of its own, true to this. */
export const HANDLED_COMMANDS_TABLE = `create table if not exists handled_commands (
  stream text not null,
  command_id text not null,
  content_hash text not null,
  handled_at timestamptz(3) not null default current_timestamp,
  primary key (command_id, stream)
)`;

/** A command that is to take effect once: it has an id, and content to compare. */
export type OnceOnly = CommandContext & { readonly commandId: string };

export const isOnceOnly = (context: CommandContext): context is OnceOnly =>
  context.content !== undefined && context.commandId !== undefined && context.commandId !== '';

/** The content hash that a command was handled with; undefined: it was not. */
export const findHandled = async (
  on: Queryable,
  stream: string,
  commandId: string,
): Promise<string | undefined> => {
  const { rows } = await on.query<{ content_hash: string }>(
    'select content_hash from handled_commands where stream = $1 and command_id = $2',
    [stream, commandId],
  );
  return rows[0]?.content_hash;
};

/** @returns false where the command is there already, with whatever content. */
export const rememberCommand = async (
  on: Queryable,
  stream: string,
  { commandId, content }: OnceOnly,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into handled_commands (stream, command_id, content_hash) values ($1, $2, $3)
     on conflict (command_id, stream) do nothing`,
    [stream, commandId, contentHash(content)],
  );
  return rowCount === 1;
};

/** The streams on which a command was handled, the first one first. */
export const findHandledStreams = async (on: Queryable, commandId: string): Promise<readonly string[]> => {
  const { rows } = await on.query<{ stream: string }>(
    'select stream from handled_commands where command_id = $1 order by handled_at, stream',
    [commandId],
  );
  return rows.map(({ stream }) => stream);
};

/** The daily job that forgets commands too old to be repeated. */
export const forgetCommandsJob = (on: Queryable, clock: Clock): ScheduledJob => ({
  name: 'forget-handled-commands',
  everySeconds: DAY_SECONDS,
  run: async () => {
    const before = new Date(clock.now().getTime() - COMMANDS_KEPT_DAYS * DAY_SECONDS * 1_000);
    for (let deleted = FORGET_BATCH; deleted === FORGET_BATCH;) {
      const { rowCount } = await on.query(
        `delete from handled_commands where ctid = any(array(
           select ctid from handled_commands where handled_at < $1 limit $2))`,
        [before, FORGET_BATCH],
      );
      deleted = rowCount ?? 0;
    }
  },
});
