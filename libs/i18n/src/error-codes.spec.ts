import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorCode } from '.';

const ROOT = join(__dirname, '../../..');
const CODE = /(?:RefusalError|refuse|refused)\(\s*'([A-Z]+\.[A-Z_]+)'/g;

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|generated|\/testing\//.test(path));

it('has words for every refusal that a service may give', () => {
  const codes = [...sources('services'), ...sources('libs')].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(CODE)].map((match) => match[1] ?? ''),
  );
  expect(codes.length).toBeGreaterThan(50);
  expect([...new Set(codes)].filter((code) => !isErrorCode(code))).toEqual([]);
});
