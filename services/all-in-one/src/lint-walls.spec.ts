// lint-walls.spec.ts — the walls of eslint.config.mjs refuse what they are there for.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const LINT_LIMIT_MILLISECONDS = 480_000;

const STATEMENTS = [
  'client.subscribe(subject);',
  'globalThis.setInterval(task, 1_000);',
  'setTimeout(repeated, 1_000);',
  'setTimeout(() => repeated(), 1_000);',
  'void promise();',
  'subjects.forEach(async () => promise());',
  'promise().catch(() => undefined).then(task, task);',
  'promise().then(task, () => undefined).then(task, task);',
];
const HEAD = [
  'declare const client: { subscribe(subject: string): void };',
  'declare const subject: string, subjects: string[];',
  'declare const task: () => void, promise: () => Promise<void>;',
  'export const repeated = (): void => {',
];

type Linted = { readonly messages: readonly { readonly line: number }[] };

/** @returns the numbers of the lines that are refused. */
const refusedLines = (code: string, filename: string): readonly number[] => {
  const args = ['node_modules/eslint/bin/eslint.js', '--format', 'json', '--stdin'];
  const { stdout } = spawnSync(process.execPath, [...args, '--stdin-filename', filename], {
    cwd: ROOT,
    input: code,
    timeout: LINT_LIMIT_MILLISECONDS,
    // In a single run the parser reads the file from disk and not the text that it is given.
    env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
    encoding: 'utf8',
  });
  // Where nothing was linted before, a word of nx's stands above the answer, which is one line.
  const [linted] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Linted[];
  return (linted?.messages ?? []).map(({ line }) => line);
};

const refusedStatements = (statements: readonly string[], filename: string): readonly string[] => {
  const code = [...HEAD, ...statements, '};', ''].join('\n');
  const statementAt = (line: number) => statements[line - HEAD.length - 1] ?? `line ${line}`;
  return [...new Set(refusedLines(code, filename).map(statementAt))];
};

it(
  'refuses in a service whatever is started and neither awaited, caught nor stopped',
  () => expect(refusedStatements(STATEMENTS, 'services/billing/src/main.ts')).toEqual(STATEMENTS),
  LINT_LIMIT_MILLISECONDS,
);

it(
  'refuses the same in a domain, and clocks and randomness',
  () => {
    const impure = [
      'Date.now();',
      'globalThis.Date.now();',
      'Date();',
      'new Date();',
      'performance.now();',
      'Math.random();',
      'crypto.randomUUID();',
    ];
    const statements = [...impure, ...STATEMENTS];
    expect(refusedStatements(statements, 'services/billing/src/counter/domain/drawer.ts')).toEqual(
      statements,
    );
  },
  LINT_LIMIT_MILLISECONDS,
);
