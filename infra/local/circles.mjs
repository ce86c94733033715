// circles.mjs — the wall that eslint does not see: files that import one another in a circle, types included.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const SOURCE = /\.tsx?$/;
const isFile = (path) => existsSync(path) && statSync(path).isFile();
const fileOf = (path) => [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find(isFile);

const sourcesOf = (root) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  })
    .split('\n')
    .filter((file) => SOURCE.test(file) && isFile(join(root, file)));

/** The sources that a file names; packages are left out. */
const importsOf = (root, file, aliases) => {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const alias = aliases[fileName]?.[0];
    if (!alias && !fileName.startsWith('.')) return [];
    const found = fileOf(alias ? join(root, alias) : join(root, dirname(file), fileName));
    return found && SOURCE.test(found) ? [relative(root, found)] : [];
  });
};

/** Groups in which every file reaches every other one (Tarjan). */
export const circlesIn = (graph) => {
  const [index, low, stack, circles] = [new Map(), new Map(), [], []];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    if (members.length > 1) circles.push(members);
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return circles;
};

/** @returns {readonly (readonly string[])[]} the circles among the sources of the repository */
export const findCircles = (root) => {
  const { paths } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
  return circlesIn(new Map(sourcesOf(root).map((file) => [file, importsOf(root, file, paths)])));
};
