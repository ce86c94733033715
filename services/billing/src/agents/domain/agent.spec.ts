// An agent sells what the deposit and the credit cover, at the own price; every rupiah of it is accounted for.
import { fold, givenWith } from '@saring/event-sourcing';
import fc from 'fast-check';
import {
  agentDecider,
  agentPrice,
  depositChange,
  type AgentCommand,
  type AgentEvent,
  type AgentTerms,
} from './agent';

const at = '2026-11-29T02:00:00.000Z';
const terms: AgentTerms = { site: 'rw05', creditLimitRupiah: 0, marginPercent: 10, prices: {}, active: true };
const set: AgentEvent = { type: 'AgentTermsSet', terms, at };
const money = { method: 'cash', cashier: 'ani', site: 'rw05', drawerSite: 'rw05', note: '' } as const;
const received = (amountRupiah: number): AgentEvent => ({
  type: 'DepositReceived',
  ...money,
  amountRupiah,
  at,
});
const payOut = (amountRupiah: number): AgentCommand => ({
  type: 'PayOutDeposit',
  ...money,
  amountRupiah,
  at,
});
const sale = (costRupiah: number) =>
  ({
    ...{ saleId: 's', site: 'rw05', packageId: 'p', description: '2 GB', count: 1 },
    ...{ costRupiah, sellRupiah: 5_000, at },
  }) as const;
const charge = (costRupiah: number): AgentCommand => ({ type: 'ChargeSale', ...sale(costRupiah) });
const agent = givenWith(agentDecider, expect);

it('is one only with terms', () => {
  agent().when(charge(1)).thenRefused('BILLING.AGENT_UNKNOWN');
  agent().when(payOut(1)).thenRefused('BILLING.AGENT_UNKNOWN');
  agent().when({ type: 'SetTerms', terms, at }).then(set);
});

it('sells as far as the deposit goes, and no further', () => {
  agent(set, received(4_500))
    .when(charge(4_500))
    .then({ type: 'AgentSold', ...sale(4_500) });
  agent(set, received(4_499)).when(charge(4_500)).thenRefused('BILLING.DEPOSIT_SHORT');
  const onCredit: AgentEvent = { ...set, terms: { ...terms, creditLimitRupiah: 1 } };
  agent(onCredit, received(4_499))
    .when(charge(4_500))
    .then({ type: 'AgentSold', ...sale(4_500) });
});

it('sells nothing while paused, but is paid out what is left', () => {
  const paused: AgentEvent = { ...set, terms: { ...terms, active: false } };
  agent(set, received(9_000), paused).when(charge(1)).thenRefused('BILLING.AGENT_PAUSED');
  agent(set, received(9_000), paused)
    .when(payOut(9_000))
    .then({ type: 'DepositPaidOut', ...money, amountRupiah: 9_000, at });
  agent(set, received(9_000), paused).when(payOut(9_001)).thenRefused('BILLING.DEPOSIT_SHORT');
});

it('pays the own price of a package, else what a customer pays less the margin, in whole rupiah', () => {
  expect(agentPrice(terms, 'p', 5_000)).toBe(4_500);
  expect(agentPrice({ ...terms, marginPercent: 7 }, 'p', 4_999)).toBe(4_650);
  expect(agentPrice({ ...terms, prices: { p: 4_000 } }, 'p', 5_000)).toBe(4_000);
  // A price list older than a lower price of the shop.
  expect(agentPrice({ ...terms, prices: { p: 6_000 } }, 'p', 5_000)).toBe(5_000);
});

it('keeps money in = cost of sales + paid out + deposit, whatever comes, never below the credit', () => {
  const amount = fc.integer({ min: 1, max: 50_000 });
  const commands: fc.Arbitrary<AgentCommand> = fc.oneof(
    amount.map((amountRupiah): AgentCommand => ({ type: 'ReceiveDeposit', ...money, amountRupiah, at })),
    amount.map(payOut),
    amount.map(charge),
    fc.boolean().map((active): AgentCommand => ({ type: 'SetTerms', terms: { ...terms, active }, at })),
  );
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 60 }), (asked) => {
      let history: readonly AgentEvent[] = [set];
      for (const command of asked) {
        const decision = agentDecider.decide(fold(agentDecider, history), command);
        if (decision.accepted) history = [...history, ...decision.events];
        const { depositRupiah } = fold(agentDecider, history);
        expect(depositRupiah).toBe(history.reduce((sum, event) => sum + depositChange(event), 0));
        expect(depositRupiah).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 300 },
  );
});
