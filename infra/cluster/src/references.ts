// references.ts — names in one object that another one must have: selectors, ports, ConfigMaps, keys of Secrets.
import type { IContainer, IServiceSpec } from 'kubernetes-models/v1';
import {
  containersOf,
  hasLabels,
  operatedPods,
  podTemplates,
  titleOf,
  type KubernetesObject,
  type Labels,
  type PodTemplate,
} from './objects';

/**
 * @param secretKeys the keys that each Secret has which is made outside of the overlay; optional references may name others.
 * @returns what points nowhere, each in a sentence.
 */
export const referenceFaults = (
  objects: readonly KubernetesObject[],
  secretKeys: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] => {
  const pods = podTemplates(objects);
  const configMaps = new Map(
    objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata, data }) => [metadata.name, data ?? {}]),
  );
  return [
    ...doubles(objects),
    ...objects.flatMap((object) => ownSelectorFaults(object)),
    ...objects.filter(({ kind }) => kind === 'Service').flatMap((service) => serviceFaults(service, pods)),
    ...pods.flatMap((pod) => [
      ...volumeFaults(pod, objects, configMaps, secretKeys),
      ...containersOf(pod).flatMap((container) =>
        environmentFaults(container, configMaps, secretKeys).map(
          (fault) => `${pod.owner}: container ${container.name} ${fault}`,
        ),
      ),
    ]),
    ...objects.flatMap((object) => targetFaults(object, objects, pods)),
  ];
};

const doubles = (objects: readonly KubernetesObject[]): readonly string[] => {
  const titles = objects.map(titleOf);
  return titles
    .filter((title, index) => titles.indexOf(title) !== index)
    .map((title) => `${title} stands twice`);
};

type Selecting = { selector?: { matchLabels?: Labels }; template?: { metadata?: { labels?: Labels } } };

/** A workload that does not select its own pods is refused by the API. */
const ownSelectorFaults = (object: KubernetesObject): readonly string[] => {
  const { selector, template } = (object.spec ?? {}) as Selecting;
  if (!template || !selector?.matchLabels) return [];
  return hasLabels(template.metadata?.labels ?? {}, selector.matchLabels)
    ? []
    : [`${titleOf(object)} does not select its own pods`];
};

const serviceFaults = (service: KubernetesObject, pods: readonly PodTemplate[]): readonly string[] => {
  const { selector = {}, ports = [] } = (service.spec ?? {}) as IServiceSpec;
  const selected = pods.filter(({ labels }) => hasLabels(labels, selector as Labels));
  if (selected.length === 0) return [`${titleOf(service)} selects no pod`];
  const open = selected.flatMap((pod) =>
    containersOf(pod).flatMap((container) =>
      (container.ports ?? []).flatMap(({ name, containerPort }) => [name, containerPort]),
    ),
  );
  return ports
    .map(({ targetPort, port }) => targetPort ?? port)
    .filter((port) => !open.includes(port))
    .map((port) => `${titleOf(service)} leads to the port ${port}, which its pods do not name`);
};

const environmentFaults = (
  { env = [], envFrom = [] }: IContainer,
  configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>,
  secretKeys: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] => [
  ...envFrom
    .filter(({ configMapRef }) => configMapRef && !configMaps.has(configMapRef.name ?? ''))
    .map(({ configMapRef }) => `takes its settings from ${configMapRef?.name}, which is no ConfigMap here`),
  ...env.flatMap(({ name, valueFrom }) => {
    const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom ?? {};
    if (map && !map.optional && configMaps.get(map.name ?? '')?.[map.key] === undefined)
      return `takes ${name} from ${map.name}.${map.key}, which is not there`;
    if (!secret) return [];
    const keys = secretKeys.get(secret.name ?? '');
    if (!keys) return `takes ${name} from the Secret ${secret.name}, which nobody makes`;
    return secret.optional || keys.has(secret.key)
      ? []
      : `takes ${name} from ${secret.name}.${secret.key}, which nobody makes`;
  }),
];

const volumeFaults = (
  pod: PodTemplate,
  objects: readonly KubernetesObject[],
  configMaps: ReadonlyMap<string, unknown>,
  secretKeys: ReadonlyMap<string, unknown>,
): readonly string[] => {
  const owner = objects.find((object) => titleOf(object) === pod.owner);
  const claims = ((owner?.spec?.['volumeClaimTemplates'] ?? []) as { metadata: { name: string } }[]).map(
    ({ metadata }) => metadata.name,
  );
  const volumes = pod.spec.volumes ?? [];
  const known = new Set([...volumes.map(({ name }) => name), ...claims]);
  return [
    ...volumes
      .filter(({ configMap }) => configMap && !configMaps.has(configMap.name ?? ''))
      .map(({ configMap }) => `${pod.owner}: mounts ${configMap?.name}, which is no ConfigMap here`),
    ...volumes
      .filter(({ secret }) => secret && !secret.optional && !secretKeys.has(secret.secretName ?? ''))
      .map(({ secret }) => `${pod.owner}: mounts the Secret ${secret?.secretName}, which nobody makes`),
    ...containersOf(pod)
      .flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name))
      .filter((name) => !known.has(name))
      .map((name) => `${pod.owner}: mounts ${name}, which it does not have`),
  ];
};

type Aiming = {
  selector?: { matchLabels?: Labels };
  podSelector?: { matchLabels?: Labels };
  scaleTargetRef?: { kind: string; name: string };
};

/** Budgets, policies and autoscalers that aim at nothing protect nothing. */
const targetFaults = (
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
  pods: readonly PodTemplate[],
): readonly string[] => {
  const spec = (object.spec ?? {}) as Aiming;
  if (object.kind === 'HorizontalPodAutoscaler') {
    const { kind, name } = spec.scaleTargetRef ?? { kind: '', name: '' };
    const isThere = objects.some((other) => titleOf(other) === `${kind}/${name}`);
    return isThere ? [] : [`${titleOf(object)} scales ${kind}/${name}, which is not here`];
  }
  const labels =
    object.kind === 'PodDisruptionBudget'
      ? spec.selector?.matchLabels
      : object.kind === 'NetworkPolicy'
        ? spec.podSelector?.matchLabels
        : undefined;
  if (!labels || [...pods, ...operatedPods(objects)].some((pod) => hasLabels(pod.labels, labels))) return [];
  return [`${titleOf(object)} aims at no pod`];
};
