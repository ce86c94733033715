// postings.spec.ts — money that went back before it was given: the books hold no balance that nobody has.
import type { JournalAccount } from '@saring/kernel';
import { evolve, initialState, type Purpose, type SaleEvent } from '../../sales/domain/sale';
import { agentDecider, type AgentTerms } from '../../agents/domain/agent';
import { billingAccountDecider } from '../../bills/domain/billing-account.decide';
import { agentPostings, billingPostings, salePostings, type Posting } from './postings';

const at = '2026-11-30T03:00:00.000Z';
const amountRupiah = 50_000;

const placed = (purpose: Purpose): SaleEvent => ({
  ...{ type: 'OrderPlaced', at, about: { subscriberId: 's', purpose, amountRupiah, from: null } },
  terms: {
    ...{ subscriberId: 's', purpose, method: 'qris', bank: null, site: 'rw05', returnUrl: null },
    ...(purpose === 'agent_deposit' ? { agentId: 's' } : {}),
    price: { amountRupiah, discountRupiah: 0, promoId: null, promoName: null },
    goods: {
      ...{ description: 'd', packageId: null, bytes: 0, bonusBytes: 0, unlimited: false, days: 0 },
      ...{ fupThresholdBytes: null, debtId: null, items: [], autoDebtBytes: 0 },
    },
  },
});

const sumsOf = (postings: readonly Posting[]): Partial<Record<JournalAccount, number>> => {
  const sums: Partial<Record<JournalAccount, number>> = {};
  for (const { account, amountRupiah: rupiah } of postings) sums[account] = (sums[account] ?? 0) + rupiah;
  return sums;
};

it.each<[Purpose, 'OrderRefunded' | 'OrderReversed']>([
  ['bills', 'OrderRefunded'],
  ['bills', 'OrderReversed'],
  ['agent_deposit', 'OrderRefunded'],
  ['agent_deposit', 'OrderReversed'],
])('holds nothing for %s where the first word is %s', (purpose, type) => {
  const sale = evolve(initialState(), placed(purpose));
  const about = { subscriberId: 's', purpose, amountRupiah, from: 'pending' } as const;
  const event = { type, at, about, paymentVersion: 3, refundedRupiah: amountRupiah } as SaleEvent;
  const sums = sumsOf(salePostings(sale, event, 'rw05'));
  expect(sums.subscriber_balances ?? 0).toBe(0);
  expect(sums.agent_deposits ?? 0).toBe(0);
  expect(sums.gateway).toBe(0);
});

const back = { orderedRupiah: amountRupiah, site: 'rw05', at };

/** Billing has heard that it is paid; the reversal comes before the money is booked where it is for. */
const paidOf = (purpose: Purpose): readonly Posting[] =>
  salePostings(
    evolve(initialState(), placed(purpose)),
    {
      ...{ type: 'OrderPaid', paidAt: at, orderNumber: 'SRG', paymentVersion: 2, at },
      about: { subscriberId: 's', purpose, amountRupiah, from: 'pending' },
    },
    'rw05',
  );

it('holds no balance of a receipt that went back before it was booked', () => {
  const decided = billingAccountDecider.decide(billingAccountDecider.initialState(), {
    ...{ type: 'TakeReceiptBack', receiptId: 'r', ...back },
  });
  const postings = decided.accepted ? decided.events.flatMap(billingPostings) : [];
  expect(sumsOf([...paidOf('bills'), ...postings]).subscriber_balances).toBe(0);
});

it('holds no deposit of a top-up that went back before it was booked', () => {
  const terms = { active: true, creditLimitRupiah: 0 } as AgentTerms;
  const agent = agentDecider.evolve(agentDecider.initialState(), { type: 'AgentTermsSet', terms, at });
  const decided = agentDecider.decide(agent, {
    ...{ type: 'ReturnTopUp', topUpId: 't', ...back },
  });
  const postings = decided.accepted ? decided.events.flatMap((event) => agentPostings('s', event)) : [];
  expect(sumsOf([...paidOf('agent_deposit'), ...postings]).agent_deposits).toBe(0);
});
