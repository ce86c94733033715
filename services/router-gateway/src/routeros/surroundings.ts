// surroundings.ts — what else is configured on a router, for its alarms.
import type { Surroundings } from '../domain/alarms';
import type { Menus } from './menus';
import type { Row } from './reply';
import { anyOf, isYes } from './rows';

/** Scripts that schedulers name; their sources can be long. */
const MOST_SCRIPTS_READ = 20;
const SCRIPT_NAME = /^[\w .-]{1,64}$/;

export type SeenAround = Pick<Surroundings, 'filterRules' | 'ipv6Addresses' | 'schedulers' | 'scripts'>;

/** The input of alarms beside bindings and hosts. */
export const readSurroundings = async (menus: Menus): Promise<SeenAround> => {
  const [filters, addresses, schedulers] = await Promise.all([
    menus.print('/ip/firewall/filter', ['.id', 'action', 'disabled'], ['?action=fasttrack-connection']),
    // A router whose ipv6 package is off has no such menu.
    menus.printIfThere('/ipv6/address', ['address', 'interface', 'disabled']),
    menus.print('/system/scheduler', ['name', 'on-event', 'disabled', 'comment']),
  ]);
  const scripts = await scriptsNamedBy(menus, schedulers);
  const text = (row: Row, name: string): string => row[name] ?? '';
  return {
    filterRules: filters.map((row) => ({
      id: text(row, '.id'),
      action: text(row, 'action'),
      disabled: isYes(row['disabled']),
    })),
    ipv6Addresses: addresses.map((row) => ({
      address: text(row, 'address'),
      interface: text(row, 'interface'),
      disabled: isYes(row['disabled']),
    })),
    schedulers: schedulers.map((row) => ({
      name: text(row, 'name'),
      onEvent: text(row, 'on-event'),
      disabled: isYes(row['disabled']),
      comment: row['comment'],
    })),
    scripts: scripts.map((row) => ({ name: text(row, 'name'), source: text(row, 'source') })),
  };
};

/** Reads only scripts that a scheduler may run, because scripts can be long and voucher tools store each sale as one. */
const scriptsNamedBy = async (menus: Menus, schedulers: readonly Row[]): Promise<readonly Row[]> => {
  const words = schedulers.flatMap((row) => [
    (row['on-event'] ?? '').trim(),
    ...[...(row['on-event'] ?? '').matchAll(/script\s+run\s+"?([\w.-]+)/g)].map(([, name = '']) => name),
  ]);
  const names = [...new Set(words.filter((word) => SCRIPT_NAME.test(word)))].slice(0, MOST_SCRIPTS_READ);
  if (names.length === 0) return [];
  return menus.print('/system/script', ['name', 'source'], anyOf('name', names));
};
