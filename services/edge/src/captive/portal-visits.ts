// portal-visits.ts — the addresses from which a person has lately opened a page: a device with a person at it is no TV.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { RequestContexts } from '../http/request-context';

/** Longer than a newcomer is one. */
const VISIT_MILLISECONDS = 600_000;
const MOST_VISITS = 10_000;

/** The visits of this replica. */
@Injectable()
export class PortalVisits {
  private readonly until = new Map<string, number>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly contexts: RequestContexts,
  ) {}

  /** Asks no other service; pages only, since a phone's own system asks the captive API by itself. */
  note(request: FastifyRequest): void {
    if (request.method !== 'GET' || !(request.headers.accept ?? '').includes('text/html')) return;
    const { site, address } = this.contexts.of(request);
    const key = `${site}|${address}`;
    this.until.delete(key);
    this.until.set(key, this.clock.monotonicMilliseconds() + VISIT_MILLISECONDS);
    const [oldest] = this.until.keys();
    if (this.until.size > MOST_VISITS && oldest !== undefined) this.until.delete(oldest);
  }

  has(site: string, address: string): boolean {
    return (this.until.get(`${site}|${address}`) ?? 0) > this.clock.monotonicMilliseconds();
  }
}
