// neighbours.ts — who is asked about in the matrices of who reaches whom.

export type Reach = Readonly<Record<string, readonly string[]>>;

/** By names in order: manifests have none. */
export const sorted = (reach: Reach): Reach =>
  Object.fromEntries(Object.entries(reach).map(([source, reached]) => [source, [...reached].sort()]));

export const SERVICES = [
  ...['edge', 'auth-otp', 'quota-ledger', 'notification', 'payment', 'billing', 'router-gateway'],
];
export const ROUTERS = ['10.99.0.2', '100.64.3.4', '172.20.0.1', '192.168.88.1'].map((at) => `router ${at}`);
/** Pods have addresses of a private network, too. */
export const PRIVATE = [
  ...[...ROUTERS, 'dns', 'another of kube-system', 'api of the cluster', 'cnpg operator', 'ingress'],
  ...['monitoring', 'stranger in the cluster'],
];
