// program.ts — the first hour from its settings to its exit code: asks first, asks the router, cleans up, reports.
import { readFileSync } from 'node:fs';
import { RouterOsError, RouterTrapError } from '../routeros/errors';
import { Bench, BENCH_MENUS, type Leftover } from './bench';
import { BENCH_NAME, BENCH_SIGNATURE } from './bench-names';
import { interview } from './interview';
import { fixtureName, learn } from './learn';
import { parseOptions, USAGE, type AskOptions } from './options';
import { Pseudonyms } from './pseudonyms';
import { CHANGE_QUESTIONS } from './questions-changes';
import { DEVICE_QUESTIONS } from './questions-device';
import { HOTSPOT_QUESTIONS } from './questions-hotspot';
import { ROUTER_QUESTIONS } from './questions-router';
import { readable, REPORT_FORMAT, type Answer, type Report } from './report';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  loginRefused: 4,
  lacksRights: 5,
  tooOld: 6,
  /** Something that was made is still on the router; the last lines say what. */
  stays: 7,
  stopped: 130,
} as const;

/** RouterOS 6.43 brought the login that Saring uses. */
const OLDEST = [6, 43] as const;

export type Io = {
  readonly say: (line: string) => void;
  /** Undefined where no person can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly askPassword?: () => Promise<string>;
  readonly save: (path: string, text: string) => void;
  readonly stop: AbortSignal;
  readonly wait?: (seconds: number) => Promise<void>;
};

type RouterFacts = Pick<Report, 'version' | 'board' | 'architecture'>;

/** @returns the exit code. */
export const runFirstHour = async (args: readonly string[], io: Io): Promise<number> => {
  const options = parseOptions(args);
  if (options.kind === 'wrong') {
    io.say(`${options.reason}\n\n${USAGE}`);
    return EXIT.usage;
  }
  if (options.kind === 'help') {
    io.say(USAGE);
    return EXIT.done;
  }
  return options.kind === 'learn' ? learnFrom(options.path, options.out, io) : askRouter(options, io);
};

const learnFrom = (path: string, folder: string, io: Io): number => {
  try {
    const fixture = learn(readFileSync(path, 'utf8'));
    const target = `${folder}/${fixtureName(fixture)}`;
    io.save(target, `${JSON.stringify(fixture, null, 2)}\n`);
    io.say(`Learnt ${Object.keys(fixture.facts).length} facts of RouterOS ${fixture.version}: ${target}`);
    return EXIT.done;
  } catch (error) {
    io.say(`Nothing learnt from ${path}: ${(error as Error).message}.`);
    return EXIT.failed;
  }
};

const askRouter = async (options: AskOptions, io: Io): Promise<number> => {
  const password = options.password ?? (await io.askPassword?.());
  if (password === undefined) {
    io.say('There is no password: set ROUTER_PASSWORD, or run this in a terminal.');
    return EXIT.usage;
  }
  const { host, user } = options;
  const pseudonyms = new Pseudonyms([host, user, password]);
  const bench = new Bench({ ...options, password }, pseudonyms, { deviceMac: options.device, wait: io.wait });
  const close = (): void => bench.close();
  io.stop.addEventListener('abort', close);
  try {
    await bench.connect();
    return await askConnected(bench, pseudonyms, options, io);
  } catch (error) {
    io.say((error as Error).message);
    return io.stop.aborted ? EXIT.stopped : codeOf(error);
  } finally {
    io.stop.removeEventListener('abort', close);
    bench.close();
  }
};

const codeOf = (error: unknown): number => {
  if (error instanceof RouterTrapError) return EXIT.lacksRights;
  if (!(error instanceof RouterOsError)) return EXIT.failed;
  return error.failure === 'login_refused' ? EXIT.loginRefused : EXIT.unreachable;
};

const askConnected = async (
  bench: Bench,
  pseudonyms: Pseudonyms,
  options: AskOptions,
  io: Io,
): Promise<number> => {
  const router = await introduce(bench);
  io.say(`RouterOS ${router.version} on ${router.board}.`);
  if (isTooOld(router.version)) {
    io.say(`Saring needs RouterOS ${OLDEST.join('.')} or later: update the router first. Nothing was asked.`);
    return EXIT.tooOld;
  }
  const mayChange = options.readOnly ? false : await mayMake(bench, options, io);
  const questions = [
    ...ROUTER_QUESTIONS,
    ...HOTSPOT_QUESTIONS,
    ...(mayChange ? CHANGE_QUESTIONS : []),
    ...(mayChange && options.device !== undefined ? DEVICE_QUESTIONS : []),
  ];
  const { answers, lacksRights } = await interview(
    { bench, pseudonyms, stop: io.stop, say: io.say },
    questions,
  );
  const stays = mayChange ? await cleanUp(bench, io) : [];
  deliver({ format: REPORT_FORMAT, ...router, tls: options.tls, answers }, options, io);
  if (stays.length > 0) return EXIT.stays;
  if (io.stop.aborted) return EXIT.stopped;
  if (!lacksRights) return EXIT.done;
  io.say('The user may not do all that was asked (it needs read and write, and api): the report says what.');
  return EXIT.lacksRights;
};

/** @throws RouterTrapError when the user may not even read. */
const introduce = async (bench: Bench): Promise<RouterFacts> => {
  const [row] = await bench.print('/system/resource', {
    proplist: ['version', 'board-name', 'architecture-name'],
  });
  return {
    version: row?.['version'] ?? '0.0',
    board: row?.['board-name'] ?? 'unknown',
    architecture: row?.['architecture-name'] ?? 'unknown',
  };
};

const isTooOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map((part) => parseInt(part, 10));
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
};

/** Whether the run may make rows. Removes first what an earlier run left behind. */
const mayMake = async (bench: Bench, { yes, device }: AskOptions, io: Io): Promise<boolean> => {
  const agrees = async (question: string): Promise<boolean> => yes || (await io.confirm?.(question)) === true;
  const leftovers = await bench.leftovers();
  if (leftovers.length > 0) {
    io.say(`An earlier run was broken off and left:\n${listOf(leftovers)}`);
    if (!(await agrees('Take these away now?'))) return false;
    await cleanUp(bench, io);
  }
  io.say(
    `Some questions make things for a moment: list entries, rules, bindings, queues, users, all off or matching nobody, all named ${BENCH_NAME} or commented ${BENCH_SIGNATURE}. Nothing else is touched${device === undefined ? '' : `, but the connection of ${device}, which may drop`}. They are taken away at the end.`,
  );
  const may = await agrees('Make them?');
  if (!may) io.say('Only questions that change nothing are asked (--yes makes things without asking).');
  return may;
};

const cleanUp = async (bench: Bench, io: Io): Promise<readonly Leftover[]> => {
  try {
    const stays = await bench.cleanUp();
    if (stays.length > 0) io.say(`These could not be taken away:\n${listOf(stays)}\n${howToClean()}`);
    return stays;
  } catch (error) {
    io.say(`Whatever was made stays on the router: ${(error as Error).message}.\n${howToClean()}`);
    return [{ menu: 'unknown', id: '' }];
  }
};

const listOf = (leftovers: readonly Leftover[]): string =>
  leftovers.map(({ menu, id }) => `  ${menu} ${id}`).join('\n');

const howToClean = (): string =>
  [
    'Run this program again, or paste into a terminal of the router:',
    ...Object.entries(BENCH_MENUS).map(([menu, sign]) => {
      const wanted =
        sign === 'name' ? `name~"^${BENCH_NAME}"` : `comment~"^${BENCH_SIGNATURE.replaceAll('|', '\\\\|')}"`;
      return `  ${menu.replaceAll('/', ' ').trim().replace(/^/, '/')} remove [find where ${wanted}]`;
    }),
  ].join('\n');

const deliver = (report: Report, { out }: AskOptions, io: Io): void => {
  const answered = report.answers.filter(({ state }: Answer) => state === 'answered').length;
  io.save(out, `${JSON.stringify(report, null, 2)}\n`);
  io.say(readable(report));
  io.say(
    `${answered} of ${report.answers.length} questions are answered. ${out} and the text above hold no addresses, names or secrets: read them once, then paste them into an issue.`,
  );
};
