import { FACTS_STREAM, OBSERVATIONS_STREAM, WEBHOOKS_STREAM } from '@saring/contracts';
import {
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  nanos,
  type JetStreamManager,
  type StreamConfig,
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
  // Under workqueue or interest, 2.9 forgets the last sequence of a subject after an ack (facts/stack.md).
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_age: nanos(ageMilliseconds),
  max_bytes: bytes,
  duplicate_window: nanos(STREAM_LIMITS.dedupeMilliseconds),
  allow_direct: true,
});

/** Creates the JetStream streams that do not exist yet; a stream that does is left as its operator set it. */
export const ensureStreams = async (manager: JetStreamManager): Promise<void> => {
  const limits = STREAM_LIMITS;
  const wanted = [
    stream(FACTS_STREAM, 'fact.>', limits.factsAgeMilliseconds, limits.factsBytes),
    stream(OBSERVATIONS_STREAM, 'obs.>', limits.observationsAgeMilliseconds, limits.observationsBytes),
    stream(WEBHOOKS_STREAM, 'hook.>', limits.webhooksAgeMilliseconds, limits.webhooksBytes),
    stream(DEAD_STREAM, 'dead.>', limits.deadAgeMilliseconds, limits.deadBytes),
  ];
  for (const config of wanted) {
    const exists = await manager.streams.info(config.name ?? '').then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === '404') return false;
        throw error;
      },
    );
    if (!exists) await manager.streams.add(config);
  }
};
