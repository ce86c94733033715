// reach.ts — from each pod and from outside: whom do the NetworkPolicies let it reach, at which ports?
import { containersOf, operatedPods, podTemplates, type FurtherPod, type KubernetesObject } from './objects';
import { isReachable, type Place, type Port } from './policies';

/** Nobody listens here: who reaches it reaches every port. */
const ODD_PORT: Port = { protocol: 'TCP', port: 31_337 };
const tcp = (...ports: readonly number[]): readonly Port[] =>
  ports.map((port) => ({ protocol: 'TCP', port }));
const udp = (...ports: readonly number[]): readonly Port[] =>
  ports.map((port) => ({ protocol: 'UDP', port }));

/** Asked of every place that is no pod of ours. */
const OUTER_PORTS: readonly Port[] = [
  ...tcp(22, 25, 53, 80, 443, 465, 587, 2_112, 4_222, 4_318, 5_432, 6_443, 8_000, 8_080, 8_291, 8_728, 8_729),
  ...udp(53, 161, 1_812, 1_813, 3_799),
  ODD_PORT,
];

const NO_NAMES: ReadonlyMap<string, number> = new Map();
const outer = (name: string, address: string, more: Partial<Place> = {}): Place => ({
  ...{ name, address, labels: {}, portNames: NO_NAMES },
  ...more,
});

/** What there is beside our namespace. */
const OUTER_PLACES: readonly Place[] = [
  outer('internet', '203.0.113.7'),
  outer('router 192.168.88.1', '192.168.88.1'),
  outer('router 10.99.0.2', '10.99.0.2'),
  outer('router 100.64.3.4', '100.64.3.4'),
  outer('router 172.20.0.1', '172.20.0.1'),
  outer('metadata of the cloud', '169.254.169.254'),
  outer('dns', '10.42.255.10', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }),
  outer('another of kube-system', '10.42.255.11', { namespace: 'kube-system' }),
  outer('monitoring', '10.42.254.1', { namespace: 'monitoring' }),
  outer('ingress', '10.42.252.1', { namespace: 'ingress-nginx' }),
  outer('cnpg operator', '10.42.251.1', { namespace: 'cnpg-system' }),
  outer('api of the cluster', '10.0.0.10'),
  outer('stranger in the cluster', '10.42.253.1', { namespace: 'default' }),
];

type Target = { readonly place: Place; readonly ports: readonly Port[] };

/**
 * @param more pods that nobody declares.
 * @param places beside our namespace.
 * @returns for each source what it reaches: `nats 4222`, `dns 53/UDP`, `nats any port`. Sources that reach nothing stand too.
 */
export const reachOf = (
  objects: readonly KubernetesObject[],
  more: readonly FurtherPod[] = [],
  places: readonly Place[] = OUTER_PLACES,
): Readonly<Record<string, readonly string[]>> => {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const inner = innerTargets(objects, more);
  const targets: readonly Target[] = [...inner, ...places.map((place) => ({ place, ports: OUTER_PORTS }))];
  const isInner = (place: Place) => inner.some((one) => one.place === place);
  const reachedBy = (source: Place): readonly string[] =>
    targets
      // What others do among themselves is not ours.
      .filter(({ place }) => isInner(source) || isInner(place))
      .flatMap(({ place, ports }) => {
        const reached = ports.filter((port) => isReachable(policies, source, place, port));
        if (reached.includes(ODD_PORT)) return `${place.name} any port`;
        return reached.map(
          ({ protocol, port }) => `${place.name} ${port}${protocol === 'UDP' ? '/UDP' : ''}`,
        );
      });
  return Object.fromEntries(targets.map(({ place }) => [place.name, reachedBy(place)]));
};

const innerTargets = (
  objects: readonly KubernetesObject[],
  more: readonly FurtherPod[],
): readonly Target[] => {
  const namespace = objects.find(({ kind }) => kind === 'Namespace')?.metadata.name;
  if (namespace === undefined) throw new Error('The overlay has no namespace of its own.');
  const pods = podTemplates(objects).map((pod) => {
    const ports = containersOf(pod).flatMap((container) => container.ports ?? []);
    const portNames = new Map(ports.map(({ name = '', containerPort }) => [name, containerPort]));
    return { name: pod.name, labels: pod.labels, ports: ports.map((port) => port.containerPort), portNames };
  });
  return [
    ...pods,
    ...[...operatedPods(objects), ...more].map((pod) => ({ ...pod, portNames: NO_NAMES })),
  ].map(({ name, labels, ports, portNames }, index) => ({
    place: { name, labels, namespace, portNames, address: `10.42.0.${index + 1}` },
    ports: [...tcp(...ports), ODD_PORT],
  }));
};
