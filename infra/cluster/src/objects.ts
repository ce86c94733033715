// objects.ts — the objects of a rendered overlay, and the pods that they start.
import { parseAllDocuments } from 'yaml';
import type { IContainer, IPodSpec } from 'kubernetes-models/v1';

export type Labels = Readonly<Record<string, string>>;

export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  // What stands in it depends on the kind; shapes.ts checks it by the kind's own type.
  spec?: Record<string, unknown>;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
};

/** What a workload starts: its pods all look like this. */
export type PodTemplate = {
  /** `Deployment/edge`. */
  readonly owner: string;
  readonly name: string;
  readonly kind: string;
  readonly replicas: number;
  readonly labels: Labels;
  readonly spec: IPodSpec;
};

/** @throws with the parser's own sentence, where the text is no YAML. */
export const parseObjects = (text: string): KubernetesObject[] =>
  parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const value = document.toJS() as KubernetesObject | null;
    return value === null ? [] : [value];
  });

export const titleOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;

type Templated = { template?: { metadata?: { labels?: Labels }; spec?: IPodSpec }; replicas?: number };

/** The pods of Deployments, StatefulSets, DaemonSets, Jobs and CronJobs. */
export const podTemplates = (objects: readonly KubernetesObject[]): readonly PodTemplate[] =>
  objects.flatMap((object) => {
    const jobTemplate = (object.spec as { jobTemplate?: { spec: Templated } } | undefined)?.jobTemplate;
    const { template, replicas } = jobTemplate?.spec ?? (object.spec as Templated | undefined) ?? {};
    if (!template?.spec?.containers) return [];
    const { kind, metadata } = object;
    return {
      owner: titleOf(object),
      name: metadata.name,
      kind,
      replicas: replicas ?? 1,
      labels: template.metadata?.labels ?? {},
      spec: template.spec,
    };
  });

/** Init containers too: a rule that forgets them holds nothing. */
export const containersOf = ({ spec }: PodTemplate): readonly IContainer[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
];

/** Whether labels are what a selector's `matchLabels` ask for. */
export const hasLabels = (labels: Labels, wanted: Labels): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** A pod that stands in no manifest: an operator makes it of a resource of its own. */
export type FurtherPod = {
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly number[];
};

/** PostgreSQL, the status of its instance for the operator, metrics. */
const CLOUDNATIVE_PG_PORTS = [5_432, 8_000, 9_187];

/** The instances that CloudNativePG makes of its Clusters. */
export const operatedPods = (objects: readonly KubernetesObject[]): readonly FurtherPod[] =>
  objects
    .filter(({ apiVersion, kind }) => apiVersion === 'postgresql.cnpg.io/v1' && kind === 'Cluster')
    .map(({ metadata: { name } }) => ({
      name,
      labels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' },
      ports: CLOUDNATIVE_PG_PORTS,
    }));
