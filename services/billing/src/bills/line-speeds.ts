// line-speeds.ts — has the gateway give a line the speed of the package that its subscription changed to.
import { Inject, Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import { newId, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { BillingAccounts } from './billing-accounts';
import type { BillingAccount } from './domain/billing-account';
import type { LineSpeed } from './domain/plan-terms';

const actor = 'billing';
/** A router is written while we wait. */
const GATEWAY_MILLISECONDS = 30_000;
/** Refusals of a line that nobody can use any more, or that has no place for a speed of ours. */
const GONE: readonly string[] = ['LINE.UNKNOWN', 'LINE.REMOVED', 'LINE.TERMS_INVALID'];

@Injectable()
export class LineSpeeds {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly messenger: Messenger,
  ) {}

  /** What is asked twice changes nothing the second time. @returns the account afterwards */
  async set(subscriberId: string): Promise<BillingAccount> {
    let { state } = await this.accounts.load(subscriberId);
    for (const [lineId, speed] of Object.entries(state.speeds)) {
      await this.ask(lineId, speed);
      const confirm = {
        type: 'ConfirmLineSpeed',
        lineId,
        ...speed,
        at: toInstant(this.clock.now()),
      } as const;
      ({ state } = await this.accounts.handle(subscriberId, [confirm], { actor }));
    }
    return state;
  }

  /** A line that was taken over with the profile of somebody else keeps it. */
  private async ask(lineId: string, speed: LineSpeed): Promise<void> {
    const { getLine, changeLine } = RouterGateway.method;
    try {
      const { pool, profile } = await this.messenger.request(getLine, { lineId }, GATEWAY_MILLISECONDS);
      if (profile !== '') return;
      const command = { commandId: newId(), actor, lineId, pool, ...speed };
      await this.messenger.request(changeLine, command, GATEWAY_MILLISECONDS);
    } catch (error) {
      if (!(error instanceof RefusalError) || !GONE.includes(error.code)) throw error;
    }
  }
}
