import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from '@bufbuild/protobuf';

/** A request of proto/ with its reply. */
export type Rpc<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage> = DescMethodUnary<
  I,
  O
>;
export type RequestOf<R> = R extends DescMethodUnary<infer I, DescMessage> ? MessageShape<I> : never;
export type ReplyOf<R> = R extends DescMethodUnary<DescMessage, infer O> ? MessageInitShape<O> : never;

/** The subject that a request is answered on, e.g. `saring.quota_ledger.v1.QuotaLedger.GetQuota`. */
export const subjectOf = (rpc: Rpc): string => `${rpc.parent.typeName}.${rpc.name}`;

/** JetStream streams (docs/adr/0006). */
export const FACTS_STREAM = 'FACTS';
export const OBSERVATIONS_STREAM = 'OBSERVATIONS';
export const WEBHOOKS_STREAM = 'WEBHOOKS';

/** Where a gateway's notice is stored before it is answered: `hook.midtrans`. */
export const webhookSubject = (gateway: string): string => `hook.${gateway}`;

const serviceOf = (schema: DescMessage): string => schema.typeName.split('.')[1] ?? '';

/** The subject of a fact, e.g. `fact.quota_ledger.AccessStatusChanged`. */
export const factSubject = (schema: DescMessage): string => `fact.${serviceOf(schema)}.${schema.name}`;

/** Every fact of the service that a fact belongs to: a consumer has one filter (NATS 2.9). */
export const factsOf = (service: string): string => `fact.${service}.>`;

/** Not stored, for open pages only: `live.<subscriber>`. */
export const liveSubject = (subscriberId: string): string => `live.${subscriberId}`;
/** edge says here which subscribers have an open page. */
export const LIVE_WATCH_SUBJECT = 'live-watch';
/** edge says here that an operator changed something of a person; without data, and not stored. */
export const LIVE_ACTS_SUBJECT = 'live-acts';
/** billing says here that a batch or goodwill changed something of people; without data, and not stored. */
export const LIVE_WORK_SUBJECT = 'live-work';

/** architecture.md, "Reading": a partition has one consumer, one lease, one batch in flight. */
export const OBSERVATION_PARTITIONS = 16;

/** The partition of a router: a plain FNV-1a hash, the same in every language. */
export const partitionOf = (routerId: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < routerId.length; index += 1) {
    hash ^= routerId.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % OBSERVATION_PARTITIONS;
};

/** Where a router's readings go: `obs.<hash mod 16>.<router>`. */
export const observationSubject = (routerId: string): string => `obs.${partitionOf(routerId)}.${routerId}`;

const LINES = '_lines';
/** What the PPPoE sessions of a router are read under: its readings have an order and a meter apart from its hosts'. */
export const lineMeterOf = (routerId: string): string => `${routerId}${LINES}`;
/** The router whose sessions are read under a name; null: the name is a router's own, of its hosts. */
export const routerOfLineMeter = (name: string): string | null =>
  name.endsWith(LINES) ? name.slice(0, -LINES.length) : null;
