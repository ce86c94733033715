// The overlay for production: what stays up when a node goes, and who reaches whom.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUS_USERS, findNatsServer, passwordVariable } from '@saring/local';
import type { IHorizontalPodAutoscalerSpec } from 'kubernetes-models/autoscaling/v2';
import type { IPodDisruptionBudgetSpec } from 'kubernetes-models/policy/v1';
import { hasLabels, podTemplates, titleOf, type KubernetesObject } from './objects';
import { ownKindFaults } from './own-kinds';
import { reachOf } from './reach';
import { renderedOverlay } from './rendered';
import { PRIVATE, ROUTERS, SERVICES, sorted, type Reach } from './neighbours';

const ROOT = join(__dirname, '../../..');
const objects = renderedOverlay('production');
const pods = podTemplates(objects);
const ofKind = <Spec>(kind: string, of: readonly KubernetesObject[] = objects) =>
  of.filter((object) => object.kind === kind).map((object) => object.spec as Spec);
const settings = (name: string) =>
  objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(`${name}-`))?.data ??
  {};
const nats = pods.find(({ name }) => name === 'nats');

it('runs each service at least twice, and counts replicas in one place', () => {
  const scaled = ofKind<IHorizontalPodAutoscalerSpec>('HorizontalPodAutoscaler');
  for (const spec of scaled) expect(spec.minReplicas).toBeGreaterThanOrEqual(2);
  const byAutoscaler = new Set(scaled.map(({ scaleTargetRef: { kind, name } }) => `${kind}/${name}`));
  const fixed = objects.filter(({ kind, spec }) => kind === 'Deployment' && spec?.['replicas'] !== undefined);
  const deployments = objects.filter(({ kind }) => kind === 'Deployment').map(titleOf);
  expect([...byAutoscaler, ...fixed.map(titleOf)].sort()).toEqual(deployments.sort());
  for (const { spec } of fixed) expect(spec?.['replicas']).toBe(2);
});

it('lets a drain take one pod of each at a time, and never blocks it', () => {
  const budgets = ofKind<IPodDisruptionBudgetSpec>('PodDisruptionBudget');
  for (const pod of pods.filter(({ kind }) => kind !== 'Job')) {
    const own = budgets.filter(({ selector }) =>
      hasLabels(pod.labels, selector?.matchLabels ?? { none: '' }),
    );
    expect([
      pod.owner,
      own.map(({ maxUnavailable, minAvailable }) => [maxUnavailable, minAvailable]),
    ]).toEqual([pod.owner, [[1, undefined]]]);
  }
});

it('spreads each over nodes: a quorum strictly, services where it can', () => {
  for (const { owner, kind, labels, spec } of pods.filter((pod) => pod.kind !== 'Job')) {
    const [spread] = spec.topologySpreadConstraints ?? [];
    expect([owner, spread?.topologyKey, spread?.whenUnsatisfiable]).toEqual([
      owner,
      'kubernetes.io/hostname',
      kind === 'StatefulSet' ? 'DoNotSchedule' : 'ScheduleAnyway',
    ]);
    expect(hasLabels(labels, spread?.labelSelector?.matchLabels ?? { none: '' })).toBe(true);
  }
});

it('gives NATS a quorum: three servers that know one another, and streams on all of them', () => {
  const text = settings('nats-settings')['nats-server.conf'] ?? '';
  expect(nats?.replicas).toBe(3);
  expect(settings('saring')['STREAMS_REPLICAS']).toBe('3');
  const routes = [...text.matchAll(/nats:\/\/(nats-\d)\.nats-routes:6222/g)].map(([, server]) => server);
  expect(routes).toEqual(['nats-0', 'nats-1', 'nats-2']);
  expect(text).toContain('server_name: $POD_NAME');
});

it('ends NATS later than its lame duck takes', () => {
  const text = settings('nats-settings')['nats-server.conf'] ?? '';
  const seconds = (name: string) => Number(new RegExp(`${name}: "(\\d+)s"`).exec(text)?.[1]);
  const lameDuck = seconds('lame_duck_grace_period') + seconds('lame_duck_duration');
  expect(nats?.spec.terminationGracePeriodSeconds).toBeGreaterThan(lameDuck);
  const command = nats?.spec.containers[0]?.lifecycle?.preStop?.exec?.command ?? [];
  expect(text).toContain(`pid_file: "${command.join(' ').replace('nats-server -sl=ldm=', '')}"`);
});

it.each(['demo', 'production'])('nats-server takes the configuration of %s', (overlay) => {
  const data = renderedOverlay(overlay).find(({ metadata }) =>
    metadata.name.startsWith('nats-settings'),
  )?.data;
  const file = join(mkdtempSync(join(tmpdir(), 'saring-nats-')), 'nats-server.conf');
  writeFileSync(file, data?.['nats-server.conf'] ?? '');
  const passwords = Object.fromEntries(
    [...BUS_USERS.map(passwordVariable), 'NATS_PASSWORD'].map((name) => [name, 's']),
  );
  const env = { ...process.env, ...passwords, POD_NAME: 'nats-0' };
  const tried = spawnSync(findNatsServer(join(ROOT, '.data')), ['-t', '-c', file], { env, encoding: 'utf8' });
  expect([tried.status, tried.stderr]).toEqual([0, expect.stringContaining('')]);
});

it('keeps PostgreSQL three times, answers a write once two have it, and archives by the plugin', () => {
  const [cluster] = ofKind<Record<string, unknown>>('Cluster');
  expect(cluster).toMatchObject({
    instances: 3,
    postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'required' } },
    plugins: [{ isWALArchiver: true, parameters: { barmanObjectName: 'postgres-backups' } }],
  });
  expect(objects.map(titleOf)).toEqual(
    expect.arrayContaining(['ObjectStore/postgres-backups', 'ScheduledBackup/postgres-daily']),
  );
});

it.each<[string, string, (spec: Record<string, never>) => void]>([
  ['a misspelt field', 'Cluster', (spec) => Object.assign(spec, { instancez: 3 })],
  ['a text for a number', 'Cluster', (spec) => Object.assign(spec, { instances: '3' })],
  [
    'backups by the way that goes away',
    'ScheduledBackup',
    (spec) => Object.assign(spec, { method: 'barmanObjectStore' }),
  ],
  ['a schedule without seconds', 'ScheduledBackup', (spec) => Object.assign(spec, { schedule: '0 2 * * *' })],
  ['a bucket without its keys', 'ObjectStore', (spec) => delete spec['configuration']],
])('finds %s', (_title, kind, change) => {
  const [object] = renderedOverlay('production').filter((one) => one.kind === kind);
  change(object?.spec as Record<string, never>);
  expect(ownKindFaults(object as KubernetesObject)).not.toEqual([]);
});

const DNS = ['dns 53', 'dns 53/UDP'];
const SERVICE = [...DNS, 'monitoring 4318', 'nats 4222', 'postgres 5432'];
const NOTICE = ['edge 9080'];
const PRODUCTION: Reach = {
  ...Object.fromEntries(SERVICES.map((name) => [name, SERVICE])),
  payment: [...SERVICE, 'internet 443'],
  notification: [...SERVICE, 'internet 443', 'internet 465', 'internet 587'],
  'router-gateway': [...SERVICE, ...PRIVATE.flatMap((name) => [`${name} 8728`, `${name} 8729`])],
  migrations: [...DNS, 'postgres 5432'],
  nats: [...DNS, 'nats 6222'],
  postgres: [...[...DNS, 'postgres 5432', 'postgres 8000', 'internet 443'], 'api of the cluster 6443'],
  ...Object.fromEntries(
    [...ROUTERS, 'internet', 'metadata of the cloud', 'dns'].map((name) => [name, NOTICE]),
  ),
  'another of kube-system': NOTICE,
  'stranger in the cluster': NOTICE,
  'api of the cluster': NOTICE,
  ingress: ['edge 9000', ...NOTICE],
  'cnpg operator': [...NOTICE, 'postgres 5432', 'postgres 8000'],
  monitoring: [...NOTICE, 'postgres 9187', ...SERVICES.map((name) => `${name} 9090`)],
};

it('each pod and each place outside reaches what is written here, and nothing else', () =>
  expect(sorted(reachOf(objects))).toEqual(sorted(PRODUCTION)));

it('with KurrentDB, the services reach it and nothing else changes', () => {
  const reach = reachOf(renderedOverlay('production-kurrentdb'));
  const withIt = Object.fromEntries(
    Object.entries(PRODUCTION).map(([source, reached]) => [
      source,
      SERVICES.includes(source) ? [...reached, 'kurrentdb 2113'] : reached,
    ]),
  );
  expect(sorted(reach)).toEqual(sorted({ ...withIt, kurrentdb: DNS }));
});
