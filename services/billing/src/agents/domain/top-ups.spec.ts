// Money that an agent tops the deposit up with: booked once, back once, and nothing is sold below nothing of it.
import { fold, givenWith } from '@saring/event-sourcing';
import fc from 'fast-check';
import { agentDecider, type Agent, type AgentCommand, type AgentEvent } from './agent';

const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const terms = { site, creditLimitRupiah: 20_000, marginPercent: 10, prices: {}, active: true };
const set: AgentEvent = { type: 'AgentTermsSet', terms, at };
const topUp = (topUpId: string, amountRupiah = 50_000) =>
  ({ topUpId, amountRupiah, site, orderId: topUpId, method: 'qris', at }) as const;
const comes = (topUpId: string, amountRupiah?: number): AgentCommand => ({
  ...{ type: 'TopUpDeposit', ...topUp(topUpId, amountRupiah) },
});
const came = (topUpId: string, amountRupiah?: number): AgentEvent => ({
  ...{ type: 'DepositToppedUp', ...topUp(topUpId, amountRupiah) },
});
const goes: AgentCommand = { type: 'ReturnTopUp', topUpId: 't', site, at };
const went = (amountRupiah: number): AgentEvent => ({
  ...{ type: 'TopUpReturned', topUpId: 't', amountRupiah, site, at },
});
const sale = (costRupiah: number) =>
  ({
    ...{ saleId: 's', site, packageId: 'p', description: '2 GB', count: 1, costRupiah },
    ...{ sellRupiah: costRupiah, at },
  }) as const;
const charge = (costRupiah: number): AgentCommand => ({ type: 'ChargeSale', ...sale(costRupiah) });
const sold = (costRupiah: number): AgentEvent => ({ type: 'AgentSold', ...sale(costRupiah) });
const agent = givenWith(agentDecider, expect);

it('is booked once, and of who may not sell, too', () => {
  agent(set).when(comes('t')).then(came('t'));
  agent(set, came('t')).when(comes('t')).then();
  agent({ ...set, terms: { ...terms, active: false } })
    .when(comes('t'))
    .then(came('t'));
  agent().when(comes('t')).thenRefused('BILLING.AGENT_UNKNOWN');
});

it('goes back once; what had not come then never will', () => {
  agent(set, came('t')).when(goes).then(went(50_000));
  agent(set, came('t'), went(50_000)).when(goes).then();
  agent(set, came('t'), went(50_000)).when(comes('t')).then();
  agent(set).when(goes).then(went(0));
  agent(set, went(0)).when(comes('t')).then();
});

it('sells nothing after it went back spent, whatever the credit, until the deposit is made up', () => {
  const spent = [set, came('t'), sold(40_000), went(50_000)];
  agent(...spent)
    .when(charge(1))
    .thenRefused('BILLING.DEPOSIT_SHORT');
  agent(...spent, came('u', 39_999))
    .when(charge(1))
    .thenRefused('BILLING.DEPOSIT_SHORT');
  agent(...spent, came('u', 40_000))
    .when(charge(20_000))
    .then(sold(20_000));
  // Below nothing by credit alone is what the credit is for.
  agent(set, sold(10_000)).when(charge(10_000)).then(sold(10_000));
});

/** What is left out, to see that the search finds it. */
type Rules = {
  /** A top-up is booked once, and not behind its own return. */
  readonly remembersTopUps: boolean;
  /** Nothing is sold while money that went back is missing. */
  readonly stopsBelowNothing: boolean;
};
const ALL_RULES: Rules = { remembersTopUps: true, stopsBelowNothing: true };

const faultOf = (commands: readonly AgentCommand[], rules: Rules): string | null => {
  let state: Agent = fold(agentDecider, [set]);
  const amounts = new Map<string, number>();
  const gone = new Set<string>();
  let spentRupiah = 0;
  for (const command of commands) {
    const seen = {
      ...state,
      ...(rules.remembersTopUps ? {} : { topUps: {} }),
      ...(rules.stopsBelowNothing ? {} : { mustMakeUp: false }),
    };
    const decision = agentDecider.decide(seen, command);
    if (command.type === 'TopUpDeposit' && !amounts.has(command.topUpId))
      amounts.set(command.topUpId, command.amountRupiah);
    if (command.type === 'ReturnTopUp') gone.add(command.topUpId);
    if (!decision.accepted) continue;
    if (command.type === 'ChargeSale') {
      if (state.mustMakeUp) return 'sold below nothing';
      spentRupiah += command.costRupiah;
    }
    state = decision.events.reduce(agentDecider.evolve, state);
    const here = [...amounts].reduce((sum, [id, rupiah]) => sum + (gone.has(id) ? 0 : rupiah), 0);
    if (state.depositRupiah !== here - spentRupiah) return 'money from nowhere';
  }
  return null;
};

const id = fc.constantFrom('t', 'u', 'v');
const amount = fc.integer({ min: 1, max: 50_000 });
const command: fc.Arbitrary<AgentCommand> = fc.oneof(
  fc.tuple(id, amount).map(([topUpId, rupiah]) => comes(topUpId, rupiah)),
  id.map((topUpId): AgentCommand => ({ type: 'ReturnTopUp', topUpId, site, at })),
  amount.map(charge),
);
const search = (rules: Rules) =>
  fc.check(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      expect(faultOf(commands, rules)).toBeNull();
    }),
    { numRuns: 1_500, seed: 42 },
  );

it('keeps every rupiah in its place, whatever comes, goes back and is sold', () => {
  const { failed, counterexample } = search(ALL_RULES);
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

it.each(Object.keys(ALL_RULES) as (keyof Rules)[])('needs the rule %s', (rule) => {
  expect(search({ ...ALL_RULES, [rule]: false }).failed).toBe(true);
});
