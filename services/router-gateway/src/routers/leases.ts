// leases.ts — one writer a router (architecture.md, "Access"): a lease in NATS KV. RouterOS cannot check a fence, so
// the holder itself stops before its lease can have run out, by a clock that no one can set back.
import { Inject, Injectable } from '@nestjs/common';
import { newId, type Clock } from '@saring/kernel';
import { openBucket } from '@saring/messaging';
import { CLOCK, every, NATS } from '@saring/service-kit';
import { NatsError, StorageType, type KV, type NatsConnection } from 'nats';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';

const BUCKET = 'router-leases';
/** Renewals within the life of a lease: two may fail before the lease is lost. */
const RENEWALS_A_LIFE = 4;
/** The share of the lease that the holder does not use, because a write takes time to reach the router. */
const SAFETY_SHARE = 0.2;

export interface Lease {
  /** Whether a write may go now. */
  valid(): boolean;
  /** Lets another gateway take over at once. */
  release(): Promise<void>;
}

@Injectable()
export class Leases {
  /** The name under which this gateway holds leases. */
  readonly gatewayId = newId();
  private readonly leaseSeconds: number;
  private bucket: KV | undefined;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) { LEASE_SECONDS }: GatewayConfig,
  ) {
    this.leaseSeconds = LEASE_SECONDS;
  }

  get renewMilliseconds(): number {
    return (this.leaseSeconds * 1_000) / RENEWALS_A_LIFE;
  }

  /** @returns undefined while another gateway holds the router. @throws when NATS does not answer. */
  async acquire(routerId: string): Promise<Lease | undefined> {
    const bucket = await this.open();
    const askedAt = this.clock.monotonicMilliseconds();
    try {
      const revision = await bucket.create(routerId, this.gatewayId);
      return this.hold(bucket, routerId, revision, askedAt);
    } catch (error) {
      if (isTaken(error)) return undefined;
      // The bucket itself may be gone, so the next call opens it again.
      this.bucket = undefined;
      throw error;
    }
  }

  /** The gateway that holds a router. */
  async holderOf(routerId: string): Promise<string | undefined> {
    const entry = await (await this.open()).get(routerId);
    return entry?.operation === 'PUT' ? entry.string() : undefined;
  }

  /** A renewal may have been stored though its answer was lost: then the lease is still ours. */
  private async ownRevision(bucket: KV, routerId: string): Promise<number | undefined> {
    try {
      const entry = await bucket.get(routerId);
      return entry?.operation === 'PUT' && entry.string() === this.gatewayId ? entry.revision : undefined;
    } catch {
      // An unknown holder counts as a lost lease: that costs a moment, but never a double write.
      return undefined;
    }
  }

  private async open(): Promise<KV> {
    this.bucket ??= await openBucket(this.nats, BUCKET, {
      ttl: this.leaseSeconds * 1_000,
      history: 1,
      // Memory storage would lose leases at a restart of NATS while their holders still rely on them.
      storage: StorageType.File,
    });
    return this.bucket;
  }

  private hold(bucket: KV, routerId: string, first: number, askedAt: number): Lease {
    const lifeMilliseconds = this.leaseSeconds * 1_000 * (1 - SAFETY_SHARE);
    let revision = first;
    let deadline = askedAt + lifeMilliseconds;
    let released = false;
    const renew = async (): Promise<void> => {
      const renewedAt = this.clock.monotonicMilliseconds();
      try {
        revision = await bucket.update(routerId, this.gatewayId, revision);
        deadline = renewedAt + lifeMilliseconds;
      } catch (error) {
        // Without an answer the deadline decides.
        if (!isTaken(error)) return;
        const own = await this.ownRevision(bucket, routerId);
        // Another gateway holds the lease: nothing may be written any more.
        if (own === undefined) deadline = 0;
        else revision = own;
      }
    };
    // An unexpected error counts as a lost lease: that costs a moment, but never a double write.
    const lose = (): void => void (deadline = 0);
    const renewal = every(this.renewMilliseconds, renew, lose);
    return {
      valid: () => !released && this.clock.monotonicMilliseconds() < deadline,
      release: async () => {
        if (released) return;
        released = true;
        renewal.stop();
        if (this.clock.monotonicMilliseconds() >= deadline || this.nats.isClosed()) return;
        await bucket.delete(routerId, { previousSeq: revision });
      },
    };
  }
}

const WRONG_LAST_SEQUENCE = 10_071;
const isTaken = (error: unknown): boolean =>
  error instanceof NatsError && error.api_error?.err_code === WRONG_LAST_SEQUENCE;
