// agents.ts — the agents: each change is stored with its row and the lines of the deposit's statement.
import { Inject, Injectable } from '@nestjs/common';
import type { Change } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { assertNever } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Aggregates, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_EVENTS } from '../events';
import { insertEntry, saveAgent, type AgentEntry } from './agents.rows';
import {
  agentDecider,
  depositChange,
  type Agent,
  type AgentCommand,
  type AgentEvent,
  type AgentRefusal,
} from './domain/agent';

export type AgentChange = Change<Agent, AgentCommand, AgentEvent, AgentRefusal>;
const STREAM = /^agent-(.+)$/;
/** The agent that a stream belongs to; undefined for other streams. */
export const agentOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

@Injectable()
export class Agents extends Aggregates<Agent, AgentCommand, AgentEvent, AgentRefusal> {
  protected readonly decider = agentDecider;

  constructor(@Inject(PG_POOL) pool: Pool, @Inject(BILLING_EVENTS) store: PostgresEventStore) {
    super(pool, store);
  }

  /** @throws RefusalError BILLING.AGENT_UNKNOWN */
  async mustBe(agentId: string): Promise<void> {
    if (!(await this.load(agentId)).state.terms) throw new RefusalError('BILLING.AGENT_UNKNOWN');
  }

  protected streamOf(agentId: string): string {
    return `agent-${agentId}`;
  }

  protected async project(client: PoolClient, { id, version, state, events }: AgentChange): Promise<void> {
    const { terms, depositRupiah, mustMakeUp } = state;
    if (!terms) throw new Error('an agent has no terms');
    await saveAgent(client, version, { agentId: id, terms, depositRupiah, mustMakeUp });
    let balanceRupiah = depositRupiah - events.reduce((sum, event) => sum + depositChange(event), 0);
    for (const [index, event] of events.entries()) {
      balanceRupiah += depositChange(event);
      const entry = entryOf(event);
      // What had not come when its money went back moved nothing.
      if (!entry || (event.type === 'TopUpReturned' && event.amountRupiah === 0)) continue;
      const line = version - events.length + index + 1;
      const amountRupiah = depositChange(event);
      await insertEntry(client, id, { ...entry, line, at: event.at, amountRupiah, balanceRupiah });
    }
  }
}

type Entry = Pick<AgentEntry, 'kind' | 'sold' | 'sellRupiah' | 'description' | 'operatorId'>;

/** Null: it moves no deposit. */
const entryOf = (event: AgentEvent): Entry | null => {
  switch (event.type) {
    case 'AgentTermsSet':
      return null;
    case 'DepositReceived':
    case 'DepositPaidOut': {
      const kind = event.type === 'DepositReceived' ? 'received' : 'paid_out';
      return { kind, sold: 0, sellRupiah: 0, description: event.note, operatorId: event.cashier };
    }
    case 'AgentSold': {
      const { count, sellRupiah, description } = event;
      return { kind: 'sold', sold: count, sellRupiah, description, operatorId: '' };
    }
    case 'AgentSaleReturned':
      return {
        ...{ kind: 'returned', sold: -1, sellRupiah: -event.sellRupiah },
        ...{ description: event.description, operatorId: '' },
      };
    case 'DepositToppedUp':
      return { kind: 'topped_up', sold: 0, sellRupiah: 0, description: '', operatorId: '' };
    case 'TopUpReturned':
      return { kind: 'top_up_returned', sold: 0, sellRupiah: 0, description: '', operatorId: '' };
    default:
      return assertNever(event);
  }
};
