// schema.ts — which menus, commands and argument names exist: RouterOS 7.24's own list, and the few menus it lacks.
import { allCommands, knowsArgument, knowsCommand } from './versions';
import reported from '../../data/argument-schema-7.24.json';

type ArgumentType = true | string;
interface SchemaNode {
  [name: string]: SchemaNode | ArgumentType | undefined;
}

export interface Command {
  /** Argument name → what RouterOS says about its value (`time interval`), or true where it says nothing. */
  arguments: ReadonlyMap<string, ArgumentType>;
}

const command = (...names: string[]): SchemaNode =>
  Object.fromEntries([['_type', 'cmd'], ...names.map((name): [string, ArgumentType] => [name, true])]);

const PRINT = command(
  'count-only',
  'detail',
  'follow',
  'follow-only',
  'interval',
  'stats',
  'terse',
  'where',
  'from',
  'proplist',
);
const listMenu = (...fields: string[]): SchemaNode => ({
  _type: 'dir',
  print: PRINT,
  ...(fields.length > 0 && {
    add: command('copy-from', ...fields),
    set: command('numbers', ...fields),
    remove: command('numbers'),
    enable: command('numbers'),
    disable: command('numbers'),
    comment: command('numbers', 'comment'),
  }),
});

const PRINT_ONLY: SchemaNode = { _type: 'dir', print: PRINT };

/** Menus that we need and that the vendor's list leaves out. */
const supplement: SchemaNode = {
  system: {
    license: { _type: 'dir', print: PRINT },
    routerboard: { _type: 'dir', print: PRINT },
    package: { _type: 'dir', print: PRINT },
    reboot: command(),
  },
  interface: {
    print: PRINT,
    ...Object.fromEntries(['lte', 'eoip', 'gre', 'ipip'].map((kind) => [kind, listMenu('name', 'comment')])),
    wireguard: { peers: listMenu('interface', 'public-key', 'comment') },
    wifi: { 'registration-table': PRINT_ONLY, capsman: { 'remote-cap': PRINT_ONLY } },
    ethernet: { poe: PRINT_ONLY, switch: { port: PRINT_ONLY } },
  },
  'caps-man': { 'remote-cap': PRINT_ONLY, interface: PRINT_ONLY, 'registration-table': PRINT_ONLY },
  routing: {
    bgp: { session: PRINT_ONLY, peer: PRINT_ONLY },
    bfd: { session: PRINT_ONLY },
    stats: { process: PRINT_ONLY },
  },
  ip: {
    ipsec: { 'active-peers': PRINT_ONLY },
    'kid-control': { device: PRINT_ONLY },
    pool: listMenu('name', 'ranges', 'next-pool', 'comment'),
    'dhcp-server': listMenu('name', 'interface', 'address-pool', 'lease-time', 'disabled', 'comment'),
  },
  ipv6: {
    route: PRINT_ONLY,
    pool: { ...PRINT_ONLY, used: PRINT_ONLY },
    neighbor: PRINT_ONLY,
    address: listMenu('address', 'interface', 'advertise', 'eui-64', 'from-pool', 'disabled', 'comment'),
  },
  queue: {
    type: listMenu(
      ...['name', 'kind', 'pcq-rate', 'pcq-limit', 'pcq-total-limit', 'pcq-classifier', 'pcq-burst-rate'],
      ...['pcq-burst-threshold', 'pcq-burst-time', 'pcq-src-address-mask', 'pcq-dst-address-mask'],
    ),
  },
  file: { ...listMenu('name', 'contents'), add: undefined },
  log: { _type: 'dir', print: PRINT },
};

const isNode = (value: SchemaNode | ArgumentType | undefined): value is SchemaNode =>
  typeof value === 'object';

const child = (node: SchemaNode | undefined, name: string): SchemaNode | undefined => {
  const found = node?.[name];
  return isNode(found) ? found : undefined;
};

const merge = (into: SchemaNode, from: SchemaNode): void => {
  for (const [name, value] of Object.entries(from)) {
    const present = into[name];
    if (isNode(present) && isNode(value)) merge(present, value);
    else if (value !== undefined) into[name] = isNode(value) ? structuredClone(value) : value;
  }
};

/** Menus that only the list of all versions names: arguments without what RouterOS says of their values. */
const addMissing = (tree: SchemaNode, path: string, names: readonly string[]): void => {
  const parts = path.split('/');
  const verb = parts.pop() ?? '';
  let node = tree;
  for (const part of parts) {
    const next = child(node, part) ?? { _type: 'dir' };
    node[part] = next;
    node = next;
  }
  node[verb] ??= command(...names);
};

/** The vendor's list is keyed by paths (`ip/hotspot`); one tree is easier to walk. */
const buildTree = (): SchemaNode => {
  const tree: SchemaNode = {};
  for (const [path, node] of Object.entries(reported as SchemaNode)) {
    const nested = path
      .split('/')
      .reduceRight<SchemaNode>((inner, name) => ({ [name]: inner }), node as SchemaNode);
    merge(tree, nested);
  }
  for (const [path, names] of allCommands()) addMissing(tree, path, names);
  merge(tree, supplement);
  return tree;
};

const tree = buildTree();

/** Commands that the API answers everywhere although the console's schema does not name them. */
const API_ALIASES: Record<string, string> = { getall: 'print', listen: 'print' };

/** The root has commands of its own: `/ping`. */
const menuNode = (menu: string): SchemaNode | undefined =>
  menu === ''
    ? tree
    : menu.split('/').reduce<SchemaNode | undefined>((node, name) => child(node, name), tree);

const knownMenus = new Map<string, boolean>();

/** Whether a version knows a menu: one command in it or below is enough. */
export const menuExists = (menu: string, version: string): boolean => {
  const key = `${version} ${menu}`;
  const known = knownMenus.get(key) ?? holdsCommand(menuNode(menu), menu, version);
  knownMenus.set(key, known);
  return known;
};

const holdsCommand = (node: SchemaNode | undefined, path: string, version: string): boolean =>
  Object.entries(node ?? {}).some(([name, next]) => {
    if (!isNode(next)) return false;
    const below = path === '' ? name : `${path}/${name}`;
    return next._type === 'cmd' ? knowsCommand(version, below) !== false : holdsCommand(next, below, version);
  });

/** Every menu that can be printed. */
export const printableMenus = (): string[] => {
  const found: string[] = [];
  const walk = (node: SchemaNode, path: string): void => {
    if (child(node, 'print')?._type === 'cmd') found.push(path);
    for (const name of Object.keys(node)) {
      const next = child(node, name);
      if (next && next._type !== 'cmd') walk(next, path === '' ? name : `${path}/${name}`);
    }
  };
  walk(tree, '');
  return found;
};

/** A command of a menu, or undefined where this version of RouterOS knows none of that name. */
export const findCommand = (menu: string, name: string, version: string): Command | undefined => {
  const verb = API_ALIASES[name] ?? name;
  const node = child(menuNode(menu), verb);
  const path = menu === '' ? verb : `${menu}/${verb}`;
  if (node?._type !== 'cmd' || knowsCommand(version, path) === false) return undefined;
  const named = Object.entries(node).filter((entry): entry is [string, ArgumentType] => !isNode(entry[1]));
  // A print's arguments belong to the console; over the API they are words of the protocol.
  const known = named.filter(
    ([argument]) =>
      argument !== '_type' && (verb === 'print' || knowsArgument(version, path, argument) !== false),
  );
  return { arguments: new Map(known) };
};
