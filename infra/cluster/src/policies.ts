// policies.ts — what NetworkPolicies say of one connection, as the API describes them.
import type {
  INetworkPolicyPeer,
  INetworkPolicyPort,
  INetworkPolicySpec,
} from 'kubernetes-models/networking.k8s.io/v1';
import { isInside } from './addresses';
import { hasLabels, type KubernetesObject, type Labels } from './objects';

/** A pod, or a place outside of all clusters (`namespace` absent). */
export type Place = {
  readonly name: string;
  readonly address: string;
  readonly namespace?: string;
  readonly labels: Labels;
  /** By which names its ports are known. */
  readonly portNames: ReadonlyMap<string, number>;
};

export type Port = { readonly protocol: 'TCP' | 'UDP'; readonly port: number };

type Direction = 'Ingress' | 'Egress';
type Selector = NonNullable<INetworkPolicyPeer['podSelector']>;

/** Whether a connection is let out by the policies of its source and let in by those of its target. */
export const isReachable = (
  policies: readonly KubernetesObject[],
  source: Place,
  target: Place,
  port: Port,
): boolean =>
  isAllowed(policies, 'Egress', source, target, port, target) &&
  isAllowed(policies, 'Ingress', target, source, port, target);

const isAllowed = (
  policies: readonly KubernetesObject[],
  direction: Direction,
  self: Place,
  peer: Place,
  port: Port,
  listener: Place,
): boolean => {
  const concerned = policies
    .filter(({ metadata }) => self.namespace !== undefined && metadata.namespace === self.namespace)
    .map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      spec: spec as unknown as INetworkPolicySpec,
    }))
    .filter(
      ({ spec }) => directionsOf(spec).includes(direction) && selects(spec.podSelector ?? {}, self.labels),
    );
  // A pod that no policy names is open.
  if (concerned.length === 0) return true;
  return concerned.some(({ namespace, spec }) => {
    const rules =
      direction === 'Ingress'
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
    return rules.some(
      ({ peers, ports }) =>
        (!peers?.length || peers.some((one) => isPeer(one, peer, namespace))) &&
        (!ports?.length || ports.some((one) => isPort(one, port, listener))),
    );
  });
};

const directionsOf = ({ policyTypes, egress }: INetworkPolicySpec): readonly string[] =>
  policyTypes ?? (egress ? ['Ingress', 'Egress'] : ['Ingress']);

const isPeer = (
  { podSelector, namespaceSelector, ipBlock }: INetworkPolicyPeer,
  place: Place,
  own: string | undefined,
): boolean => {
  // Most network plugins look at a pod's address, too: in doubt it is reached.
  if (ipBlock)
    return (
      isInside(place.address, ipBlock.cidr) &&
      !(ipBlock.except ?? []).some((cidr) => isInside(place.address, cidr))
    );
  if (place.namespace === undefined) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, { 'kubernetes.io/metadata.name': place.namespace })
    : place.namespace === own;
  return inNamespace && (!podSelector || selects(podSelector, place.labels));
};

const isPort = (rule: INetworkPolicyPort, { protocol, port }: Port, listener: Place): boolean => {
  if ((rule.protocol ?? 'TCP') !== protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === 'string') return listener.portNames.get(rule.port) === port;
  return port >= rule.port && port <= (rule.endPort ?? rule.port);
};

const selects = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean =>
  hasLabels(labels, matchLabels) &&
  matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        throw new Error(`${operator} is no operator of a selector`);
    }
  });
