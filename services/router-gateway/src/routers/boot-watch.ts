// boot-watch.ts — which boot of a router the readings belong to, by the marker on the router itself (architecture.md,
// "Boot").
import { newId, toInstant, type Clock } from '@saring/kernel';
import type { Logger } from 'pino';
import type { Router } from '../routeros/router';
import { decideBoot, type BootDecision, type HeldBoot } from '../domain/boot';
import type { RouterRecord, Routers } from './routers';

type Seen = {
  readonly bootId: string;
  readonly uptimeSeconds: number;
  readonly atMilliseconds: number;
  readonly router: Router;
};

/**
 * Lives as long as the gateway holds the router, across reconnects, because its monotonic clock is more reliable than
 * the wall clock.
 */
export class BootWatch {
  private seen: Seen | undefined;

  constructor(
    private readonly record: RouterRecord,
    private readonly routers: Routers,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** The boot that readings carry. Established before the first of a connection, which no reboot survives. */
  get bootId(): string {
    if (!this.seen) throw new Error('the boot is not established yet');
    return this.seen.bootId;
  }

  /** @returns how the boot was recognised, and the comment of the marker that was found. */
  async establish(router: Router): Promise<{ kind: BootDecision['kind']; markerComment?: string }> {
    const marker = await router.bootMarker();
    const uptimeSeconds = await router.uptimeSeconds();
    const decision = decideBoot(marker, uptimeSeconds, this.held(router), newId());
    if (decision.kind === 'renew') await router.renewBootMarker(decision.entryId);
    if (decision.kind === 'new' || decision.kind === 'rewrite') await router.writeBootMarker(decision.bootId);
    this.seen = {
      bootId: decision.bootId,
      uptimeSeconds,
      atMilliseconds: this.clock.monotonicMilliseconds(),
      router,
    };
    await this.save(this.seen);
    return { kind: decision.kind, markerComment: marker?.comment };
  }

  /** Notes that the router still runs without a reboot. */
  noteUptime(uptimeSeconds: number): void {
    if (this.seen)
      this.seen = { ...this.seen, uptimeSeconds, atMilliseconds: this.clock.monotonicMilliseconds() };
  }

  private held(router: Router): HeldBoot | undefined {
    if (this.seen) {
      const ageSeconds = (this.clock.monotonicMilliseconds() - this.seen.atMilliseconds) / 1_000;
      const { bootId, uptimeSeconds } = this.seen;
      return { bootId, uptimeSeconds, ageSeconds, sameConnection: this.seen.router === router };
    }
    const { boot } = this.record;
    if (!boot) return undefined;
    const ageSeconds = (this.clock.now().getTime() - Date.parse(boot.seenAt)) / 1_000;
    return { bootId: boot.bootId, uptimeSeconds: boot.uptimeSeconds, ageSeconds, sameConnection: false };
  }

  private async save({ bootId, uptimeSeconds }: Seen): Promise<void> {
    try {
      await this.routers.saveBoot(this.record.routerId, bootId, uptimeSeconds, toInstant(this.clock.now()));
    } catch (error) {
      // Without it, only a marker that was deleted by hand is harder to recognise after a restart.
      this.logger.warn(
        { routerId: this.record.routerId, error: (error as Error).message },
        'the boot could not be saved',
      );
    }
  }
}
