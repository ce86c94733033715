// switches.requests.ts — what the owner of a number wants no messages about.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { MESSAGE_GROUPS, type Clock } from '@saring/kernel';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { phoneIn } from '../phone-in';
import { OptOuts } from '../broadcasts/opt-outs';
import { Sender } from '../messages/sender';
import { saveSwitches, switchedOff } from './switches.rows';
import { kindsOf } from './switches';

type Methods = typeof Notification.method;
type Switched = ReplyOf<Methods['getMessageSwitches']>;

@Controller()
export class SwitchRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly optOuts: OptOuts,
    private readonly sender: Sender,
  ) {}

  @Answers(Notification.method.getMessageSwitches)
  async get(request: RequestOf<Methods['getMessageSwitches']>): Promise<Switched> {
    const phone = phoneIn(request.phone);
    const off = await switchedOff(this.pool, phone);
    return { off: (await this.optOuts.isOut(this.pool, phone)) ? [...off, 'broadcast'] : [...off] };
  }

  /** What waits of them is not sent either. */
  @Answers(Notification.method.setMessageSwitches)
  async set(request: RequestOf<Methods['setMessageSwitches']>): Promise<Switched> {
    const phone = phoneIn(request.phone);
    const off = MESSAGE_GROUPS.filter((group) => request.off.includes(group));
    const at = this.clock.now();
    const kept = off.filter((group) => group !== 'broadcast');
    await inTransaction(this.pool, async (client) => {
      await saveSwitches(client, phone, kept, at);
      await this.optOuts.set(client, phone, off.includes('broadcast'), 'subscriber');
    });
    await this.sender.endKindsTo(phone, kindsOf(off));
    return { off };
  }
}
