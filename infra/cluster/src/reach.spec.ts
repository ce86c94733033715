// Who reaches whom in the demo, in full; and that each way in which a policy may be too open or too tight is seen.
import type { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1';
import type { KubernetesObject } from './objects';
import { reachOf } from './reach';
import { renderedOverlay } from './rendered';
import { PRIVATE, ROUTERS, SERVICES, sorted, type Reach } from './neighbours';

const SERVICE = ['dns 53', 'dns 53/UDP', 'monitoring 4318', 'nats 4222', 'postgres 5432'];
const ENGINE = ['dns 53', 'dns 53/UDP'];
const OUTSIDE = ['edge 9000', 'edge 9080'];
/** A pod of our namespace that no policy names: the default holds it. */
const NEWCOMER = { name: 'newcomer', labels: {}, ports: [8_080] };

const DEMO: Reach = {
  newcomer: ENGINE,
  edge: SERVICE,
  'auth-otp': SERVICE,
  'quota-ledger': SERVICE,
  billing: SERVICE,
  payment: [...SERVICE, 'internet 443'],
  notification: [...SERVICE, 'internet 443', 'internet 465', 'internet 587'],
  'router-gateway': [...SERVICE, ...PRIVATE.flatMap((name) => [`${name} 8728`, `${name} 8729`])],
  postgres: ENGINE,
  nats: ENGINE,
  internet: OUTSIDE,
  ...Object.fromEntries(ROUTERS.map((name) => [name, OUTSIDE])),
  'metadata of the cloud': OUTSIDE,
  dns: OUTSIDE,
  'api of the cluster': OUTSIDE,
  'cnpg operator': OUTSIDE,
  ingress: OUTSIDE,
  'another of kube-system': OUTSIDE,
  'stranger in the cluster': OUTSIDE,
  monitoring: [...OUTSIDE, ...SERVICES.map((name) => `${name} 9090`)],
};

it('the demo: each pod and each place outside reaches what is written here, and nothing else', () =>
  expect(sorted(reachOf(renderedOverlay('demo'), [NEWCOMER]))).toEqual(sorted(DEMO)));

const reachWith = (
  change: (policies: Map<string, INetworkPolicySpec>, objects: KubernetesObject[]) => void,
) => {
  const objects = renderedOverlay('demo');
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  change(
    new Map(policies.map(({ metadata, spec }) => [metadata.name, spec as unknown as INetworkPolicySpec])),
    objects,
  );
  return sorted(reachOf(objects, [NEWCOMER]));
};
/** Sources whose reach differs from the demo's. */
const changedSources = (reach: Reach): readonly string[] =>
  Object.keys(reach)
    .filter((source) => reach[source]?.join() !== sorted(DEMO)[source]?.join())
    .sort();
const without = (objects: KubernetesObject[], name: string): void => {
  objects.splice(
    objects.findIndex(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name),
    1,
  );
};
const policy = (policies: Map<string, INetworkPolicySpec>, name: string): INetworkPolicySpec => {
  const found = policies.get(name);
  if (!found) throw new Error(`There is no policy ${name}.`);
  return found;
};

describe('a policy that is changed', () => {
  it('without the default, a pod that no other policy names is open', () => {
    const reach = reachWith((_, objects) => without(objects, 'nothing-by-default'));
    expect(reach['internet']).toEqual([...OUTSIDE, 'newcomer any port']);
  });

  it('without its own policy nobody reaches NATS', () => {
    const reach = reachWith((_, objects) => without(objects, 'services-into-nats'));
    expect(changedSources(reach)).toEqual([...SERVICES].sort());
  });

  it.each<[string, (policies: Map<string, INetworkPolicySpec>) => void, readonly string[]]>([
    [
      'every service may reach routers',
      (policies) => (policy(policies, 'router-gateway-to-routers').podSelector = {}),
      [
        'auth-otp',
        'billing',
        'edge',
        'nats',
        'newcomer',
        'notification',
        'payment',
        'postgres',
        'quota-ledger',
      ],
    ],
    [
      'the gateway reaches every port of its networks',
      (policies) => delete policy(policies, 'router-gateway-to-routers').egress?.[0]?.ports,
      ['router-gateway'],
    ],
    [
      'the gateway reaches the whole internet',
      (policies) => delete policy(policies, 'router-gateway-to-routers').egress?.[0]?.to,
      ['router-gateway'],
    ],
    [
      'notification reaches the networks of routers',
      (policies) => delete policy(policies, 'notification-to-channels').egress?.[0]?.to?.[0]?.ipBlock?.except,
      ['notification'],
    ],
    [
      'payment reaches what a cloud tells its nodes',
      (policies) => {
        const block = policy(policies, 'payment-to-gateways').egress?.[0]?.to?.[0]?.ipBlock;
        if (block) block.except = block.except?.filter((cidr) => !cidr.startsWith('169.254')) ?? [];
      },
      ['payment'],
    ],
    [
      'a service is open to all namespaces',
      (policies) =>
        (policy(policies, 'services-and-monitoring').ingress![0]!.from = [{ namespaceSelector: {} }]),
      ['another of kube-system', 'cnpg operator', 'dns', 'ingress', 'stranger in the cluster'],
    ],
    [
      'any pod may ask PostgreSQL, but only services may go out to it',
      (policies) => (policy(policies, 'services-into-postgres').ingress![0]!.from = [{ podSelector: {} }]),
      [],
    ],
    [
      'PostgreSQL is open to whoever asks',
      (policies) => delete policy(policies, 'services-into-postgres').ingress?.[0]?.from,
      [
        'another of kube-system',
        'api of the cluster',
        'cnpg operator',
        'dns',
        'ingress',
        'internet',
        'metadata of the cloud',
        'monitoring',
        ...ROUTERS,
        'stranger in the cluster',
      ].sort(),
    ],
    [
      'nobody resolves a name',
      (policies) => (policy(policies, 'everyone-to-dns').egress = []),
      [...SERVICES, 'nats', 'newcomer', 'postgres'].sort(),
    ],
    [
      'the door is shut',
      (policies) => (policy(policies, 'anyone-to-edge').ingress = []),
      Object.keys(DEMO)
        .filter((name) => DEMO[name]?.includes('edge 9000'))
        .sort(),
    ],
    [
      'a policy of ingress alone says nothing of egress',
      (policies) => (policy(policies, 'router-gateway-to-routers').policyTypes = ['Ingress']),
      ['router-gateway'],
    ],
  ])('%s', (_title, change, sources) => {
    expect(changedSources(reachWith((policies) => change(policies)))).toEqual(sources);
  });
});
