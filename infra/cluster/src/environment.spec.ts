// Every service of the cluster starts with the environment that its manifests give it.
import { SERVICES } from '@saring/all-in-one';
import { kitConfig, requireSettings, settingNames, type ServiceDefinition } from '@saring/service-kit';
import { environmentOf, type Environment } from './environment';
import { podTemplates, type KubernetesObject, type PodTemplate } from './objects';
import { OVERLAYS, renderedOverlay } from './rendered';

const SAMPLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://saring:secret@postgres:5432/saring',
  uri: 'postgresql://saring:secret@postgres:5432/saring',
  SECRETS_KEY: 's'.repeat(49),
};
const secretValue = (key: string): string =>
  SAMPLES[key] ??
  (key.startsWith('NATS_URL_') ? 'nats://user:secret@nats:4222' : 'a-secret-of-24-characters');

/** Which program and where it listens: read before any schema. */
const OF_THE_HOST = ['SERVICE', 'HOST', 'HEALTH_PORT', 'NODE_ENV'];

const isService = ({ labels }: PodTemplate): boolean => labels['app.kubernetes.io/component'] === 'service';
const servicesOf = (objects: readonly KubernetesObject[]) => podTemplates(objects).filter(isService);
const environmentIn = (objects: readonly KubernetesObject[], pod: PodTemplate): Environment => {
  const [container] = pod.spec.containers;
  if (!container) throw new Error(`${pod.owner} has no container`);
  return environmentOf(container, objects, secretValue);
};
const definitionOf = ({ values }: Environment): ServiceDefinition => {
  const definition = SERVICES.find(({ name }) => name === values['SERVICE']);
  if (!definition) throw new Error(`${values['SERVICE']} is no service`);
  return definition;
};

/** The faults that the service itself would say at its start, and names that no service reads. */
const environmentFaults = (objects: readonly KubernetesObject[]): readonly string[] => {
  const ofAll = new Set([
    ...settingNames([kitConfig, ...SERVICES.flatMap(({ config }) => config ?? [])]),
    ...OF_THE_HOST,
  ]);
  return servicesOf(objects).flatMap((pod) => {
    const environment = environmentIn(objects, pod);
    const definition = definitionOf(environment);
    const own = new Set([
      ...settingNames([kitConfig, ...(definition.config ? [definition.config] : [])]),
      ...OF_THE_HOST,
    ]);
    const ownNames = (pod.spec.containers[0]?.env ?? []).map(({ name }) => name);
    const faults = [
      ...environment.names.filter((name) => !ofAll.has(name)).map((name) => `no service reads ${name}`),
      ...ownNames
        .filter((name) => ofAll.has(name) && !own.has(name))
        .map((name) => `it does not read ${name}`),
    ];
    try {
      requireSettings([definition], environment.values);
    } catch (error) {
      faults.push((error as Error).message);
    }
    return faults.map((fault) => `${pod.owner}: ${fault}`);
  });
};

describe.each(OVERLAYS)('overlay %s', (overlay) => {
  it('starts each service once', () =>
    expect(
      servicesOf(renderedOverlay(overlay))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(SERVICES.map(({ name }) => name).sort()));

  it('gives every service what it needs and nothing that it does not read', () =>
    expect(environmentFaults(renderedOverlay(overlay))).toEqual([]));
});

const containerOf = (objects: readonly KubernetesObject[], name: string) => {
  const container = podTemplates(objects).find((pod) => pod.name === name)?.spec.containers[0];
  if (!container?.env) throw new Error(`no environment of ${name}`);
  return { container, env: container.env };
};

it.each<[string, (objects: KubernetesObject[]) => void, RegExp]>([
  [
    'a setting that is left out',
    (objects) => {
      const { container, env } = containerOf(objects, 'billing');
      container.env = env.filter(({ name }) => name !== 'SECRETS_KEY');
    },
    /Deployment\/billing: .*SECRETS_KEY is not set/s,
  ],
  [
    'a misspelt setting',
    (objects) => containerOf(objects, 'edge').env.push({ name: 'PUBLIC_ULR', value: 'https://a.example' }),
    /Deployment\/edge: no service reads PUBLIC_ULR/,
  ],
  [
    'a setting of another service',
    (objects) => containerOf(objects, 'edge').env.push({ name: 'FONNTE_TOKEN', value: 'x' }),
    /Deployment\/edge: it does not read FONNTE_TOKEN/,
  ],
  [
    'a value that the service refuses',
    (objects) => containerOf(objects, 'edge').env.push({ name: 'NOTICE_PORT', value: 'door' }),
    /Deployment\/edge: .*NOTICE_PORT/s,
  ],
])('finds %s', (_title, change, fault) => {
  const objects = renderedOverlay('demo');
  change(objects);
  expect(environmentFaults(objects).join('\n')).toMatch(fault);
});
