// workload-rules.ts — what we ask of every pod beyond the Pod Security Standard: limits, probes, pins, secrets.
import type { IContainer, IProbe } from 'kubernetes-models/v1';
import { containersOf, type PodTemplate } from './objects';

type ContainerRule = (container: IContainer, pod: PodTemplate) => readonly string[];

/** What answers at the health port of a service, of nats-server, of KurrentDB. */
const HEALTH_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['saring', ['/health/live', '/health/ready']],
  ['nats', ['/healthz', '/healthz?js-server-only=true', '/healthz?js-enabled-only=true']],
  ['kurrentdb', ['/health/live']],
]);

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|_KEY$|DATABASE_URL|CREDENTIALS/;
/** A version to its last part, or a digest. */
const PINNED = /(?:@sha256:[0-9a-f]{64}|:\d+\.\d+(?:\.\d+)?(?:-[a-z0-9.]+)*)$/;
/** Tags of two parts that are whole versions: PostgreSQL counts 18.4. */
const TWO_PARTS: ReadonlySet<string> = new Set(['postgres']);
/** Built on the spot for a try; no registry has it. */
const LOCAL_IMAGES: ReadonlySet<string> = new Set(['saring:demo']);

const imageName = (image: string): string => (image.split('/').pop() ?? '').split(/[:@]/)[0] ?? '';

/** Whether the image is always the same one: by a digest, or a tag that names the whole version. */
export const isPinned = (image: string): boolean => {
  if (LOCAL_IMAGES.has(image) || image.includes('@sha256:'))
    return PINNED.test(image) || LOCAL_IMAGES.has(image);
  const parts = /:(\d+(?:\.\d+)*)/.exec(image)?.[1]?.split('.').length ?? 0;
  return PINNED.test(image) && parts >= (TWO_PARTS.has(imageName(image)) ? 2 : 3);
};

const probesOf = ({ startupProbe, livenessProbe, readinessProbe }: IContainer): readonly IProbe[] =>
  [startupProbe, livenessProbe, readinessProbe].filter((probe) => probe !== undefined);

const probeFaults = (container: IContainer, probe: IProbe): readonly string[] => {
  if (!probe.httpGet) return [];
  const { path = '/', port } = probe.httpGet;
  const ports = (container.ports ?? []).flatMap(({ name, containerPort }) => [name, containerPort]);
  const known = HEALTH_PATHS.get(imageName(container.image ?? ''));
  return [
    ...(ports.includes(port) ? [] : [`is probed at the port ${port}, which it does not name`]),
    ...(!known || known.includes(path) ? [] : [`is probed at ${path}, where nothing answers`]),
  ];
};

const isJob = ({ kind }: PodTemplate): boolean => kind === 'Job' || kind === 'CronJob';

const RULES: Readonly<Record<string, ContainerRule>> = {
  pinned: ({ image = '' }) => (isPinned(image) ? [] : [`runs ${image}, whose tag moves`]),
  resources: ({ resources }) => [
    ...(resources?.requests?.['cpu'] && resources.requests['memory']
      ? []
      : ['asks for no processor or no memory']),
    ...(resources?.limits?.['memory'] ? [] : ['has no limit of memory']),
  ],
  readOnly: ({ securityContext }) =>
    securityContext?.readOnlyRootFilesystem === true ? [] : ['may write to its own files'],
  probed: (container, pod) =>
    isJob(pod) || (container.readinessProbe && container.livenessProbe && container.startupProbe)
      ? probesOf(container).flatMap((probe) => probeFaults(container, probe))
      : ['has no startup, liveness or readiness probe'],
  secrets: ({ env = [] }) =>
    env
      .filter(({ name, value }) => value !== undefined && SECRET_NAME.test(name))
      .map(({ name }) => `holds ${name} in plain text`),
};

/** Every fault of a pod, with its owner, its container and the rule's name. */
export const workloadFaults = (pod: PodTemplate): readonly string[] => [
  ...(pod.spec.automountServiceAccountToken === false
    ? []
    : [`${pod.owner}: may ask the API of the cluster (token)`]),
  ...containersOf(pod).flatMap((container) =>
    Object.entries(RULES).flatMap(([rule, faultsOf]) =>
      faultsOf(container, pod).map((fault) => `${pod.owner}: container ${container.name} ${fault} (${rule})`),
    ),
  ),
];
