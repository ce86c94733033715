// orphans.spec.ts — files and rows that do not fit, over more than one page.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles } from './folder-files';
import { compareFiles, mayRemove, ORPHAN_MILLISECONDS, type NamedFiles } from './orphans';

const NOW = new Date('2031-05-06T00:00:00Z');
const OLD = new Date(NOW.getTime() - ORPHAN_MILLISECONDS - 1);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saring-orphans-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, at: Date): void => {
  writeFileSync(join(folder, name), name);
  utimesSync(join(folder, name), at, at);
};
const rowsOf =
  (rows: Readonly<Record<string, Date>>): NamedFiles =>
  async (after, until) =>
    new Map(Object.entries(rows).filter(([name]) => name > after && (until === null || name <= until)));
const nameOf = (number: number): string => `proof-${String(number).padStart(5, '0')}`;

it('finds both sides over all pages, and nothing that is still new', async () => {
  const rows: Record<string, Date> = {};
  for (let number = 0; number < 2_100; number += 1) {
    write(nameOf(number), OLD);
    rows[nameOf(number)] = OLD;
  }
  delete rows[nameOf(7)];
  delete rows[nameOf(2_099)];
  for (const number of [3, 999, 1_500]) rmSync(join(folder, nameOf(number)));
  write('proof-new', NOW);
  write('other', OLD);
  rows['proof-unlisted'] = NOW;
  rows['proof-zzz'] = OLD;
  const found = await compareFiles(folderFiles(folder), 'proof-', rowsOf(rows), NOW);
  expect(found.files).toBe(2_098);
  expect(found.orphans.map(({ name }) => name)).toEqual([nameOf(7), nameOf(2_099)]);
  expect(found.missing).toEqual([nameOf(3), nameOf(999), nameOf(1_500), 'proof-zzz']);
});

it('finds nothing where there is nothing', async () =>
  expect(await compareFiles(folderFiles(join(folder, 'none')), '', rowsOf({}), NOW)).toEqual({
    ...{ files: 0, orphans: [], missing: [] },
  }));

it.each([
  [20, 20, true],
  [21, 21, false],
  [21, 209, false],
  [21, 210, true],
])('%d orphans of %d files may be removed: %p', (orphans, files, may) => {
  const found = Array.from({ length: orphans }, (_, number) => ({ name: nameOf(number), bytes: 1, at: OLD }));
  expect(mayRemove({ files, orphans: found, missing: [] })).toBe(may);
});
