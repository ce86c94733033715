// commands.spec.ts — an author's way: create, pack, keys, sign, verify; and the shipped plugins, packed and typed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { packFiles, readPluginPackage } from '../package/plugin-package';
import { Sandbox } from '../sandbox/sandbox';
import { runCommand } from './commands';
import { readFolder } from './folder';

const PLUGINS = join(__dirname, '../../plugins');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saring-plugin-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

it('creates a plugin that packs, signs and verifies', async () => {
  expect(await runCommand(['create', at('contoh')])).toMatchObject({ isDone: true });
  expect(await runCommand(['pack', at('contoh'), at('contoh.zip')])).toMatchObject({ isDone: true });
  expect((await runCommand(['verify', at('contoh.zip')])).text).toContain('signed by nobody');
  const made = await runCommand(['keys', at('key')]);
  expect(statSync(at('key')).mode & 0o077).toBe(0);
  expect(made.text).not.toContain(readFileSync(at('key'), 'utf8').trim());
  const [, publicKey = '-'] = /:([A-Za-z0-9_-]{43})$/.exec(made.text) ?? [];
  expect((await runCommand(['sign', at('contoh.zip'), at('key')])).text).toContain(`signed by ${publicKey}`);
  expect((await readPluginPackage(readFileSync(at('contoh.zip')))).files.has('saring-plugin.d.ts')).toBe(
    false,
  );
});
it('overwrites no key, and says why it refuses', async () => {
  writeFileSync(at('taken'), 'x');
  expect(await runCommand(['keys', at('taken')])).toMatchObject({ isDone: false });
  writeFileSync(at('no.zip'), 'x');
  expect(await runCommand(['verify', at('no.zip')])).toEqual({
    isDone: false,
    text: 'verify: refused, not_a_zip',
  });
  for (const args of [[], ['pack', 'one'], ['toString']])
    expect(await runCommand(args)).toMatchObject({
      isDone: false,
      text: expect.stringContaining('npm run plugin'),
    });
});

describe.each(readdirSync(PLUGINS))('the shipped plugin %s', (name) => {
  it('is well formed, and its code says the same of itself as its manifest', async () => {
    const { manifest, code } = await readPluginPackage(packFiles(readFolder(join(PLUGINS, name))));
    const network = { hosts: [], setHosts: [], privateHosts: [] };
    const sandbox = new Sandbox({ code, permissions: [], secrets: {}, network });
    expect(await sandbox.call('getInfo', {})).toEqual({
      kind: 'answer',
      value: { id: name, version: manifest.version },
    });
  });
  it('keeps to the types of the kit', () => {
    const program = ts.createProgram([join(PLUGINS, name, 'index.js')], {
      ...{
        allowJs: true,
        checkJs: true,
        noEmit: true,
        strict: true,
        noImplicitAny: false,
        useUnknownInCatchVariables: false,
        types: [],
      },
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.CommonJS,
    });
    const found = ts.getPreEmitDiagnostics(program).map(({ messageText, start, file }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    // `module` is the sandbox's own, and the kit's types name no global.
    expect(found.filter((text) => !/'module'|'exports'/.test(text))).toEqual([]);
  });
});
