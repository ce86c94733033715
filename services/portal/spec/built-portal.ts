// The portal as it is shipped, built into a folder of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const CONFIG = join(ROOT, 'services/portal/vite.config.mts');

export type BuiltPortal = {
  /** Every file by its path below the portal's root. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly html: string;
};

export const buildPortal = (): BuiltPortal => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-portal-'));
  try {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const build = ['build', '--config', CONFIG, '--outDir', folder, '--logLevel', 'error'];
    execFileSync(process.execPath, [vite, ...build], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = new Map(names.map((name) => [`/${name.slice(folder.length + 1)}`, readFileSync(name)]));
    return { files, html: files.get('/index.html')?.toString('utf8') ?? '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
