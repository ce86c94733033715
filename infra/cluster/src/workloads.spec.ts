// What the overlays start is what the API takes, what the namespace admits, and what we ask of every pod.
import { BUS_USERS, passwordVariable } from '@saring/local';
import type { IContainer, IPodSpec } from 'kubernetes-models/v1';
import { podTemplates, type KubernetesObject } from './objects';
import { ownKindFaults } from './own-kinds';
import { podSecurityFaults, RESTRICTED } from './pod-security';
import { referenceFaults } from './references';
import { OVERLAYS, renderedOverlay } from './rendered';
import { shapeFaults } from './shapes';
import { workloadFaults } from './workload-rules';

/** What `npm run secrets -- k8s` makes, and what others make in production (docs/kubernetes.md). */
const SECRET_KEYS = new Map([
  [
    'saring',
    new Set([
      ...['SECRETS_KEY', 'POSTGRES_PASSWORD', 'NATS_PASSWORD', 'DATABASE_URL'],
      ...BUS_USERS.map(passwordVariable),
    ]),
  ],
  // CloudNativePG, for the owner of the database.
  ['postgres-app', new Set(['uri', 'username', 'password'])],
]);

/** Types of the API, or for kinds that an operator adds our own shapes. */
const kindFaults = (objects: readonly KubernetesObject[]): readonly string[] => [
  ...objects.flatMap((object) => ownKindFaults(object) ?? []),
  ...shapeFaults(objects.filter((object) => ownKindFaults(object) === null)).flat(),
];

const podFaults = (objects: readonly KubernetesObject[]): readonly string[] =>
  podTemplates(objects).flatMap((pod) => [...podSecurityFaults(pod), ...workloadFaults(pod)]);

describe.each(OVERLAYS)('overlay %s', (overlay) => {
  const objects = renderedOverlay(overlay);

  it('holds objects of the types of the API, without a field that nobody reads', () =>
    expect(kindFaults(objects)).toEqual([]));

  it('is admitted by the standard `restricted`, and keeps our own rules', () =>
    expect(podFaults(objects)).toEqual([]));

  it('points to nothing that is not there', () => expect(referenceFaults(objects, SECRET_KEYS)).toEqual([]));

  it('holds no Secret, and asks its namespace to refuse what is not restricted', () => {
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const [namespace] = objects.filter(({ kind }) => kind === 'Namespace');
    expect(namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce']).toBe('restricted');
    const inIt = objects.filter(({ kind }) => kind !== 'Namespace');
    expect([...new Set(inIt.map(({ metadata }) => metadata.namespace))]).toEqual([namespace?.metadata.name]);
  });
});

/** The demo, with one pod changed. */
const changed = (change: (container: IContainer, spec: IPodSpec) => void): readonly KubernetesObject[] => {
  const objects = renderedOverlay('demo');
  const pod = podTemplates(objects).find(({ name }) => name === 'router-gateway');
  const container = pod?.spec.containers[0];
  if (!pod || !container?.securityContext) throw new Error('the demo has no router-gateway');
  change(container, pod.spec);
  return objects;
};

type PodChange = (container: IContainer, spec: IPodSpec) => void;
const INIT: IContainer = { name: 'first', image: 'busybox:1.37.0' };

const FORBIDDEN: readonly (readonly [string, PodChange])[] = [
  ['hostNamespaces', (_, spec) => (spec.hostNetwork = true)],
  ['privileged', ({ securityContext }) => Object.assign(securityContext ?? {}, { privileged: true })],
  ['hostPorts', ({ ports }) => Object.assign(ports?.[0] ?? {}, { hostPort: 9090 })],
  [
    'sysctls',
    (_, spec) =>
      (spec.securityContext = { ...spec.securityContext, sysctls: [{ name: 'kernel.msgmax', value: '1' }] }),
  ],
  ['procMount', ({ securityContext }) => Object.assign(securityContext ?? {}, { procMount: 'Unmasked' })],
  ['probeHosts', ({ livenessProbe }) => Object.assign(livenessProbe?.httpGet ?? {}, { host: '10.0.0.1' })],
  ['volumes', (_, spec) => (spec.volumes = [{ name: 'node', hostPath: { path: '/' } }])],
  ['capabilities', ({ securityContext }) => delete securityContext?.capabilities],
  [
    'capabilities',
    ({ securityContext }) => (securityContext!.capabilities = { drop: ['ALL'], add: ['NET_ADMIN'] }),
  ],
  ['privilegeEscalation', ({ securityContext }) => delete securityContext?.allowPrivilegeEscalation],
  ['runAsNonRoot', (_, spec) => delete spec.securityContext?.runAsNonRoot],
  ['runAsUser', ({ securityContext }) => (securityContext!.runAsUser = 0)],
  ['seccomp', (_, spec) => delete spec.securityContext?.seccompProfile],
  ['capabilities', (_, spec) => (spec.initContainers = [INIT])],
  ['pinned', (container) => (container.image = 'saring:latest')],
  ['pinned', (container) => (container.image = 'saring')],
  ['pinned', (container) => (container.image = 'nats:2.10-alpine')],
  ['resources', ({ resources }) => delete resources?.limits],
  ['resources', ({ resources }) => delete resources?.requests],
  ['readOnly', ({ securityContext }) => delete securityContext?.readOnlyRootFilesystem],
  ['probed', (container) => delete container.readinessProbe],
  ['probed', ({ readinessProbe }) => (readinessProbe!.httpGet!.path = '/healthz')],
  ['probed', ({ readinessProbe }) => (readinessProbe!.httpGet!.port = 'http')],
  ['secrets', ({ env }) => env?.push({ name: 'FONNTE_TOKEN', value: 'written-down' })],
  ['token', (_, spec) => delete spec.automountServiceAccountToken],
];

it.each(FORBIDDEN)('finds a pod that breaks `%s`', (rule, change) => {
  const faults = podFaults(changed(change));
  expect(faults.filter((fault) => fault.endsWith(`(${rule})`))).toEqual([
    expect.stringMatching(/^Deployment\/router-gateway: /),
  ]);
});

it('tries every rule of the standard', () => {
  const tried = new Set(FORBIDDEN.map(([rule]) => rule));
  expect(Object.keys(RESTRICTED).filter((rule) => !tried.has(rule))).toEqual([]);
});

it('finds fields that are misspelt, of a wrong type or missing, each by itself', () => {
  const good = renderedOverlay('demo').find(({ kind }) => kind === 'Deployment');
  const mutant = (path: string, change: (at: Record<string, unknown>) => void): KubernetesObject => {
    const copy = structuredClone(good) as KubernetesObject;
    const at = path
      .split('.')
      .filter(Boolean)
      .reduce(
        (inner, key) => inner[key] as Record<string, unknown>,
        copy as unknown as Record<string, unknown>,
      );
    change(at);
    return copy;
  };
  const container = 'spec.template.spec.containers.0';
  const rename = (from: string, to: string) => (at: Record<string, unknown>) => {
    at[to] = at[from];
    delete at[from];
  };
  const mutants = [
    mutant(container, rename('readinessProbe', 'readinessProb')),
    mutant(`${container}.securityContext`, rename('readOnlyRootFilesystem', 'readonlyRootFilesystem')),
    mutant(`${container}.resources`, rename('limits', 'limit')),
    mutant('spec', (at) => (at['replicas'] = '3')),
    mutant('spec', (at) => delete at['selector']),
    mutant('', (at) => (at['apiVersion'] = 'apps/v2')),
    mutant('metadata', (at) => (at['lables'] = {})),
    mutant(`${container}.livenessProbe.httpGet`, (at) => delete at['port']),
  ];
  const faults = shapeFaults(mutants);
  expect(faults.map((found) => found.length > 0)).toEqual(mutants.map(() => true));
  expect(faults[0]?.join()).toContain('readinessProb');
});

type Change = (objects: KubernetesObject[]) => void;
const specOf = <T>(objects: readonly KubernetesObject[], kind: string, name: string): T =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)?.spec as T;

it.each<[string, Change, RegExp]>([
  [
    'a Service that selects nobody',
    (objects) => (specOf<{ selector: object }>(objects, 'Service', 'edge').selector = { app: 'edge' }),
    /Service\/edge selects no pod/,
  ],
  [
    'a Service that leads to no port',
    (objects) =>
      (specOf<{ ports: { targetPort: string }[] }>(objects, 'Service', 'edge').ports[0]!.targetPort =
        'https'),
    /Service\/edge leads to the port https/,
  ],
  [
    'a key of the Secret that nobody makes',
    (objects) => {
      const env = podTemplates(objects).find(({ name }) => name === 'postgres')?.spec.containers[0]?.env;
      env?.push({ name: 'X', valueFrom: { secretKeyRef: { name: 'saring', key: 'POSTGRES_PASWORD' } } });
    },
    /takes X from saring\.POSTGRES_PASWORD/,
  ],
  [
    'a ConfigMap that is not there',
    (objects) =>
      objects.splice(
        objects.findIndex(({ kind }) => kind === 'ConfigMap'),
        1,
      ),
    /which is no ConfigMap here/,
  ],
  [
    'a policy that aims at nobody',
    (objects) =>
      (specOf<{ podSelector: object }>(objects, 'NetworkPolicy', 'anyone-to-edge').podSelector = {
        matchLabels: { 'app.kubernetes.io/name': 'egde' },
      }),
    /NetworkPolicy\/anyone-to-edge aims at no pod/,
  ],
])('finds %s', (_title, change, fault) => {
  const objects = renderedOverlay('demo');
  change(objects);
  expect(referenceFaults(objects, SECRET_KEYS).join('\n')).toMatch(fault);
});
