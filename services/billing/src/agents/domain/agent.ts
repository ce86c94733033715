// agent.ts — a reseller: a deposit that sales are debited from, at a price of the agent's own.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type CounterMethod, type Instant, type PaymentMethod } from '@saring/kernel';

export type AgentTerms = {
  /** Where the agent sells. */
  readonly site: string;
  /** How far the deposit may go below nothing. */
  readonly creditLimitRupiah: number;
  /** Of what a customer pays: what the agent keeps of each sale. */
  readonly marginPercent: number;
  /** What single packages cost the agent in place of that, by package. */
  readonly prices: Readonly<Record<string, number>>;
  /** May sell. */
  readonly active: boolean;
};
type Money = {
  readonly amountRupiah: number;
  readonly method: CounterMethod;
  /** The operator who took it or paid it out. */
  readonly cashier: string;
  readonly site: string;
  /** Of cash: where the drawer stands; null: it was none. */
  readonly drawerSite: string | null;
  readonly note: string;
};
type Sold = {
  readonly saleId: string;
  readonly site: string;
  readonly packageId: string;
  readonly description: string;
  readonly count: number;
  /** For all of them: from the deposit, and from the customers. */
  readonly costRupiah: number;
  readonly sellRupiah: number;
};
type Returned = {
  readonly voucherId: string;
  readonly site: string;
  readonly description: string;
  readonly costRupiah: number;
  readonly sellRupiah: number;
};
type TopUp = {
  /** Of the round of the order, or of another transaction that paid it. */
  readonly topUpId: string;
  readonly amountRupiah: number;
  readonly site: string;
};

export type AgentEvent = { readonly at: Instant } & (
  | { readonly type: 'AgentTermsSet'; readonly terms: AgentTerms }
  | ({ readonly type: 'DepositReceived' } & Money)
  | ({ readonly type: 'DepositPaidOut' } & Money)
  | ({ readonly type: 'AgentSold' } & Sold)
  /** A voucher was made void: what it cost the agent is deposit again. */
  | ({ readonly type: 'AgentSaleReturned' } & Returned)
  /** An order of the agent's own brought it: the books have it with the sale. */
  | ({ readonly type: 'DepositToppedUp'; readonly orderId: string; readonly method: PaymentMethod } & TopUp)
  /** Its money went back. Amount 0: it had not come yet, and never will. */
  | ({
      readonly type: 'TopUpReturned';
      /** Of one that had not come: what the sale has of it in the books. */
      readonly unbookedRupiah?: number;
    } & TopUp)
);
export type AgentCommand = { readonly at: Instant } & (
  | { readonly type: 'SetTerms'; readonly terms: AgentTerms }
  | ({ readonly type: 'ReceiveDeposit' } & Money)
  | ({ readonly type: 'PayOutDeposit' } & Money)
  | ({ readonly type: 'ChargeSale' } & Sold)
  | ({ readonly type: 'ReturnSale' } & Returned)
  | ({ readonly type: 'TopUpDeposit'; readonly orderId: string; readonly method: PaymentMethod } & TopUp)
  /** `orderedRupiah`: what its order brought. */
  | ({ readonly type: 'ReturnTopUp'; readonly orderedRupiah?: number } & Omit<TopUp, 'amountRupiah'>)
);
export type Agent = {
  /** Null: nobody has made an agent of this operator. */
  readonly terms: AgentTerms | null;
  readonly depositRupiah: number;
  /** What of each top-up is here, by its id: none is booked twice, nor once its money has gone back. */
  readonly topUps: Readonly<Record<string, number>>;
  /** Money that was topped up went back after it was spent: until that is made up for nothing is sold, whatever the credit. */
  readonly mustMakeUp: boolean;
};
export type AgentRefusal = 'BILLING.AGENT_UNKNOWN' | 'BILLING.AGENT_PAUSED' | 'BILLING.DEPOSIT_SHORT';

/** What an event adds to the deposit. */
export const depositChange = (event: AgentEvent): number => {
  switch (event.type) {
    case 'AgentTermsSet':
      return 0;
    case 'DepositReceived':
      return event.amountRupiah;
    case 'DepositPaidOut':
      return -event.amountRupiah;
    case 'AgentSold':
      return -event.costRupiah;
    case 'AgentSaleReturned':
      return event.costRupiah;
    case 'DepositToppedUp':
      return event.amountRupiah;
    case 'TopUpReturned':
      return -event.amountRupiah;
    default:
      return assertNever(event);
  }
};

/** What one of a package costs the agent whose customers pay `sellRupiah`: never more than that. */
export const agentPrice = (
  { marginPercent, prices }: AgentTerms,
  packageId: string,
  sellRupiah: number,
): number =>
  Math.min(sellRupiah, prices[packageId] ?? sellRupiah - Math.floor((sellRupiah * marginPercent) / 100));

type AgentDecision = Decision<AgentEvent, AgentRefusal>;

const decide = (agent: Agent, command: AgentCommand): AgentDecision => {
  const { terms, depositRupiah, topUps, mustMakeUp } = agent;
  if (command.type === 'SetTerms') return accept({ ...command, type: 'AgentTermsSet' });
  if (!terms) return refuse('BILLING.AGENT_UNKNOWN');
  switch (command.type) {
    case 'ReceiveDeposit':
      return accept({ ...command, type: 'DepositReceived' });
    case 'PayOutDeposit':
      return command.amountRupiah <= depositRupiah
        ? accept({ ...command, type: 'DepositPaidOut' })
        : refuse('BILLING.DEPOSIT_SHORT', { leftRupiah: Math.max(0, depositRupiah) });
    case 'ChargeSale': {
      if (!terms.active) return refuse('BILLING.AGENT_PAUSED');
      if (mustMakeUp) return refuse('BILLING.DEPOSIT_SHORT', { leftRupiah: 0 });
      const leftRupiah = depositRupiah + terms.creditLimitRupiah;
      return command.costRupiah <= leftRupiah
        ? accept({ ...command, type: 'AgentSold' })
        : refuse('BILLING.DEPOSIT_SHORT', { leftRupiah: Math.max(0, leftRupiah) });
    }
    case 'ReturnSale':
      return accept({ ...command, type: 'AgentSaleReturned' });
    // Also of who may not sell for now: it is paid.
    case 'TopUpDeposit':
      return topUps[command.topUpId] === undefined
        ? accept({ ...command, type: 'DepositToppedUp' })
        : accept();
    case 'ReturnTopUp': {
      const { orderedRupiah = 0, ...topUp } = command;
      const amountRupiah = topUps[topUp.topUpId];
      if (amountRupiah === 0) return accept();
      const unbooked =
        amountRupiah === undefined && orderedRupiah > 0 ? { unbookedRupiah: orderedRupiah } : {};
      return accept({ ...topUp, type: 'TopUpReturned', amountRupiah: amountRupiah ?? 0, ...unbooked });
    }
    default:
      return assertNever(command);
  }
};

const topUpsAfter = ({ topUps }: Agent, event: AgentEvent): Agent['topUps'] => {
  if (event.type === 'DepositToppedUp') return { ...topUps, [event.topUpId]: event.amountRupiah };
  return event.type === 'TopUpReturned' ? { ...topUps, [event.topUpId]: 0 } : topUps;
};

const evolve = (agent: Agent, event: AgentEvent): Agent => {
  const depositRupiah = agent.depositRupiah + depositChange(event);
  return {
    terms: event.type === 'AgentTermsSet' ? event.terms : agent.terms,
    depositRupiah,
    topUps: topUpsAfter(agent, event),
    mustMakeUp: depositRupiah < 0 && (agent.mustMakeUp || event.type === 'TopUpReturned'),
  };
};

export const agentDecider: Decider<Agent, AgentCommand, AgentEvent, AgentRefusal> = {
  initialState: () => ({ terms: null, depositRupiah: 0, topUps: {}, mustMakeUp: false }),
  evolve,
  decide,
};
