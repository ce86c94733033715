// main.ts — `npm run chaos -- --seed N --minutes M`, or `--rolling` for one upgrade in place of faults: ends in `0 violations`, or says what broke and exits non-zero with the seed.
import { randomInt } from 'node:crypto';
import { FAULT_KINDS, type FaultKind } from './plan';
import { runChaos } from './run';

const MOST_SEED = 2 ** 31;
const DEFAULTS = { minutes: 2, phones: 8, routers: 2 };

/** `--name value` or `--name=value`. */
const optionOf = (args: readonly string[], name: string): string | undefined => {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  return at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
};

const numberOption = (args: readonly string[], name: string, fallback: number): number => {
  const text = optionOf(args, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new Error(`--${name} must be a number, not "${text}"`);
  return number;
};

const kindsOption = (args: readonly string[]): readonly FaultKind[] => {
  const text = optionOf(args, 'kinds');
  if (text === undefined) return FAULT_KINDS;
  return text.split(',').map((word) => {
    const kind = FAULT_KINDS.find((one) => one === word);
    if (!kind) throw new Error(`--kinds knows ${FAULT_KINDS.join(', ')}, not "${word}"`);
    return kind;
  });
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const main = async (args: readonly string[]): Promise<void> => {
  const seed = numberOption(args, 'seed', randomInt(MOST_SEED));
  const seconds = Math.round(numberOption(args, 'minutes', DEFAULTS.minutes) * 60);
  const size = {
    phones: numberOption(args, 'phones', DEFAULTS.phones),
    routers: numberOption(args, 'routers', DEFAULTS.routers),
  };
  say(`seed ${seed}, ${seconds} s, ${size.phones} people, ${size.routers} routers`);
  const isRolling = args.includes('--rolling');
  const result = await runChaos({
    ...{ seed, seconds, size, kinds: kindsOption(args), isRolling, bankRepeats: false, say },
  });
  const { violations, folder, refusals, ...figures } = result;
  say(JSON.stringify({ seed, seconds, ...figures, refused: refusals.length }));
  for (const { rule, what } of violations) say(`VIOLATION ${rule}: ${what}`);
  say(
    violations.length === 0
      ? '0 violations'
      : `${violations.length} violations; seed ${seed}; logs in ${folder}/logs`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
};

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\nargs: ${process.argv.slice(2).join(' ')}\n`);
  process.exit(1);
});
