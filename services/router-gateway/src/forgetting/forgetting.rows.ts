// forgetting.rows.ts — every row by the devices, addresses and lines of one person.
import { eraseWords, type Queryable } from '@saring/service-kit';

const WRITTEN = { fields: ['username', 'comment', 'reason', 'callerId', 'address'] };
/** A line that was let go is remembered so long: a router that was away must still get its former comment. */
const RELEASED_DAYS = 30;

export const countLines = async (on: Queryable, subscriberId: string): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    "select count(*)::float8 as count from lines where subscriber_id = $1 and state <> 'removed'",
    [subscriberId],
  );
  return rows[0]?.count ?? 0;
};

type Person = { readonly subscriberId: string; readonly macs: readonly string[] };
type Line = { readonly id: string; readonly username: string; readonly waits: boolean };

/** @returns the ids of their lines; unfinished while one that was let go is still remembered. */
export const forgetConnected = async (
  on: Queryable,
  { subscriberId, macs }: Person,
): Promise<{ readonly relatedIds: string[]; readonly unfinished: boolean }> => {
  const devices = [...macs];
  await on.query('delete from devices where subscriber_id = $1 or mac = any($2)', [subscriberId, devices]);
  await on.query('update accounts set block_reason = null where subscriber_id = $1', [subscriberId]);
  for (const table of ['fixed_addresses', 'sightings'])
    await on.query(`delete from ${table} where mac = any($1)`, [devices]);
  await on.query('delete from router_writes where subscriber_id = $1 or target = any($2)', [
    subscriberId,
    devices,
  ]);
  const { rows } = await on.query<Line>(
    `select line_id::text as id, username, is_released and changed_at > now() - make_interval(days => $2) as waits
     from lines where subscriber_id = $1`,
    [subscriberId, RELEASED_DAYS],
  );
  const ended = rows.filter(({ waits }) => !waits);
  await forgetLines(on, ended);
  await forgetMentions(on, [...devices, ...ended.map(({ username }) => username).filter(Boolean)]);
  return { relatedIds: rows.map(({ id }) => id), unfinished: ended.length < rows.length };
};

/** A secret that a router still holds of one is found by its comment. */
const forgetLines = async (on: Queryable, lines: readonly Line[]): Promise<void> => {
  const ids = lines.map(({ id }) => id);
  await eraseWords(
    on,
    ids.map((id) => `line-${id}`),
    WRITTEN,
  );
  await on.query('delete from line_departures where line_id = any($1::uuid[])', [ids]);
  await on.query(
    `update lines set username = '', former_comment = '', terms = terms || '{"callerId": "", "address": ""}'
     where line_id = any($1::uuid[])`,
    [ids],
  );
};

/** As a word of its own: a line may be called `a`. */
const patternOf = (word: string): string => {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `(?<![[:alnum:]_.@-])${literal}(?![[:alnum:]_.@-])`;
};

/** What a router said: of its alarms those go, in its configurations the values alone (`name=budi`, `caller-id=…`). */
const forgetMentions = async (on: Queryable, words: readonly string[]): Promise<void> => {
  for (const word of words) {
    const pattern = patternOf(word);
    await on.query('delete from alarms where detail ~* $1', [pattern]);
    await on.query(
      `update configurations set content = regexp_replace(content, $1, '\\1\\2', 'gi') where content ~* $1`,
      [`((?:name|user|comment|mac-address|caller-id|client-id)="?)${pattern}("?)`],
    );
    await on.query('delete from router_writes where target = $1 or refusal ~* $2', [word, pattern]);
    await on.query('delete from line_readings where position($1 in reading::text) > 0', [
      JSON.stringify(word),
    ]);
  }
};
