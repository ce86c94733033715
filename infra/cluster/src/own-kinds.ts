// own-kinds.ts — kinds that CloudNativePG and its Barman Cloud plugin add to the API: the fields of them that we use, and no
// other. Their definitions are not on npm's list of what we install; a field that is new here is looked up there first.
import { z } from 'zod';
import { titleOf, type KubernetesObject } from './objects';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
const size = z.string().regex(/^\d+(?:Mi|Gi)$/);
const quantities = z.strictObject({ cpu: z.string().optional(), memory: size.optional() });
const key = z.strictObject({ name, key: z.string() });
const pluginName = z.literal('barman-cloud.cloudnative-pg.io');

const cluster = z.strictObject({
  instances: z.number().int().min(1),
  imageName: z.string(),
  primaryUpdateStrategy: z.enum(['unsupervised', 'supervised']),
  bootstrap: z.strictObject({
    initdb: z.strictObject({ database: z.string(), owner: z.string(), encoding: z.string() }),
  }),
  postgresql: z.strictObject({
    synchronous: z.strictObject({
      method: z.enum(['any', 'first']),
      number: z.number().int().min(1),
      dataDurability: z.enum(['required', 'preferred']),
    }),
    // PostgreSQL's own names; the operator takes texts alone.
    parameters: z.record(z.string(), z.string()),
  }),
  storage: z.strictObject({ size }),
  walStorage: z.strictObject({ size }),
  resources: z.strictObject({ requests: quantities, limits: quantities }),
  affinity: z.strictObject({
    enablePodAntiAffinity: z.boolean(),
    podAntiAffinityType: z.enum(['required', 'preferred']),
    topologyKey: z.string(),
  }),
  plugins: z.array(
    z.strictObject({
      name: pluginName,
      isWALArchiver: z.boolean(),
      parameters: z.strictObject({ barmanObjectName: name }),
    }),
  ),
});

const scheduledBackup = z.strictObject({
  // Seconds first.
  schedule: z.string().regex(/^\S+(?: \S+){5}$/),
  immediate: z.boolean(),
  backupOwnerReference: z.enum(['none', 'self', 'cluster']),
  cluster: z.strictObject({ name }),
  // Left out it would be `barmanObjectStore`, which goes away in 1.31.
  method: z.literal('plugin'),
  pluginConfiguration: z.strictObject({ name: pluginName }),
});

const compression = z.strictObject({ compression: z.enum(['gzip', 'bzip2', 'snappy']) });
const objectStore = z.strictObject({
  retentionPolicy: z.string().regex(/^[1-9]\d*[dwm]$/),
  configuration: z.strictObject({
    destinationPath: z.string().regex(/^s3:\/\/\S+$/),
    endpointURL: z.string().regex(/^https:\/\/\S+$/),
    s3Credentials: z.strictObject({ accessKeyId: key, secretAccessKey: key }),
    wal: compression,
    data: compression,
  }),
});

const SPECS: Readonly<Record<string, z.ZodType>> = {
  'postgresql.cnpg.io/v1 Cluster': cluster,
  'postgresql.cnpg.io/v1 ScheduledBackup': scheduledBackup,
  'barmancloud.cnpg.io/v1 ObjectStore': objectStore,
};

/** The faults of an object of such a kind; null: it is of none, and types of the API say what it may hold. */
export const ownKindFaults = (object: KubernetesObject): readonly string[] | null => {
  const spec = SPECS[`${object.apiVersion} ${object.kind}`];
  if (!spec) return null;
  const metadata = z.strictObject({ name, namespace: name });
  const whole = z.strictObject({ apiVersion: z.string(), kind: z.string(), metadata, spec });
  const issues = whole.safeParse(object).error?.issues ?? [];
  return issues.map(({ path, message }) => `${titleOf(object)}: ${path.join('.')} ${message}`);
};
