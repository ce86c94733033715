// streams.ts — the JetStream streams of the system, as large as the disk allows.
import { FACTS_STREAM, OBSERVATIONS_STREAM, WEBHOOKS_STREAM } from '@saring/contracts';
import {
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  nanos,
  type JetStreamManager,
  type KV,
  type KvOptions,
  type NatsConnection,
  type NatsError,
  type StreamConfig,
  type StreamInfo,
} from 'nats';

const DAY_MILLISECONDS = 86_400_000;
/** What a stream keeps; services that sleep longer start again from what their owners answer. */
export const STREAM_LIMITS = {
  factsAgeMilliseconds: 30 * DAY_MILLISECONDS,
  factsBytes: 2 * 1024 ** 3,
  observationsAgeMilliseconds: DAY_MILLISECONDS,
  observationsBytes: 4 * 1024 ** 3,
  webhooksAgeMilliseconds: 30 * DAY_MILLISECONDS,
  webhooksBytes: 512 * 1024 ** 2,
  deadAgeMilliseconds: 90 * DAY_MILLISECONDS,
  deadBytes: 256 * 1024 ** 2,
  deadLettersOfOneReader: 1_000,
  dedupeMilliseconds: 120_000,
};
export const DEAD_STREAM = 'DEAD';
export const deadSubject = (durable: string): string => `dead.${durable}`;

const stream = (
  name: string,
  subject: string,
  ageMilliseconds: number,
  bytes: number,
): Partial<StreamConfig> => ({
  name,
  subjects: [subject],
  // Under workqueue or interest, 2.9 forgets the last sequence of a subject after an ack.
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_age: nanos(ageMilliseconds),
  max_bytes: bytes,
  duplicate_window: nanos(STREAM_LIMITS.dedupeMilliseconds),
  allow_direct: true,
});

/** Of a disk that cannot hold them whole, each stream has its part of what there is; none is smaller than this. */
const LEAST_STREAM_BYTES = 8 * 1024 ** 2;
const NO_STREAM = '404';
/** JetStream's own codes: its storage, or that of the account, has no room for what the stream reserves. */
const NO_ROOM = [10_047, 10_028, 10_002];

const wantedStreams = (webhooksDays?: number): Partial<StreamConfig>[] => {
  const limits = STREAM_LIMITS;
  return [
    stream(FACTS_STREAM, 'fact.>', limits.factsAgeMilliseconds, limits.factsBytes),
    stream(OBSERVATIONS_STREAM, 'obs.>', limits.observationsAgeMilliseconds, limits.observationsBytes),
    {
      ...stream(
        WEBHOOKS_STREAM,
        'hook.>',
        webhooksDays === undefined ? limits.webhooksAgeMilliseconds : webhooksDays * DAY_MILLISECONDS,
        limits.webhooksBytes,
      ),
      // A full stream refuses what comes and keeps what it has: its vendor sends the notice again (webhook-room.ts).
      discard: DiscardPolicy.New,
    },
    {
      ...stream(DEAD_STREAM, 'dead.>', limits.deadAgeMilliseconds, limits.deadBytes),
      // The dead letters of one reader push out none of another.
      max_msgs_per_subject: limits.deadLettersOfOneReader,
    },
  ];
};

/**
 * Creates the streams that do not exist yet.
 * @param totalBytes what they may take together: new and existing ones follow it, but none is cut below what it
 * holds. Absent: existing ones stay as their operator set them.
 * @param replicas servers that hold each message, of streams and of the buckets that are there by now; absent: one of new
 * streams, and existing ones stay. @throws where the cluster has fewer servers.
 * @param webhooksDays how long webhooks are kept; absent: an existing stream stays as it is.
 */
export const ensureStreams = async (
  manager: JetStreamManager,
  totalBytes?: number,
  replicas?: number,
  webhooksDays?: number,
): Promise<void> => {
  const wanted = wantedStreams(webhooksDays);
  const standard = wanted.reduce((sum, { max_bytes = 0 }) => sum + max_bytes, 0);
  const share = Math.min(1, (totalBytes ?? standard) / standard);
  for (const config of wanted) {
    const bytes = Math.max(LEAST_STREAM_BYTES, Math.floor((config.max_bytes ?? 0) * share));
    const info = await findStream(manager, config.name ?? '');
    if (!info) await addStream(manager, { ...config, max_bytes: bytes, num_replicas: replicas ?? 1 });
    else {
      const isAged = webhooksDays !== undefined && config.name === WEBHOOKS_STREAM;
      const max_age = (isAged ? config.max_age : undefined) ?? info.config.max_age;
      const max_bytes = totalBytes === undefined ? info.config.max_bytes : bytes;
      await adjustStream(manager, info, { ...config, max_age }, max_bytes);
    }
  }
  if (replicas !== undefined) await replicate(manager, replicas);
};

/** Buckets are streams of this prefix, made by those who use them. */
const BUCKET_PREFIX = 'KV_';

const replicate = async (manager: JetStreamManager, replicas: number): Promise<void> => {
  const own = new Set(wantedStreams().map(({ name }) => name));
  for await (const name of manager.streams.names()) {
    if (!own.has(name) && !name.startsWith(BUCKET_PREFIX)) continue;
    const { config } = await manager.streams.info(name);
    if (config.num_replicas !== replicas)
      await manager.streams.update(name, { ...config, num_replicas: replicas });
  }
};

/** Opens a bucket, or makes it with as many replicas as the stream of facts has (STREAMS_REPLICAS). */
export const openBucket = async (
  nats: NatsConnection,
  name: string,
  options: Partial<KvOptions>,
): Promise<KV> => {
  const facts = await findStream(await nats.jetstreamManager(), FACTS_STREAM);
  return nats.jetstream().views.kv(name, { ...options, replicas: facts?.config.num_replicas ?? 1 });
};

const findStream = async (manager: JetStreamManager, name: string): Promise<StreamInfo | null> => {
  try {
    return await manager.streams.info(name);
  } catch (error) {
    if ((error as NatsError).code === NO_STREAM) return null;
    throw error;
  }
};

/** A server with less room gets a smaller stream rather than none. */
const addStream = async (manager: JetStreamManager, config: Partial<StreamConfig>): Promise<void> => {
  for (let bytes = config.max_bytes ?? 0; ; bytes = Math.floor(bytes / 2)) {
    try {
      await manager.streams.add({ ...config, max_bytes: bytes });
      return;
    } catch (error) {
      const code = (error as NatsError).api_error?.err_code ?? 0;
      if (!NO_ROOM.includes(code) || bytes / 2 < LEAST_STREAM_BYTES) throw error;
    }
  }
};

/** Never below what the stream holds: nothing stored is dropped to make room. */
const adjustStream = async (
  manager: JetStreamManager,
  { config, state }: StreamInfo,
  wanted: Partial<StreamConfig>,
  bytes: number,
): Promise<void> => {
  const { discard = config.discard, max_msgs_per_subject = config.max_msgs_per_subject } = wanted;
  const { max_age = config.max_age } = wanted;
  const max_bytes = bytes === config.max_bytes ? bytes : Math.max(bytes, state.bytes);
  const isSame =
    config.max_bytes === max_bytes &&
    config.discard === discard &&
    config.max_age === max_age &&
    config.max_msgs_per_subject === max_msgs_per_subject;
  if (!isSame)
    await manager.streams.update(config.name, {
      ...config,
      max_age,
      max_bytes,
      discard,
      max_msgs_per_subject,
    });
};
