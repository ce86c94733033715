// options.ts — what `npm run first-hour -- …` takes.
import { parseArgs } from 'node:util';
import { parseMacAddress } from '@saring/kernel';
import { FIXTURE_FOLDER } from './learn';

const PLAIN_PORT = 8728;
const TLS_PORT = 8729;

export const USAGE = `Asks a real router forty questions whose answers Saring does not know, and prints a report without secrets.

  npm run first-hour -- --host 192.168.88.1 --user admin
  npm run first-hour -- --learn report.json

  --host <address>     the router
  --user <name>        its user; the password is asked for, or taken from ROUTER_PASSWORD (default admin)
  --tls                api-ssl (port ${TLS_PORT}) instead of api (port ${PLAIN_PORT})
  --port <number>      another port
  --read-only          only questions that change nothing
  --yes                makes and takes away without asking
  --device <MAC>       your own phone on the hotspot: three questions more, it may lose its connection for a moment
  --out <file>         where the report goes (default first-hour.json); with --learn, the folder of fixtures
  --learn <file>       turns a report into a fixture of the simulator`;

export type AskOptions = {
  readonly kind: 'ask';
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly password: string | undefined;
  readonly readOnly: boolean;
  readonly yes: boolean;
  readonly device: string | undefined;
  readonly out: string;
};

type Options =
  | AskOptions
  | { readonly kind: 'learn'; readonly path: string; readonly out: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string };

const SETTINGS = {
  host: { type: 'string' },
  user: { type: 'string', default: 'admin' },
  port: { type: 'string' },
  tls: { type: 'boolean', default: false },
  'read-only': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  device: { type: 'string' },
  out: { type: 'string' },
  learn: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const wrong = (reason: string): Options => ({ kind: 'wrong', reason });

export const parseOptions = (args: readonly string[], password = process.env['ROUTER_PASSWORD']): Options => {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: SETTINGS }));
  } catch (error) {
    return wrong((error as Error).message);
  }
  if (values.help) return { kind: 'help' };
  if (values.learn !== undefined)
    return { kind: 'learn', path: values.learn, out: values.out ?? FIXTURE_FOLDER };
  const { host, user, tls, yes } = values;
  if (!host) return wrong('Which router? --host is missing.');
  const port = Number(values.port ?? (tls ? TLS_PORT : PLAIN_PORT));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return wrong(`${values.port} is no port.`);
  const device = values.device === undefined ? undefined : parseMacAddress(values.device);
  if (device?.ok === false) return wrong(`${values.device} is no MAC address.`);
  const rest = { readOnly: values['read-only'], out: values.out ?? 'first-hour.json' };
  return { kind: 'ask', host, port, tls, user, password, yes, device: device?.value, ...rest };
};
