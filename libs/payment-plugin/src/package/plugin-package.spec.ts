// plugin-package.spec.ts — given an archive, when it is read, then it is a plugin, or refused with one stable reason.
import { zipSync, type Zippable } from 'fflate';
import { packFiles, readPluginPackage } from './plugin-package';
import { newPublisherKeys, signFiles } from './signing';

const MANIFEST = {
  format: 1,
  id: 'contoh',
  name: 'Contoh',
  version: '1.0.0',
  author: 'RW 05',
  methods: [{ method: 'qris' }],
  currencies: ['IDR'],
  settings: [
    { key: 'apiKey', label: { id: 'Kunci', en: 'Key' }, kind: 'secret' },
    { key: 'mode', label: { id: 'Mode', en: 'Mode' }, kind: 'choice', choices: ['a', 'b'] },
  ],
  hosts: ['api.contoh.id'],
  permissions: ['network'],
};
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const files = (change: Record<string, string> = {}, manifest: object = MANIFEST): Map<string, Uint8Array> =>
  new Map(
    Object.entries({
      'manifest.json': JSON.stringify(manifest),
      'index.js': 'module.exports = {};',
      'config.json': '{"mode":"a"}',
      'assets/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      ...change,
    }).map(([name, text]) => [name, bytes(text)]),
  );
const refusal = async (archive: Uint8Array): Promise<string> => {
  try {
    await readPluginPackage(archive);
    return 'taken';
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
};
/** Changes names in local and central headers alike, as a hostile packer writes them; the lengths stay. */
const renamed = (archive: Uint8Array, from: string, to: string): Uint8Array =>
  new Uint8Array(Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1'));
const zip = (entries: Zippable) => zipSync({ ...Object.fromEntries(files()), ...entries });

it('reads what it packs, and packs the same files to the same bytes', async () => {
  const archive = packFiles(files());
  expect(packFiles(files())).toEqual(archive);
  const read = await readPluginPackage(archive);
  expect(read).toMatchObject({ signer: null, code: 'module.exports = {};', defaults: { mode: 'a' } });
  expect(read.manifest).toMatchObject({ id: 'contoh', acknowledgement: { body: 'OK' } });
});

it('knows who signed it, and no file may differ after that', async () => {
  const keys = newPublisherKeys();
  const signed = files();
  signed.set('signature', signFiles(signed, keys.privateKey));
  expect((await readPluginPackage(packFiles(signed))).signer).toBe(keys.publicKey);
  for (const name of ['index.js', 'manifest.json', 'assets/logo.svg']) {
    const changed = new Map(signed).set(name, Buffer.concat([signed.get(name)!, bytes(' ')]));
    expect(await refusal(packFiles(changed))).toBe('signature_wrong');
  }
  expect(await refusal(packFiles(new Map(signed).set('assets/more.css', bytes('a{}'))))).toBe(
    'signature_wrong',
  );
  expect(await refusal(packFiles(new Map(signed).set('signature', bytes('{}'))))).toBe(
    'signature_unreadable',
  );
});

it.each([
  ['not_a_zip', bytes('this is no archive')],
  ['too_large', new Uint8Array(10 * 1024 * 1024 + 1)],
  ['file_missing', zipSync({ 'manifest.json': bytes('{}') })],
  ['file_unknown', zip({ 'package.json': bytes('{}') })],
  ['file_unknown', zip({ 'assets/run.exe': bytes('MZ') })],
  ['file_unknown', zip({ 'assets/deep/logo.svg': bytes('') })],
  ['name_wrong_case', zip({ 'assets/LOGO2.svg': bytes('') })],
  ['name_twice', zip({ 'INDEX.JS': bytes('') })],
  ['name_twice', renamed(zip({ 'index.jx': bytes('1') }), 'index.jx', 'index.js')],
  ['name_unsafe', renamed(zip({ 'aa/evil.svg': bytes('1') }), 'aa/evil', '../evil')],
  ['name_unsafe', renamed(zip({ 'xetc.svg': bytes('1') }), 'xetc', '/etc')],
  ['name_unsafe', renamed(zip({ 'assets/xx_x.svg': bytes('1') }), 'xx_x', '..\\x')],
  ['link', zip({ 'assets/link.svg': [bytes('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] })],
  ['link', zip({ 'assets/device.svg': [bytes(''), { os: 3, attrs: (0o020666 << 16) >>> 0 }] })],
  ['ratio', zip({ 'assets/bomb.svg': new Uint8Array(4 * 1024 * 1024) })],
  ['unpacked_too_large', zip({ 'index.js': [new Uint8Array(600 * 1024), { level: 0 }] })],
  [
    'damaged',
    (() => {
      const archive = Buffer.from(packFiles(files()));
      archive[archive.indexOf('index.js') + 'index.js'.length + 2] = 0xff;
      return new Uint8Array(archive);
    })(),
  ],
  [
    'too_many_files',
    zip(Object.fromEntries([...Array(60).keys()].map((n) => [`assets/a${n}.css`, bytes('')]))),
  ],
  ['manifest_invalid', packFiles(files({ 'manifest.json': 'not json' }))],
  ['manifest_invalid', packFiles(files({ 'manifest.json': '{"__proto__":{"format":1}}' }))],
  ['config_invalid', packFiles(files({ 'config.json': '{"apiKey":"a secret in the open"}' }))],
  ['config_invalid', packFiles(files({ 'config.json': '[]' }))],
])('refuses: %s', async (reason, archive) => {
  expect(await refusal(archive)).toBe(reason);
});

it('counts what it unpacks, whatever size the archive says', async () => {
  const archive = Buffer.from(zip({ 'index.js': bytes('x'.repeat(60_000)) }));
  // The central directory says one byte.
  const central = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const entry = archive.indexOf('index.js', central) - 46;
  archive.writeUInt32LE(1, entry + 24);
  expect(['damaged', 'unpacked_too_large']).toContain(await refusal(archive));
});

it.each([
  { hosts: ['127.0.0.1'] },
  { hosts: ['localhost'] },
  { hosts: ['*.contoh.id'] },
  { hosts: ['api.contoh.id:8443'] },
  { hosts: ['API.contoh.id'] },
  { permissions: [] },
  { permissions: ['network', 'files'] },
  { id: '../x' },
  { version: '1' },
  { currencies: ['USD'] },
  { methods: [{ method: 'qris' }, { method: 'qris' }] },
  { methods: [{ method: 'va' }] },
  { methods: [{ method: 'cash' }] },
  { methods: [{ method: 'qris', leastRupiah: 2, mostRupiah: 1 }] },
  { surprise: true },
])('refuses a manifest with %j', async (change) => {
  expect(await refusal(packFiles(files({}, { ...MANIFEST, ...change })))).toBe('manifest_invalid');
});
