// versions.ts — which RouterOS version knows which command and argument: 48 versions from 7.9 to 7.24 as MikroTik's own
// schema of each says, and 6.49 by the manual's argument lists.
import reported from '../../data/argument-versions-7.9-7.24.json';
import version6 from '../../data/arguments-6.49.json';

/** Menus that came with version 7. */
const SINCE_VERSION_7 = [
  ...['system/device-mode', 'interface/wireguard', 'interface/wifi', 'container', 'zerotier'],
  ...['routing/bgp/session', 'routing/stats'],
];
/** Menus that went with version 6. */
const ONLY_VERSION_6 = ['routing/bgp/peer'];
/** The menu of the new WiFi packages is the system's own since this version. */
const WIFI_SINCE = '7.13.5';

const isBelow = (menus: readonly string[], command: string): boolean =>
  menus.some((menu) => command.startsWith(`${menu}/`));

/** `*`: every version; else versions and inclusive ranges with commas between (`7.17..7.21.3,7.24`). */
type Ranges = string;
type VersionedCommand = { readonly since: Ranges; readonly args: Readonly<Record<string, Ranges>> };

const COMMANDS = reported.commands as Readonly<Record<string, VersionedCommand>>;
const VERSION_6: Readonly<Record<string, readonly string[]>> = version6.commands;
export const VERSION_7S: readonly string[] = reported.versions;
export const NEWEST_VERSION = '7.24';
export const OLDEST_VERSION = '6.49';

export const isVersion = (text: string): boolean => text === OLDEST_VERSION || VERSION_7S.includes(text);

const isWithin = (ranges: Ranges, version: string): boolean => {
  if (ranges === '*') return true;
  const at = VERSION_7S.indexOf(version);
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.split('..');
    return VERSION_7S.indexOf(from) <= at && at <= VERSION_7S.indexOf(to);
  });
};

/**
 * Whether a version knows a command (`ip/hotspot/user/add`), and one argument of it.
 * @returns undefined where the lists do not speak of the command at all.
 */
export const knowsCommand = (version: string, command: string): boolean | undefined => {
  if (version === OLDEST_VERSION) {
    if (isBelow(SINCE_VERSION_7, command)) return false;
    return VERSION_6[command] ? true : undefined;
  }
  if (isBelow(ONLY_VERSION_6, command)) return false;
  if (isBelow(['interface/wifi'], command) && VERSION_7S.indexOf(version) < VERSION_7S.indexOf(WIFI_SINCE))
    return false;
  const found = COMMANDS[command];
  return found && isWithin(found.since, version);
};

export const knowsArgument = (version: string, command: string, argument: string): boolean | undefined => {
  if (version === OLDEST_VERSION) return VERSION_6[command]?.includes(argument);
  const ranges = COMMANDS[command] && COMMANDS[command].args[argument];
  if (!COMMANDS[command]) return undefined;
  return ranges !== undefined && isWithin(ranges, version);
};

/** Every command of any version with the names of its arguments, for menus that the newest schema lacks. */
export const allCommands = (): readonly (readonly [command: string, names: readonly string[]])[] =>
  Object.entries(COMMANDS).map(([command, { args }]) => [command, Object.keys(args)]);
