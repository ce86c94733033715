// main.ts — `npm run simulate -- --seed 7 --days 365`: a neighbourhood's life by one seed, in one process, without sockets.
import { parseArgs } from 'node:util';
import { simulate } from './simulate';

const asked = (name: string, text: string | undefined, standard: number): number => {
  const number = text === undefined ? standard : Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name}: "${text}" is no whole number above 0`);
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, days: { type: 'string' }, steps: { type: 'string' } },
  });
  const seed = asked('seed', values.seed, 1 + (Date.now() % 1_000_000_000));
  const days = asked('days', values.days, 30);
  const stepsADay = asked('steps', values.steps, 2_000);
  console.log(`seed ${seed}, ${days} days, ${stepsADay} steps a day`);
  const begin = performance.now();
  const { steps, failure } = await simulate(seed, days, { stepsADay });
  const seconds = (performance.now() - begin) / 1_000;
  if (!failure) {
    const aMinute = Math.round((steps / seconds) * 60);
    console.log(`0 violations in ${steps} steps, ${seconds.toFixed(1)} s: ${aMinute} steps a minute`);
    return;
  }
  console.error(`seed ${failure.seed}, after ${steps} steps: ${failure.message}`);
  console.error(`the fewest steps that do it (${failure.steps.length}):`);
  for (const step of failure.steps) console.error(`  ${JSON.stringify(step)}`);
  process.exitCode = 1;
};

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
