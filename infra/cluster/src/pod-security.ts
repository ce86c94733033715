// pod-security.ts — the Pod Security Standard `restricted`, as kubernetes/pod-security-admission admits pods by it.
import type { IContainer } from 'kubernetes-models/v1';
import { containersOf, type PodTemplate } from './objects';

/** @returns what the standard refuses, each in a sentence without the pod's name. */
type Rule = (pod: PodTemplate) => readonly string[];

const inEach =
  (faultOf: (container: IContainer, pod: PodTemplate) => string | undefined): Rule =>
  (pod) =>
    containersOf(pod).flatMap((container) => {
      const fault = faultOf(container, pod);
      return fault === undefined ? [] : `container ${container.name} ${fault}`;
    });

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;
const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_syncookies',
]);
const VOLUME_KINDS: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost']);

const probesOf = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }: IContainer) => [
  livenessProbe,
  readinessProbe,
  startupProbe,
  lifecycle?.postStart,
  lifecycle?.preStop,
];

/** Baseline first, then what `restricted` adds. */
export const RESTRICTED: Readonly<Record<string, Rule>> = {
  hostNamespaces: ({ spec }) =>
    HOST_NAMESPACES.filter((name) => spec[name]).map((name) => `the pod has ${name}`),
  privileged: inEach(({ securityContext }) => (securityContext?.privileged ? 'is privileged' : undefined)),
  hostPorts: inEach(({ ports }) =>
    ports?.some(({ hostPort }) => hostPort) ? 'takes a hostPort' : undefined,
  ),
  sysctls: ({ spec }) =>
    (spec.securityContext?.sysctls ?? [])
      .filter(({ name }) => !SAFE_SYSCTLS.has(name))
      .map(({ name }) => `the pod sets the sysctl ${name}`),
  procMount: inEach(({ securityContext }) =>
    (securityContext?.procMount ?? 'Default') === 'Default' ? undefined : 'has a procMount of its own',
  ),
  probeHosts: inEach((container) =>
    probesOf(container).some((probe) => probe?.httpGet?.host ?? probe?.tcpSocket?.host)
      ? 'has a probe that names a host'
      : undefined,
  ),
  volumes: ({ spec }) =>
    (spec.volumes ?? []).flatMap(({ name, ...source }) =>
      Object.keys(source)
        .filter((kind) => !VOLUME_KINDS.has(kind))
        .map((kind) => `the volume ${name} is a ${kind}`),
    ),
  capabilities: inEach(({ securityContext }) => {
    const { drop = [], add = [] } = securityContext?.capabilities ?? {};
    if (!drop.includes('ALL')) return 'keeps capabilities';
    return add.every((name) => name === 'NET_BIND_SERVICE') ? undefined : `adds ${add.join(', ')}`;
  }),
  privilegeEscalation: inEach(({ securityContext }) =>
    securityContext?.allowPrivilegeEscalation === false ? undefined : 'may gain privileges',
  ),
  runAsNonRoot: inEach(({ securityContext }, { spec }) =>
    (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true
      ? undefined
      : 'may run as root',
  ),
  runAsUser: inEach(({ securityContext }, { spec }) =>
    (securityContext?.runAsUser ?? spec.securityContext?.runAsUser) === 0 ? 'runs as user 0' : undefined,
  ),
  seccomp: inEach(({ securityContext }, { spec }) => {
    const profile = securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile;
    return SECCOMP.has(profile?.type ?? '') ? undefined : 'has no seccomp profile';
  }),
};

/** Every fault of a pod, with its owner and the rule's name. */
export const podSecurityFaults = (pod: PodTemplate): readonly string[] =>
  Object.entries(RESTRICTED).flatMap(([rule, faultsOf]) =>
    faultsOf(pod).map((fault) => `${pod.owner}: ${fault} (${rule})`),
  );
