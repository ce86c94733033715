// execute.ts — carries out one API command on a router: finds the menu, checks the words, answers with rows or a trap.
import {
  invalidQuery,
  missing,
  failure,
  noSuchCommand,
  noSuchItem,
  noSuchPrefix,
  notPermitted,
  Trap,
} from '../protocol/traps';
import { compileQuery } from '../protocol/query';
import type { Row, RowChange } from '../tables/table';
import type { ApiUser, Router } from '../world/router';
import { checkPolicy, readArguments } from './arguments';
import * as items from './items';
import { findCommand, menuExists } from './schema';
import * as tools from './tools';

/** The answer of a command: rows one by one, perhaps a value on `!done`, perhaps a watch that only a cancel ends. */
export interface Answer {
  rows: Iterable<Row>;
  /** Fields of each row to send, in this order; all when undefined. */
  fields?: readonly string[];
  done?: Row;
  /** Whether `!empty` may be sent for no rows. */
  isPrint?: boolean;
  /** For listen: sends later changes until stopped. */
  watch?: (tell: (row: Row) => void) => () => void;
}

const NOTHING: Answer = { rows: [] };
const READING = new Set(['print', 'getall', 'listen', 'find', 'get', 'monitor', 'monitor-traffic', 'ping']);

interface Call {
  router: Router;
  menu: string;
  values: Row;
  queries: string[];
}

const split = (path: string): { menu: string; name: string } => {
  const parts = path.split('/').filter((part) => part !== '');
  return { menu: parts.slice(0, -1).join('/'), name: parts[parts.length - 1] ?? '' };
};

const fieldsWanted = (values: Row): readonly string[] | undefined =>
  values['.proplist'] === undefined ? undefined : values['.proplist'].split(',').map((name) => name.trim());

function* presented(
  router: Router,
  menu: string,
  rows: readonly Row[],
  matches: (row: Row) => boolean,
): Generator<Row> {
  for (const row of rows) {
    const shown = router.present(menu, row);
    if (matches(shown)) yield shown;
  }
}

const print = ({ router, menu, values, queries }: Call): Answer => {
  const matches = compileQuery(queries);
  if (!matches) throw invalidQuery();
  const fields = fieldsWanted(values);
  const single = router.single(menu);
  if (single) return { rows: matches(single) ? [single] : [], fields, isPrint: true };
  if (!router.hasTable(menu)) throw noSuchCommand();
  const table = router.table(menu);
  const stored = values['.id'] ?? values.from;
  const chosen = stored === undefined ? [...table.all()] : items.itemsOf(router, table, { '.id': stored });
  const rows = presented(router, menu, chosen, matches);
  if (values['count-only'] !== undefined) return { rows: [], done: { ret: String([...rows].length) } };
  if (values['follow-only'] !== undefined) return listen({ router, menu, values, queries });
  const watch = values.follow === undefined ? undefined : listen({ router, menu, values, queries }).watch;
  return { rows, fields, isPrint: true, watch };
};

const listen = ({ router, menu, values }: Call): Answer => {
  if (!router.hasTable(menu)) throw noSuchCommand();
  const tellChange =
    (tell: (row: Row) => void) =>
    ({ kind, row }: RowChange) => {
      if (kind === 'removed') tell({ '.id': row['.id'] ?? '', '.dead': 'yes' });
      else tell(router.present(menu, row));
    };
  return {
    rows: [],
    fields: fieldsWanted(values),
    watch: (tell) => router.table(menu).watch(tellChange(tell)),
  };
};

const find = (call: Call): Answer => {
  const ids = [...print(call).rows].map((row) => row['.id'] ?? '');
  return { rows: [], done: { ret: ids.join(';') } };
};

const get = ({ router, menu, values }: Call): Answer => {
  const single = router.single(menu);
  const [row] = single
    ? [single]
    : items.itemsOf(router, router.table(menu), { '.id': values['.id'] ?? values.number ?? '' });
  if (!row) throw noSuchItem(router.personality);
  const name = values['value-name'];
  if (name === undefined) throw missing('value-name');
  return { rows: [], done: { ret: router.present(menu, row)[name] ?? '' } };
};

const set = ({ router, menu, values }: Call): Answer => {
  if (router.single(menu)) {
    if (!router.setSingle(menu, values)) throw noSuchCommand();
    return NOTHING;
  }
  items.setItems(router, menu, values);
  return NOTHING;
};

const login = ({ router, values }: Call): Answer => {
  const host = router
    .rows('ip/hotspot/host')
    .find(
      (row) =>
        (values.ip === undefined || row.address === values.ip) &&
        (!values['mac-address'] || row['mac-address'] === values['mac-address']),
    );
  if (!host || (values.ip ?? values['mac-address']) === undefined) throw failure('unknown host IP');
  const client = { mac: host['mac-address'] ?? '', address: host.address ?? '' };
  const refusal = router.logins.begin(client, values.user ?? '', values.password ?? '', 'admin');
  if (refusal !== undefined) throw failure(refusal);
  return NOTHING;
};

const resetCounters = ({ router, menu, values }: Call): Answer => {
  const named = values['.id'] ?? values.numbers;
  if (menu === 'queue/simple') router.queues.resetCounters(named?.split(','));
  return NOTHING;
};

const saveBackup = ({ router, values }: Call): Answer => {
  const name = `${values.name ?? router.name}.backup`;
  router.table('file').removeWhere((row) => row.name === name);
  router.table('file').insert({ name, type: 'backup', size: '42123' });
  return NOTHING;
};

const runScript = ({ router, values }: Call): Answer => {
  const table = router.table('system/script');
  const [script] = items.itemsOf(router, table, { '.id': values['.id'] ?? values.number ?? '' });
  if (script)
    table.update(script['.id'] ?? '', { 'run-count': String(Number(script['run-count'] ?? '0') + 1) });
  return NOTHING;
};

const changing =
  (change: (router: Router, menu: string, values: Row) => void) =>
  ({ router, menu, values }: Call): Answer => {
    change(router, menu, values);
    return NOTHING;
  };

/** A tool that looks at the router; `.proplist` chooses of its fields as of a print's. */
const looking =
  (look: (router: Router, values: Row) => tools.Watching) =>
  ({ router, values }: Call): Answer => ({ ...look(router, values), fields: fieldsWanted(values) });

const COMMANDS: Record<string, (call: Call) => Answer> = {
  print,
  getall: print,
  listen,
  find,
  get,
  set,
  add: ({ router, menu, values }) => ({ rows: [], done: { ret: items.addItem(router, menu, values) } }),
  remove: changing(items.removeItems),
  enable: changing((router, menu, values) => items.switchItems(router, menu, values, false)),
  disable: changing((router, menu, values) => items.switchItems(router, menu, values, true)),
  comment: changing(items.commentItems),
  unset: changing(items.unsetItems),
  move: changing(items.moveItems),
  'make-binding': changing((router, _menu, values) => items.makeBinding(router, values)),
  'make-static': changing((router, _menu, values) => items.makeStatic(router, values)),
  'reset-counters': resetCounters,
  'reset-counters-all': resetCounters,
  login,
  sign: ({ router, values }) => {
    for (const row of items.itemsOf(router, router.table('certificate'), values))
      router.table('certificate').update(row['.id'] ?? '', { 'private-key': 'true', issued: 'true' });
    return NOTHING;
  },
  save: saveBackup,
  run: runScript,
  monitor: looking(tools.monitorPort),
  'monitor-traffic': looking(tools.monitorTraffic),
  ping: looking(tools.ping),
  shutdown: ({ router }) => {
    setImmediate(() => void router.powerOff());
    return NOTHING;
  },
  // A router that reboots does not wait for its client to hang up.
  reboot: ({ router }) => {
    setImmediate(() => void router.reboot());
    return NOTHING;
  },
};

/** Carries out a sentence's command; throws a Trap where RouterOS refuses. */
export const execute = (router: Router, user: ApiUser, words: readonly string[]): Answer => {
  const { menu, name } = split(words[0] ?? '');
  if (!menuExists(menu, router.version)) throw noSuchPrefix();
  const command = findCommand(menu, name, router.version);
  const carryOut = COMMANDS[name];
  if (!command || !carryOut) throw noSuchCommand();
  const refusal = router.faults.refusalOf(`/${menu}/${name}`);
  if (refusal !== undefined) throw new Trap(refusal);
  if (user.group === 'read' && !READING.has(name)) throw notPermitted();
  const asked = readArguments(menu, command, words.slice(1));
  if (menu === 'user/group') checkPolicy(asked.values.policy, router.personality === 'v6');
  return carryOut({ router, menu, ...asked });
};
