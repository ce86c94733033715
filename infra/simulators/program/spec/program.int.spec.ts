// The simulators as programs of their own: compiled, started, stopped, and orphaned.
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

const ROOT = resolve(__dirname, '../../../..');
const SIMULATORS = join(ROOT, 'infra/simulators');
const PATIENCE_MS = 10_000;
let built: string;

/** Compiles the sources of a folder, and takes its data along. */
const compile = (folder: string): void => {
  for (const entry of readdirSync(join(SIMULATORS, folder), { recursive: true, encoding: 'utf8' })) {
    const [source, target] = [
      join(SIMULATORS, folder, entry),
      join(built, folder, entry.replace(/\.ts$/, '.js')),
    ];
    mkdirSync(dirname(target), { recursive: true });
    if (entry.endsWith('.json')) copyFileSync(source, target);
    if (entry.endsWith('.ts') && !entry.endsWith('.spec.ts')) {
      writeFileSync(
        target,
        transformFileSync(source, { configFile: join(ROOT, '.swcrc'), sourceMaps: false }).code,
      );
    }
  }
};

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'simulators-'));
  for (const folder of ['program', 'routeros/data', 'routeros/src', 'whatsapp/src']) compile(folder);
});

afterAll(() => rmSync(built, { recursive: true, force: true }));

const main = (name: string): string => join(built, name, 'src/main.js');
const ANY_PORT = {
  ROUTEROS_SIM_HTTP_PORT: '0',
  ROUTEROS_SIM_API_PORT: '0',
  ROUTEROS_SIM_TLS_PORT: '0',
  WHATSAPP_SIM_PORT: '0',
};

const outputOf = (child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((done, fail) => {
    let text = '';
    const timer = setTimeout(() => fail(new Error(`nothing like ${pattern} in: ${text}`)), PATIENCE_MS);
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const match = pattern.exec(text);
      if (!match) return;
      clearTimeout(timer);
      done(match);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.once('exit', (code) => done(code)));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};

it('says what it listens on, and ends cleanly on a signal', async () => {
  const env = {
    ...process.env,
    ...ANY_PORT,
    ROUTEROS_SIM_ROUTERS: '2',
    ROUTEROS_SIM_SITES: 'melati',
    ROUTEROS_SIM_PHONES: '3',
  };
  const child = spawn(process.execPath, [main('routeros')], { env });
  const [, json = ''] = await outputOf(child, /^ready (.*)\n/m);
  const ready = JSON.parse(json);
  expect(ready).toMatchObject({
    phones: 3,
    routers: [{ site: 'melati', serialNumber: 'SIM000000001' }, { site: 'site-2' }],
  });
  const state = await fetch(`http://127.0.0.1:${ready.httpPort}/control/state`);
  expect(((await state.json()) as { phones: unknown[] }).phones).toHaveLength(3);
  const exit = exitOf(child);
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
});

it('ends when its parent is gone', async () => {
  const parentCode = `
    const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(main('whatsapp'))}], { stdio: ['ignore', 'inherit', 'inherit'] });
    console.log('child ' + child.pid);`;
  const parent = spawn(process.execPath, ['-e', parentCode], { env: { ...process.env, ...ANY_PORT } });
  const [, text = ''] = await outputOf(parent, /child (\d+)\n[\s\S]*ready /);
  const pid = Number(text);
  parent.kill('SIGKILL');
  const deadline = Date.now() + PATIENCE_MS;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
  expect(isAlive(pid)).toBe(false);
});

it.each([
  ['a setting that is no number', { WHATSAPP_SIM_PORT: 'nine' }, /WHATSAPP_SIM_PORT must be a whole number/],
  ['a port that is taken', undefined, /EADDRINUSE/],
])('refuses to start with %s, and says why', async (_what, settings, reason) => {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
  const taken = { WHATSAPP_SIM_PORT: String((holder.address() as AddressInfo).port) };
  const child = spawn(process.execPath, [main('whatsapp')], {
    env: { ...process.env, ...(settings ?? taken) },
  });
  const [said, exit] = await Promise.all([outputOf(child, reason), exitOf(child)]);
  expect([said.index >= 0, exit]).toEqual([true, 1]);
  await new Promise((done) => holder.close(done));
});
