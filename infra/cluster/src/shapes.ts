// shapes.ts — objects against the types of the Kubernetes API: wrong types, what is missing, what nobody reads.
import { join } from 'node:path';
import ts from 'typescript';
import { titleOf, type KubernetesObject } from './objects';

const ROOT = join(__dirname, '../../..');
const FOLDER = join(ROOT, 'infra/cluster/src');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/**
 * Checks objects by TypeScript's own check of literals, which, unlike a validator of the API, refuses fields that the
 * type does not have at any depth.
 * @returns for each object its faults, e.g. `Deployment/edge: 'readinessProb' does not exist in type 'IContainer'…`.
 */
export const shapeFaults = (objects: readonly KubernetesObject[]): readonly (readonly string[])[] => {
  const names = objects.map((_, index) => join(FOLDER, `object-${index}.ts`));
  const texts = new Map(objects.map((object, index) => [names[index] ?? '', sourceOf(object)]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile.call(host, file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram(names, OPTIONS, host);
  return names.map((name, index) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) =>
        `${titleOf(objects[index] as KubernetesObject)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
};

const sourceOf = (object: KubernetesObject): string =>
  `import type { I${object.kind} } from 'kubernetes-models/${object.apiVersion}';\n` +
  `export const object: I${object.kind} = ${JSON.stringify(object, null, 2)};\n`;
