// ended-sessions.ts — sessions whose access tokens no longer open anything, kept in memory so that a read needs no request.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { instantAfter, sleep, type Clock } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import { CLOCK, keepDoing, LOGGER, type Logger } from '@saring/service-kit';

/** How long an ended session may still be read with on another replica. */
const LOOK_MILLISECONDS = 1_000;
/** Asked for once more, in case two ended at the same instant or a commit came late. */
const OVERLAP_MILLISECONDS = 10_000;
/** Longer than any access token lives. */
const KEPT_MILLISECONDS = 3_600_000;

@Injectable()
export class EndedSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  /** Family → when it may be forgotten. */
  private readonly ended = new Map<string, number>();
  private readonly listeners: ((familyIds: ReadonlySet<string>) => void)[] = [];
  private since = '';
  private isLoaded = false;
  private isSilent = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.lookOrWarn();
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** @throws UnavailableError while it was never learnt which sessions have ended: none is let in by mistake. */
  has(familyId: string): boolean {
    if (!this.isLoaded) throw new UnavailableError('auth_otp', 'ended sessions are not known yet');
    return this.ended.has(familyId);
  }

  /** Calls with what was just learnt to have ended; the same may come again. */
  onEnded(listener: (familyIds: ReadonlySet<string>) => void): void {
    this.listeners.push(listener);
  }

  /** Learns at once what just ended here. */
  async look(): Promise<void> {
    const { items } = await this.messenger.request(AuthOtp.method.listEndedSessions, { since: this.since });
    const now = this.clock.now().getTime();
    for (const { familyId } of items) this.ended.set(familyId, now + KEPT_MILLISECONDS);
    const last = items[items.length - 1];
    if (last) this.since = instantAfter(last.endedAt, -OVERLAP_MILLISECONDS);
    for (const [familyId, until] of this.ended) if (until < now) this.ended.delete(familyId);
    this.isLoaded = true;
    if (items.length === 0) return;
    const familyIds = new Set(items.map(({ familyId }) => familyId));
    for (const listener of this.listeners) listener(familyIds);
  }

  private async run(): Promise<void> {
    await sleep(LOOK_MILLISECONDS, this.stopping.signal);
    await keepDoing(this.stopping.signal, () => this.lookOrWarn(), {
      pauseMilliseconds: LOOK_MILLISECONDS,
      retryMilliseconds: LOOK_MILLISECONDS,
      onError: (error) => this.logger.warn({ error: error.message }, 'ended sessions could not be read'),
    });
  }

  /** Said once an outage, not once a second. */
  private async lookOrWarn(): Promise<void> {
    try {
      await this.look();
      this.isSilent = false;
    } catch (error) {
      if (!this.isSilent)
        this.logger.warn({ error: (error as Error).message }, 'sessions that end now are learnt later');
      this.isSilent = true;
    }
  }
}
