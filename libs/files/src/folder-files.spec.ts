// folder-files.spec.ts — the contract in a folder, and what a folder alone can do wrong.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { faultOf, filesContract, streamOf } from './contract/files.contract';
import { folderFiles } from './folder-files';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'saring-files-'));
  folder = join(root, 'backups');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const hidden = (): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('.'));
  } catch {
    return [];
  }
};
const SHORT = { silentMilliseconds: 50, totalMilliseconds: 50 };

describe('a folder', () => {
  filesContract(
    () => folderFiles(folder),
    async () => hidden().length,
  );

  it('lets only its owner read', async () => {
    await folderFiles(folder).put('one', streamOf(Buffer.from('x')));
    expect([statSync(folder).mode & 0o777, statSync(join(folder, 'one')).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
  });

  it('ends a source that gives nothing more, and leaves nothing of it', async () => {
    const silent = new Readable({ read: () => undefined });
    silent.push('a');
    expect(await faultOf(folderFiles(folder, SHORT).put('one', silent))).toBe('unreachable');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('sees no folder in it', async () => {
    mkdirSync(join(folder, 'meter-1'), { recursive: true });
    await folderFiles(folder).put('one', streamOf(Buffer.from('x')));
    const found = [...(await folderFiles(folder).list('')), ...(await folderFiles(folder).page('', '', 9))];
    expect(found.map(({ name }) => name)).toEqual(['one', 'one']);
  });

  it('forgets what a process left that died while it wrote, after a day', async () => {
    mkdirSync(folder);
    const left = ['.unfinished-old', '.unfinished-new'].map((name) => join(folder, name));
    for (const file of left) writeFileSync(file, 'half');
    utimesSync(left[0] ?? '', new Date(0), new Date(0));
    const files = folderFiles(folder);
    await files.put('one', streamOf(Buffer.from('x')));
    expect(hidden()).toEqual(['.unfinished-new']);
    expect((await files.list('')).map(({ name }) => name)).toEqual(['one']);
  });

  it('says that it may not write, or that there is a file where the folder should be', async () => {
    writeFileSync(folder, 'no folder');
    await expect(folderFiles(folder).put('one', streamOf(Buffer.from('x')))).rejects.toThrow(folder);
    rmSync(folder);
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const isRoot = process.getuid?.() === 0;
    expect(await faultOf(folderFiles(folder).put('one', streamOf(Buffer.from('x'))))).toBe(
      isRoot ? 'none' : 'refused',
    );
  });
});
