// main.ts — `npm run first-hour`: the terminal around the program.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { runFirstHour, type Io } from './program';

const ask = async (question: string, output: NodeJS.WritableStream): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
};

const terminalIo = (): Pick<Io, 'confirm' | 'askPassword'> => {
  if (!process.stdin.isTTY) return {};
  return {
    confirm: async (question) => /^y(es)?$/i.test(await ask(`${question} [y/N] `, process.stdout)),
    askPassword: async () => {
      process.stdout.write('Password: ');
      // Typed keys are dropped.
      const password = await ask('', new Writable({ write: (_chunk, _encoding, done) => done() }));
      process.stdout.write('\n');
      return password;
    },
  };
};

const main = async (): Promise<void> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  process.exitCode = await runFirstHour(process.argv.slice(2), {
    ...terminalIo(),
    say: (line) => process.stdout.write(`${line}\n`),
    save: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    stop: stop.signal,
  });
};

if (require.main === module)
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
