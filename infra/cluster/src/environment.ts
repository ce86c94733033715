// environment.ts — what stands in the environment of a container, from all the places where it comes from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IContainer } from 'kubernetes-models/v1';
import type { KubernetesObject } from './objects';

const ROOT = join(__dirname, '../../..');

/** The variables that the image of our services sets itself. */
export const imageEnvironment = (): Readonly<Record<string, string>> => {
  const last =
    readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
      .split(/^FROM /m)
      .pop() ?? '';
  const pairs = [...last.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.trim().split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));
};

export type Environment = {
  /** In plain text; a value that a Secret gives is given by `secretValue`. */
  readonly values: Readonly<Record<string, string>>;
  /** Names that the manifests set, wherever from; those of optional secrets, too. */
  readonly names: readonly string[];
};

/**
 * As Kubernetes makes it: the image, then `envFrom`, then `env`; an optional key that is missing leaves what was there.
 * @param secretValue what a required key of a Secret holds.
 */
export const environmentOf = (
  { env = [], envFrom = [] }: IContainer,
  objects: readonly KubernetesObject[],
  secretValue: (key: string) => string,
): Environment => {
  const dataOf = (name: string | undefined) =>
    objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.data ?? {};
  const shared = Object.assign({}, ...envFrom.map(({ configMapRef }) => dataOf(configMapRef?.name)));
  const values: Record<string, string> = { ...imageEnvironment(), ...shared };
  for (const { name, value, valueFrom } of env) {
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
    const found = configMapKeyRef
      ? dataOf(configMapKeyRef.name)[configMapKeyRef.key]
      : secretKeyRef
        ? secretKeyRef.optional
          ? undefined
          : secretValue(secretKeyRef.key)
        : (value ?? '');
    if (found !== undefined) values[name] = found;
  }
  return { values, names: [...Object.keys(shared), ...env.map(({ name }) => name)] };
};
