// items.ts — commands that change lists: add, set, remove, enable, disable, move, unset, comment.
import { failure, missing, noMatchingValue, noSuchCommand, noSuchItem } from '../protocol/traps';
import { MENU_RULES } from '../tables/menus';
import type { MenuRules } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import type { Router } from '../world/router';

const rulesOf = (menu: string): MenuRules => MENU_RULES[menu] ?? {};

/** The values of a command without the words that only say which item is meant. */
const fieldsOf = (menu: string, values: Row): Row => {
  const fields: Row = {};
  for (const [name, value] of Object.entries(values)) {
    if (
      !name.startsWith('.') &&
      !['numbers', 'place-before', 'copy-from', 'value-name', 'destination'].includes(name)
    ) {
      fields[name] = value;
    }
  }
  // A lease of all servers is one without a server.
  if (menu === 'ip/dhcp-server/lease' && fields.server === 'all') fields.server = '';
  return fields;
};

/** The items that `.id` or `numbers` name, by id or by name; traps if one of them is missing. */
export const itemsOf = (router: Router, table: Table, values: Row): Row[] => {
  const named = values['.id'] ?? values.numbers;
  if (named === undefined) throw missing('.id');
  return named.split(',').map((item) => {
    const row = table.get(item.toUpperCase()) ?? table.find((candidate) => candidate.name === item);
    if (!row) throw noSuchItem(router.personality);
    return row;
  });
};

const refuseTwin = (menu: string, table: Table, row: Row): void => {
  const { duplicate } = rulesOf(menu);
  if (duplicate !== undefined && table.twinOf(row)) throw failure(duplicate);
};

const checkReferences = (router: Router, menu: string, fields: Row): void => {
  if (menu.startsWith('ip/hotspot') && fields.server && fields.server !== 'all') {
    const known = router.table('ip/hotspot').find((row) => row.name === fields.server);
    if (!known) throw noMatchingValue('server');
  }
  if (menu === 'ip/hotspot/user' && fields.profile !== undefined) {
    const known = router.table('ip/hotspot/user/profile').find((row) => row.name === fields.profile);
    if (!known) throw noMatchingValue('profile');
  }
  if (menu === 'ppp/secret' && fields.profile !== undefined) {
    const known = router.table('ppp/profile').find((row) => row.name === fields.profile);
    if (!known) throw noMatchingValue('profile');
  }
};

const withoutEmpty = (fields: Row): Row =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Adds a row and returns its id. */
export const addItem = (router: Router, menu: string, values: Row): string => {
  const table = router.table(menu);
  const rules = rulesOf(menu);
  if (rules.readOnly) throw noSuchCommand();
  const model = values['copy-from'] === undefined ? {} : table.get(values['copy-from']);
  if (!model) throw noSuchItem(router.personality);
  const { '.id': _id, ...copied } = model;
  const asked = { ...copied, ...fieldsOf(menu, values) };
  const fields = withoutEmpty({ ...asked, ...rules.defaults, ...asked });
  for (const name of rules.required ?? []) if (fields[name] === undefined) throw missing(name);
  if (menu === 'queue/simple') fields.name ??= `queue${table.size + 1}`;
  checkReferences(router, menu, fields);
  refuseTwin(menu, table, fields);
  const before = values['place-before'];
  if (before !== undefined && !table.get(before)) throw noSuchItem(router.personality);
  return table.insert(fields, before)['.id'] ?? '';
};

export const setItems = (router: Router, menu: string, values: Row): void => {
  const table = router.table(menu);
  const fields = fieldsOf(menu, values);
  checkReferences(router, menu, fields);
  const rows = itemsOf(router, table, values);
  for (const row of rows) refuseTwin(menu, table, { ...row, ...fields });
  for (const row of rows) table.update(row['.id'] ?? '', fields);
};

export const removeItems = (router: Router, menu: string, values: Row): void => {
  const table = router.table(menu);
  for (const row of itemsOf(router, table, values)) {
    if (menu === 'ppp/profile' && row.default === 'true') throw failure('can not remove default profile');
    if (menu === 'ip/hotspot/host')
      router.logins.end({ mac: row['mac-address'] ?? '', address: row.address ?? '' });
    table.remove(row['.id'] ?? '');
  }
};

export const switchItems = (router: Router, menu: string, values: Row, disabled: boolean): void =>
  setItems(router, menu, { ...itemWords(values), disabled: String(disabled) });

export const commentItems = (router: Router, menu: string, values: Row): void =>
  setItems(router, menu, { ...itemWords(values), comment: values.comment ?? '' });

export const unsetItems = (router: Router, menu: string, values: Row): void => {
  const name = values['value-name'];
  if (name === undefined) throw missing('value-name');
  setItems(router, menu, { ...itemWords(values), [name]: '' });
};

export const moveItems = (router: Router, menu: string, values: Row): void => {
  const table = router.table(menu);
  const { destination } = values;
  if (destination !== undefined && !table.get(destination)) throw noSuchItem(router.personality);
  for (const row of itemsOf(router, table, values)) table.move(row['.id'] ?? '', destination);
};

/** Turns a host into an ip-binding of its MAC and address, as the console's button does. */
export const makeBinding = (router: Router, values: Row): void => {
  for (const row of itemsOf(router, router.table('ip/hotspot/host'), values)) {
    addItem(router, 'ip/hotspot/ip-binding', {
      'mac-address': row['mac-address'] ?? '',
      address: row.address ?? '',
      'to-address': row['to-address'] ?? '',
      type: values.type ?? 'regular',
      comment: values.comment ?? '',
    });
  }
};

export const makeStatic = (router: Router, values: Row): void => {
  const table = router.table('ip/dhcp-server/lease');
  for (const row of itemsOf(router, table, values)) table.update(row['.id'] ?? '', { dynamic: 'false' });
};

const itemWords = (values: Row): Row => {
  const named = values['.id'] ?? values.numbers;
  return named === undefined ? {} : { '.id': named };
};
