// folder.ts — a plugin's folder on an author's disk: its files in, and a new one out.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT_FILES = ['manifest.json', 'index.js', 'config.json', 'signature'];

/** What belongs into the archive; types, notes and tests beside it stay outside. */
export const readFolder = (folder: string): Map<string, Uint8Array> => {
  const assets = join(folder, 'assets');
  const names = [
    ...ROOT_FILES.filter((name) => existsSync(join(folder, name))),
    ...(existsSync(assets) ? readdirSync(assets).map((name) => `assets/${name}`) : []),
  ];
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
};

const MANIFEST = (id: string) => ({
  format: 1,
  id,
  name: id,
  version: '0.1.0',
  author: 'You',
  methods: [{ method: 'qris' }],
  currencies: ['IDR'],
  settings: [
    { key: 'apiKey', label: { id: 'Kunci API', en: 'API key' }, kind: 'secret' },
    { key: 'baseUrl', label: { id: 'Alamat API', en: 'API address' }, kind: 'url' },
  ],
  hosts: [],
  permissions: ['network', 'sign'],
  acknowledgement: { contentType: 'text/plain', body: 'OK' },
});

const CODE = (
  id: string,
) => `// What each function answers: saring-plugin.d.ts. Nothing of Node is here; the host gives fetch, sign and digest.

/** @type {import('./saring-plugin').PaymentPlugin} */
module.exports = {
  getInfo: () => ({ id: '${id}', version: '0.1.0' }),
  validate: async () => ({ outcome: 'failed', fault: 'not_configured', reason: 'not written yet' }),
  createPayment: async () => ({ outcome: 'rejected', reason: 'not written yet' }),
  checkStatus: async () => ({ outcome: 'absent' }),
  handleCallback: () => ({ genuine: false, orderNumber: '' }),
};
`;

/** @param types the text of saring-plugin.d.ts. @throws when the folder is there already. */
export const createFolder = (folder: string, id: string, types: string): void => {
  mkdirSync(folder);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(MANIFEST(id), null, 2)}\n`);
  writeFileSync(join(folder, 'config.json'), '{ "baseUrl": "https://api.example.com" }\n');
  writeFileSync(join(folder, 'index.js'), CODE(id));
  writeFileSync(join(folder, 'saring-plugin.d.ts'), types);
};
