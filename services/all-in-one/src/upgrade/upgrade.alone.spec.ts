// upgrade.alone.spec.ts — what every earlier release wrote is read by this one: its backup is restored, its tables are brought up
// to date, its books and balances are the same, also when they are built again from its events.
// `WRITE_RELEASE=1 npm test -- upgrade.alone` writes down this release (docs/upgrade.md).
import 'reflect-metadata';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@saring/testing';
import { LocalSaring } from '../testing/local-saring';
import { playRelease, toldBy, type Told } from '../testing/release-story';

const RELEASES = join(__dirname, 'releases');
const STORY_MILLISECONDS = 480_000;
type Release = { readonly secretsKey: string; readonly told: Told };
const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../../../package.json'), 'utf8')) as {
  version: string;
};

const write = async (): Promise<void> => {
  const saring = await LocalSaring.start();
  try {
    const ids = await playRelease(saring);
    const told = await eventually(async () => {
      const first = await toldBy(saring, ids);
      expect(first.trialBalance.length).toBeGreaterThan(3);
      expect(await toldBy(saring, ids)).toEqual(first);
      return first;
    });
    const file = join(RELEASES, `${version}.age`);
    rmSync(file, { force: true });
    saring.backupTo(file);
    const release: Release = { secretsKey: saring.secretsKey, told };
    writeFileSync(join(RELEASES, `${version}.json`), `${JSON.stringify(release, null, 2)}\n`);
  } finally {
    await saring.close();
  }
};

beforeAll(async () => {
  if (process.env['WRITE_RELEASE'] === '1') await write();
}, STORY_MILLISECONDS);

const each = (items: readonly object[]): unknown =>
  expect.arrayContaining(items.map((item) => expect.objectContaining(item) as unknown));

const names = readdirSync(RELEASES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''));

it('has this release among those that are read', () => expect(names).toContain(version));

it.each(names)(
  'what release %s wrote is what this one says',
  async (name) => {
    const { secretsKey, told } = JSON.parse(readFileSync(join(RELEASES, `${name}.json`), 'utf8')) as Release;
    const saring = await LocalSaring.fromBackup(join(RELEASES, `${name}.age`), secretsKey);
    try {
      const isAsTold = async (): Promise<void> => {
        const now = await toldBy(saring, told);
        expect(now.usedBytes).toBe(told.usedBytes);
        // Later lines may stand beside them: time has gone on.
        expect(now.statement).toEqual(each(told.statement));
        expect(now.orders).toEqual(each(told.orders));
        expect(now.vouchers).toEqual(each(told.vouchers));
        expect(now.bills).toEqual(each(told.bills));
        expect(now.trialBalance).toEqual(told.trialBalance);
      };
      await isAsTold();
      saring.rebuild('balances');
      await isAsTold();
    } finally {
      await saring.close();
    }
  },
  STORY_MILLISECONDS,
);
