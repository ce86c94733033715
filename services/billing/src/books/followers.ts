// followers.ts — what follows the events, as the journal does, shows a change when its command is answered: a page that asks
// right afterwards sees it.
import { Inject, Injectable } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { sleep } from '@saring/kernel';
import { PG_POOL, readCheckpoint } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_EVENTS } from '../events';

/** A follower comes some ten milliseconds behind. */
const PAUSE_MILLISECONDS = 15;
/** One that waits for its database keeps no answer back for longer than a second. */
const TRIES_MOST = 60;

type FollowerName = 'books' | 'drawer-shifts';

@Injectable()
export class Followers {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(BILLING_EVENTS) private readonly store: PostgresEventStore,
  ) {}

  /** Ends when they show the last event of the stream, or after a second: then they show it later. */
  async show(stream: string, ...names: readonly FollowerName[]): Promise<void> {
    const [last] = await this.store.readStream(stream, { direction: 'backwards', limit: 1 });
    if (!last) return;
    for (let tries = 0; tries < TRIES_MOST; tries += 1) {
      const places = await Promise.all(names.map((name) => readCheckpoint(this.pool, name)));
      const isShown = (place: string | null) =>
        place !== null && this.store.comparePositions(place, last.position) >= 0;
      if (places.every(isShown)) return;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
