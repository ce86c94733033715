// rendered.ts — overlays as kustomize renders them: the golden files, and how they are made anew.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObjects, type KubernetesObject } from './objects';

const ROOT = join(__dirname, '../../..');
const SOURCES = join(ROOT, 'k8s');

export const OVERLAYS: readonly string[] = readdirSync(join(SOURCES, 'overlays')).sort();

const goldenFile = (overlay: string): string => join(ROOT, 'infra/cluster/golden', `${overlay}.yaml`);

/** Of every file under k8s/, by path and content. */
export const sourcesChecksum = (): string => {
  const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.slice(ROOT.length)}\0${readFileSync(file, 'utf8')}\0`);
  return hash.digest('hex');
};

/** The golden text of an overlay, and the checksum of the sources that it was made of. */
export const golden = (overlay: string): { readonly text: string; readonly checksum: string } => {
  const text = readFileSync(goldenFile(overlay), 'utf8');
  return { text, checksum: /sources sha256:([0-9a-f]{64})/.exec(text)?.[1] ?? '' };
};

/** A copy of its own for each caller, who may change it. */
export const renderedOverlay = (overlay: string): KubernetesObject[] => parseObjects(golden(overlay).text);

export const hasKubectl = (): boolean => spawnSync('kubectl', ['version', '--client']).status === 0;

/** @throws with kubectl's own words. */
export const kubectlKustomize = (overlay: string): string => {
  const made = spawnSync('kubectl', ['kustomize', join(SOURCES, 'overlays', overlay)], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`kubectl kustomize ${overlay}: ${made.stderr}`);
  return made.stdout;
};

export const writeGolden = (overlay: string): void =>
  writeFileSync(
    goldenFile(overlay),
    `# Made by \`npm run manifests\` (kubectl kustomize) of sources sha256:${sourcesChecksum()}\n${kubectlKustomize(overlay)}`,
  );
