// A voucher is sold once, redeemed for one account, and made void for good; its clock starts at first use.
import { givenWith } from '@saring/event-sourcing';
import { readCode, checkCodeSpace, CODE_ALPHABET, shownCode } from './voucher-code';
import { waitSeconds } from './voucher-tries';
import { voucherBatchDecider, type BatchTerms } from './voucher-batch';
import {
  mustGrant,
  mustTakeBack,
  voucherDecider,
  type VoucherCommand,
  type VoucherEvent,
  type VoucherSaleTerms,
} from './voucher';
import { voucherProcess } from './voucher.process';

const at = '2026-11-29T02:00:00.000Z';
const terms: VoucherSaleTerms = {
  ...{ saleId: 's', batchId: 'b', packageId: 'p', description: '2 GB', bytes: 2, priceRupiah: 5_000 },
  ...{ method: 'cash', cashier: 'ani', site: 'rw05', drawerSite: 'rw05' },
};
const sold: VoucherEvent = { type: 'VoucherSold', ...terms, at };
const redeemed: VoucherEvent = { type: 'VoucherRedeemed', accountId: 'budi', at };
const granted: VoucherEvent = { type: 'VoucherGranted', accountVersion: 7, at };
const redeem = (accountId: string, redeemableUntil: string | null = null): VoucherCommand => ({
  ...{ type: 'RedeemVoucher', accountId, redeemableUntil, at },
});
const voucher = givenWith(voucherDecider, expect);

it('is sold once', () => {
  voucher()
    .when({ type: 'SellVoucher', ...terms, at })
    .then(sold);
  voucher(sold)
    .when({ type: 'SellVoucher', ...terms, at })
    .thenRefused('BILLING.VOUCHER_NOT_UNSOLD');
});

it('is redeemed for one account only after it was sold; for the same account again it changes nothing', () => {
  voucher().when(redeem('budi')).thenRefused('BILLING.VOUCHER_UNSOLD');
  voucher(sold).when(redeem('budi')).then(redeemed);
  voucher(sold, redeemed).when(redeem('budi')).thenNothing();
  voucher(sold, redeemed).when(redeem('citra')).thenRefused('BILLING.VOUCHER_USED');
});

it('can be redeemed until its last moment, and is no use after it; one that was redeemed stays', () => {
  voucher(sold).when(redeem('budi', at)).then(redeemed);
  voucher(sold).when(redeem('budi', '2026-11-29T01:59:59.999Z')).thenRefused('BILLING.VOUCHER_EXPIRED');
  voucher(sold, redeemed).when(redeem('budi', '2026-11-29T01:59:59.999Z')).thenNothing();
});

it('is due at the ledger once it is redeemed, until the ledger has given it', () => {
  expect(voucherProcess.after(redeemed)).toEqual([{ kind: 'grant', notBefore: at }]);
  expect(mustGrant(voucher(sold).state())).toBe(false);
  expect(mustGrant(voucher(sold, redeemed).state())).toBe(true);
  expect(mustGrant(voucher(sold, redeemed, granted).state())).toBe(false);
  voucher(sold, redeemed).when({ type: 'ConfirmGranted', accountVersion: 7, at }).then(granted);
  voucher(sold, redeemed, granted).when({ type: 'ConfirmGranted', accountVersion: 7, at }).thenNothing();
});

it('is made void with a reason, for good; what was given is taken back, and only a sold one brings money back', () => {
  const refund = { method: 'cash', operatorId: 'ani', fromSite: 'rw05' } as const;
  const voided: VoucherEvent = { type: 'VoucherVoided', reason: 'lost', refund: null, at };
  voucher().when({ type: 'VoidVoucher', reason: ' lost ', refund: null, at }).then(voided);
  voucher(sold)
    .when({ type: 'VoidVoucher', reason: 'lost', refund, at })
    .then({ ...voided, refund: { ...refund, sale: terms } });
  voucher().when({ type: 'VoidVoucher', reason: 'lost', refund, at }).thenRefused('BILLING.VOUCHER_UNSOLD');
  voucher(sold)
    .when({ type: 'VoidVoucher', reason: ' ', refund: null, at })
    .thenRefused('QUOTA.REASON_REQUIRED');
  voucher(sold, voided)
    .when({ type: 'VoidVoucher', reason: 'lost', refund: null, at })
    .thenRefused('BILLING.VOUCHER_VOID');
  voucher(sold, voided).when(redeem('budi')).thenRefused('BILLING.VOUCHER_VOID');
  expect(mustTakeBack(voucher(sold, voided).state())).toBe(false);
  // The ledger may have given it although we have not heard so.
  expect(mustTakeBack(voucher(sold, redeemed, voided).state())).toBe(true);
  expect(mustTakeBack(voucher(sold, redeemed, voided, { type: 'VoucherTakenBack', at }).state())).toBe(false);
});

it('reads a code as people type it, and shows it in groups', () => {
  expect(readCode(' rw-7k3q 9mxa ')).toBe('RW7K3Q9MXA');
  expect(shownCode('RW7K3Q9MXA', 'RW')).toBe('RW-7K3Q-9MXA');
  expect(shownCode('7K3Q9MX', '')).toBe('7K3Q-9MX');
  expect(new Set(CODE_ALPHABET).size).toBe(24);
  expect(CODE_ALPHABET).not.toMatch(/[01258BILOSUZ]/);
});

it('refuses codes of which a guess hits more than one time in 100,000', () => {
  expect(checkCodeSpace(7, 5_000)).toEqual({ ok: true, value: true });
  expect(checkCodeSpace(6, 5_000)).toMatchObject({ refusal: { details: { least: 7 } } });
  for (const codeLength of [4, 5, 6, 7, 8]) {
    const most = Math.floor(24 ** codeLength / 100_000);
    if (most > 0) expect(checkCodeSpace(codeLength, most).ok).toBe(true);
    expect(checkCodeSpace(codeLength, most + 1).ok).toBe(false);
  }
});

it('lets a wrong code cost growing time, forgotten after an hour', () => {
  const now = new Date(at);
  const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
  const wait = (wrong: number, secondsAgo: number, overall = 0): number =>
    waitSeconds({ wrong, lastAt: before(secondsAgo) }, overall, now);
  expect([0, 1, 2, 3, 4, 5, 20].map((wrong) => wait(wrong, 0))).toEqual([0, 0, 0, 5, 10, 20, 900]);
  expect([wait(4, 9.5), wait(4, 10), wait(20, 3_600)]).toEqual([1, 0, 0]);
  // While many guess, one who has been wrong waits, and one who has not does not.
  expect([wait(0, 0, 1_000), wait(1, 0, 1_000)]).toEqual([0, 900]);
});

it('prints a batch again for who may do so only', () => {
  const batch = givenWith(voucherBatchDecider, expect);
  const made = { type: 'VouchersMade', terms: {} as BatchTerms, actor: 'ani', at } as const;
  const printed = { type: 'VouchersPrinted', at } as const;
  const print = (mayRepeat: boolean) => ({ type: 'PrintVouchers', mayRepeat, at }) as const;
  batch().when(print(true)).thenRefused('BILLING.VOUCHER_BATCH_UNKNOWN');
  batch(made).when(print(false)).then(printed);
  batch(made, printed).when(print(false)).thenRefused('BILLING.VOUCHERS_PRINTED');
  batch(made, printed).when(print(true)).then(printed);
});

it('ends as used up or expired once its quota does, and goes on if the ledger prolongs it', () => {
  const note = (standing: 'live' | 'used_up' | 'expired'): VoucherCommand => ({
    ...{ type: 'NoteStanding', standing, at },
  });
  const usedUp: VoucherEvent = { type: 'VoucherEnded', how: 'used_up', at };
  const given = [sold, redeemed, granted];
  // Its quota is on its way.
  voucher(sold, redeemed).when(note('used_up')).thenNothing();
  voucher(...given)
    .when(note('live'))
    .thenNothing();
  voucher(...given)
    .when(note('used_up'))
    .then(usedUp);
  voucher(...given, usedUp)
    .when(note('used_up'))
    .thenNothing();
  voucher(...given, usedUp)
    .when(note('expired'))
    .then({ type: 'VoucherEnded', how: 'expired', at });
  voucher(...given, usedUp)
    .when(note('live'))
    .then({ type: 'VoucherResumed', at });
  voucher(...given, usedUp)
    .when(redeem('budi'))
    .thenNothing();
  voucher(...given, usedUp)
    .when(redeem('citra'))
    .thenRefused('BILLING.VOUCHER_USED');
});

it('is looked at daily while something of it is left', () => {
  const [next] = voucherProcess.after(granted);
  expect(next).toEqual({ kind: 'look', notBefore: '2026-11-30T02:00:00.000Z' });
  const live = voucher(sold, redeemed, granted).state();
  expect(voucherProcess.isStillDue('look', live, at)).toBe(true);
  expect(voucherProcess.repeatAt('look', live, 1, at)).toBe('2026-11-30T02:00:00.000Z');
  const over = voucher(sold, redeemed, granted, { type: 'VoucherEnded', how: 'expired', at }).state();
  expect(voucherProcess.isStillDue('look', over, at)).toBe(false);
});
