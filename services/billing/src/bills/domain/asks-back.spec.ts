// Of a refund and a payout of the same money whichever the account decides first wins, and the other is refused.
import { givenWith } from '@saring/event-sourcing';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import type { BillingEvent } from './billing-events';

const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const received = (receiptId: string, amountRupiah = 150_000): BillingEvent => ({
  ...{ type: 'MoneyReceived', receiptId, amountRupiah, method: 'qris', cashier: '' },
  ...{ site, drawerSite: null, note: '', orderId: receiptId, at },
});
const ask = (receiptId: string, key = receiptId): BillingCommand => ({
  ...{ type: 'AskReceiptBack', receiptId, key, at },
});
const asked = (receiptId: string, key = receiptId): BillingEvent => ({
  ...{ type: 'ReceiptAskedBack', receiptId, key, at },
});
const payout = {
  amountRupiah: 100_000,
  method: 'transfer',
  cashier: 'ani',
  site,
  drawerSite: null,
  at,
} as const;
const payOut: BillingCommand = { ...payout, type: 'PayOutBalance', reason: 'minta kembali' };
const paidOut: BillingEvent = { ...payout, type: 'BalancePaidOut', reason: 'minta kembali' };
const takenBack: BillingEvent = { type: 'ReceiptTakenBack', receiptId: 'r', amountRupiah: 150_000, site, at };
const account = givenWith(billingAccountDecider, expect);

it('pays out nothing of what is asked back', () => {
  account(received('r')).when(ask('r')).then(asked('r'));
  account(received('r'), asked('r')).when(payOut).thenRefused('BILLING.BALANCE_SHORT');
  account(received('r'), received('s', 100_000), asked('r')).when(payOut).then(paidOut);
});

it('asks back nothing that was paid out', () => {
  account(received('r'), paidOut).when(ask('r')).thenRefused('BILLING.BALANCE_SHORT');
  account(received('r'), received('s', 99_999), asked('s'), paidOut)
    .when(ask('r'))
    .thenRefused('BILLING.BALANCE_SHORT');
});

it('is one ask under its key, and none of what has gone back', () => {
  account(received('r'), asked('r')).when(ask('r')).then();
  account(received('r'), asked('r')).when(ask('r', 'other')).then(asked('r', 'other'));
  account(received('r'), asked('r'), takenBack).when(ask('r', 'late')).then();
});

it('keeps what is booked after it was asked back', () => {
  account(asked('r'), received('r')).when(payOut).thenRefused('BILLING.BALANCE_SHORT');
});

it('ends with the money that goes back, or with its release', () => {
  const release: BillingCommand = { type: 'ReleaseReceiptAsk', key: 'r', at };
  const released: BillingEvent = { type: 'ReceiptAskReleased', key: 'r', at };
  account(received('r'), asked('r')).when(release).then(released);
  account(received('r'), asked('r'), released).when(payOut).then(paidOut);
  account(received('r'), asked('r'), released).when(release).then();
  account(received('r'), asked('r'), takenBack, received('s', 100_000)).when(payOut).then(paidOut);
});
