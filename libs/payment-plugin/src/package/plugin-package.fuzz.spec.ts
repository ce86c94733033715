// plugin-package.fuzz.spec.ts — whatever is uploaded as a plugin's archive: it is one within its limits, or refused with a
// reason. `npm run fuzz -- plugin-package` for long.
import { zipSync } from 'fflate';
import { fuzz, fuzzRuns } from '@saring/testing';
import { PackageError } from './package-error';
import { packFiles, readPluginPackage } from './plugin-package';
import { ARCHIVE_LIMITS } from './read-archive';

const MANIFEST = {
  ...{ format: 1, id: 'contoh', name: 'Contoh', version: '1.0.0', author: 'RW 05', currencies: ['IDR'] },
  ...{ methods: [{ method: 'qris' }], hosts: ['api.contoh.id'], permissions: ['network'] },
  settings: [{ key: 'apiKey', label: { id: 'Kunci', en: 'Key' }, kind: 'secret' }],
};
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const files = (more: Readonly<Record<string, string>> = {}): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries({
      'manifest.json': JSON.stringify(MANIFEST),
      'index.js': 'module.exports = {};',
      'config.json': '{}',
      ...more,
    }).map(([name, text]) => [name, bytes(text)]),
  );
const CORPUS = [
  packFiles(new Map(Object.entries(files()))),
  zipSync(files({ 'assets/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' }), { level: 0 }),
  zipSync(files({ '../index.js': 'x', 'assets/a.js': 'y'.repeat(20_000) })),
  zipSync({}),
];
const WORDS = [
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  'PK\u0006\u0006',
  '../',
  '\u0000',
  'assets/',
  '"',
  '{}',
];

it('is a plugin within its limits, or refused with a reason', async () => {
  const seen = await fuzz(
    {
      ...{ corpus: CORPUS, words: WORDS, longestBytes: 2_048 },
      async answer(archive) {
        try {
          const { files: unpacked, manifest, code } = await readPluginPackage(archive);
          const sizes = [...unpacked.values()].map(({ byteLength }) => byteLength);
          if (sizes.reduce((sum, size) => sum + size, 0) > ARCHIVE_LIMITS.unpackedBytes)
            throw new Error('too much');
          if ([...unpacked.keys()].some((name) => name.includes('..') || name.startsWith('/')))
            throw new Error('a name that leads away');
          if (typeof code !== 'string' || manifest.format !== 1) throw new Error('half a plugin');
          return 'taken';
        } catch (error) {
          if (error instanceof PackageError) return error.reason;
          throw error;
        }
      },
    },
    fuzzRuns(3_000),
  );
  expect(seen.answers.size).toBeGreaterThan(3);
});
