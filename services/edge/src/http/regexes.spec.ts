// regexes.spec.ts — no regular expression over input repeats what already repeats: such one can take for ever.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../../..');
const FOLDERS = ['services', 'libs'];

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'generated'].includes(entry.name) ? [] : sourcesIn(path);
    return /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name) ? [path] : [];
  });

const regexesOf = (path: string): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
};

/** Whether a group that may come any number of times holds something that may, too: `(a+)+`. */
const repeatsTheRepeated = (regex: string): boolean => {
  const bare = regex.replace(/\\./g, 'x').replace(/\[(?:[^\]])*\]/g, 'x');
  const unbounded = /^(?:[*+]|\{\d+,\})/;
  const holdsRepeat: boolean[] = [false];
  for (let at = 0; at < bare.length; at += 1) {
    if (bare[at] === '(') holdsRepeat.push(false);
    else if (bare[at] === ')') {
      const inner = holdsRepeat.pop() ?? false;
      const isRepeated = unbounded.test(bare.slice(at + 1));
      if (inner && isRepeated) return true;
      if (inner || isRepeated) holdsRepeat[holdsRepeat.length - 1] = true;
    } else if (unbounded.test(bare.slice(at))) holdsRepeat[holdsRepeat.length - 1] = true;
  }
  return false;
};

/** Looked at one by one: every round ends with a character that is nowhere else in it. */
const SEPARATED: ReadonlySet<string> = new Set([
  String.raw`/^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i`,
]);

it('knows a repeated repetition', () =>
  expect(['/(a+)+b/', '/(?:x*|y)*$/', '/(ab)+c*/', '/a{2,}b+/', '/((a)+)+/'].map(repeatsTheRepeated)).toEqual(
    [true, true, false, false, true],
  ));

it('finds none in services and libraries but those looked at', () => {
  const paths = FOLDERS.flatMap((folder) => sourcesIn(join(ROOT, folder)));
  const regexes = [...new Set(paths.flatMap(regexesOf))];
  expect(regexes.length).toBeGreaterThan(100);
  expect(regexes.filter(repeatsTheRepeated).filter((regex) => !SEPARATED.has(regex))).toEqual([]);
});
