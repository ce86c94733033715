// witness-doubts.ts — the routers whose interfaces contradict their rows so often that they no longer count as witness.
import { Gauge } from 'prom-client';
import type { Logger } from 'pino';
import { CONTRADICTIONS_MOST } from '../domain/meter-witness';

const doubted = new Gauge({
  name: 'saring_meter_witness_doubted',
  help: '1: the interfaces of the router contradicted its rows too often in a row, and count as no witness until they agree',
  labelNames: ['router'],
});

export class WitnessDoubts {
  private readonly routers = new Set<string>();

  constructor(private readonly logger: Logger) {}

  /** Asked with each change of the count. */
  look(routerId: string, contradictions: number): void {
    const isDoubted = contradictions >= CONTRADICTIONS_MOST;
    if (isDoubted === this.routers.has(routerId)) return;
    if (isDoubted) {
      this.routers.add(routerId);
      doubted.set({ router: routerId }, 1);
      this.logger.warn(
        { router: routerId, readings: CONTRADICTIONS_MOST },
        'the interfaces contradict the rows reading after reading: they count as no witness until they agree',
      );
    } else {
      this.forget(routerId);
      this.logger.info({ router: routerId }, 'the interfaces agree with the rows again');
    }
  }

  /** This process meters no more. */
  forgetAll(): void {
    for (const routerId of [...this.routers]) this.forget(routerId);
  }

  private forget(routerId: string): void {
    this.routers.delete(routerId);
    doubted.remove({ router: routerId });
  }
}
