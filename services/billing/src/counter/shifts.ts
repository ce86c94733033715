// shifts.ts — the shifts of drawers, from opening to closing: a projection of the drawers' events.
import { Inject, Injectable } from '@nestjs/common';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { inTransaction, PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { DrawerEvent } from './domain/drawer';
import { drawerOperatorIn } from './drawers';
import { applyToShift } from './shifts.rows';

/** Its rows can be deleted and its place set back, and it writes the same again. */
@Injectable()
export class DrawerShifts implements EventReader {
  readonly events = {
    name: 'drawer-shifts',
    waiting: 'the shifts of drawers wait for their database',
    dataOf: ['DrawerOpened', 'CashPaidIn', 'CashPaidOut', 'DrawerClosed'] satisfies DrawerEvent['type'][],
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      const ofDrawers = events.filter(({ stream }) => drawerOperatorIn(stream) !== undefined);
      if (ofDrawers.length === 0) return;
      await inTransaction(this.pool, async (client) => {
        for (const recorded of ofDrawers) {
          const { revision, metadata } = recorded;
          const place = { revision, actor: metadata.actor ?? '' };
          await applyToShift(client, fromRecorded<DrawerEvent>(recorded), place);
        }
      });
    },
  };

  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}
}
