// line-terms.ts — what the secret and the profile of a line are to hold.

/** What the secret and the profile of a line are to hold. */
export type LineTerms = {
  /** Of the customer; 0: no limit. */
  readonly uploadKilobitsPerSecond: number;
  readonly downloadKilobitsPerSecond: number;
  /** The pool of the router that addresses come from; empty where the address is fixed. */
  readonly pool: string;
  /** The fixed address; of a line taken over, whatever its secret says. Empty: one of the pool. */
  readonly address: string;
  /** The only MAC that may dial; empty: any. */
  readonly callerId: string;
  /** The profile by somebody else that a line taken over keeps; empty: one of ours, made from the rest. */
  readonly profile: string;
};

export const nothing: LineTerms = {
  ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0 },
  ...{ pool: '', address: '', callerId: '', profile: '' },
};

/** Without a pool or an address of its own nobody gets an address, and half a limit is none. */
export const isWhole = ({
  uploadKilobitsPerSecond: up,
  downloadKilobitsPerSecond: down,
  pool,
  address,
  profile,
}: LineTerms): boolean => profile !== '' || ((pool === '') !== (address === '') && up > 0 === down > 0);

export const isSame = (one: LineTerms, other: LineTerms): boolean =>
  (Object.keys(one) as (keyof LineTerms)[]).every((name) => one[name] === other[name]);
