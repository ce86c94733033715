// run-program.ts — how a simulator runs as a program: settings from the environment, one `ready` line, a clean end.
const PARENT_CHECK_MS = 1_000;

/** A whole number from the environment; throws with the variable's name if it is anything else. */
export const numberSetting = (name: string, fallback: number): number => {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`${name} must be a whole number, not "${text}"`);
  return number;
};

/** A text from the environment; empty counts as absent. */
export const textSetting = (name: string): string | undefined => process.env[name] || undefined;

interface Running {
  /** Data for the parent: ports above all. */
  ready: unknown;
  close: () => Promise<void>;
}

/** Starts, prints `ready {json}`, and ends on SIGTERM, SIGINT or when the parent is gone. */
export const runProgram = async (name: string, start: () => Promise<Running>): Promise<void> => {
  try {
    const { ready, close } = await start();
    const end = (): void => void close().then(() => process.exit(0));
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    // Without a parent nothing would ever stop this program.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref();
    process.stdout.write(`ready ${JSON.stringify(ready)}\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exit(1);
  }
};
