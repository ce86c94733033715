// refunds.ts — money that is asked back of a gateway: requested until the bank has confirmed it or it has failed.
import type { Instant, Rupiah } from '@saring/kernel';

export type Refund = {
  readonly key: string;
  readonly amountRupiah: Rupiah;
  readonly askedAt: Instant;
  readonly standing: 'requested' | 'done' | 'failed';
  /** Made at the vendor by a person: never asked for by us. */
  readonly isForeign?: boolean;
};

type Asked = {
  readonly key: string;
  readonly amountRupiah: Rupiah;
  readonly at: Instant;
  readonly by?: 'vendor';
};

/** A refund that was asked for, by us or in the vendor's dashboard. */
export const requested = ({ key, amountRupiah, at, by }: Asked): Refund => ({
  ...{ key, amountRupiah, askedAt: at, standing: 'requested' },
  ...(by === 'vendor' ? { isForeign: true } : {}),
});

/** Each key once, as it stands last. */
export const withRefund = (refunds: readonly Refund[], refund: Refund): readonly Refund[] => {
  const { key, amountRupiah, askedAt, standing, isForeign } = refund;
  const foreign = isForeign === undefined ? {} : { isForeign };
  return [...refunds.filter((one) => one.key !== key), { key, amountRupiah, askedAt, standing, ...foreign }];
};

export const withFailed = (refunds: readonly Refund[], key: string): readonly Refund[] =>
  refunds.map((refund) => (refund.key === key ? { ...refund, standing: 'failed' } : refund));

/** Money that is gone cannot be given back. */
export const allFailed = (refunds: readonly Refund[]): readonly Refund[] =>
  refunds.map((refund) => (isRequested(refund) ? { ...refund, standing: 'failed' } : refund));

export const isRequested = ({ standing }: Refund): boolean => standing === 'requested';

export const sumOf = (refunds: readonly { readonly amountRupiah: Rupiah }[]): Rupiah =>
  refunds.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
