// main.ts — `npm run plugin`: the commands as a program.
import { runCommand } from './commands';

const main = async (): Promise<void> => {
  const { text, isDone } = await runCommand(process.argv.slice(2));
  process.stdout.write(`${text}\n`);
  process.exitCode = isDone ? 0 : 1;
};
main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
