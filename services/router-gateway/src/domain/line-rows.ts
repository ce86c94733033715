// line-rows.ts — what the secret, the profile and the pool of a line look like on a router.
import { inRange } from './address-range';
import type { LineState } from '@saring/kernel';
import type { LineTerms } from './line-terms';
import type { Signature } from './comments';

/** A line as its router should hold it. */
export type DesiredLine = {
  readonly lineId: string;
  readonly username: string;
  readonly state: LineState;
  readonly terms: LineTerms;
  /** It may make the secret of its name ours, if nobody has. */
  readonly isAdopted: boolean;
  /** It was let go: its secret gets this comment again, and is then nobody's line. */
  readonly formerComment?: string;
  readonly passwordVersion: number;
  /** Undefined: the router's own, which nobody here knows. */
  readonly password?: string;
};

/** The router's end of each line. It belongs to no network: every session may have the same. */
const LOCAL_ADDRESS = '10.255.255.1';

/** The names of what this installation makes; a profile is named after what it holds. */
export type LineNames = {
  readonly isolir: string;
  readonly pool: string;
  readonly profile: (terms: LineTerms) => string;
};

export const namesOf = (signature: Signature): LineNames => ({
  isolir: signature.name('isolir'),
  pool: signature.name('isolir'),
  profile: ({ uploadKilobitsPerSecond: up, downloadKilobitsPerSecond: down, pool }) =>
    signature.name('line', String(up), String(down), ...(pool === '' ? [] : [pool])),
});

/** Where suspended lines come up: addresses of their own, slow, and in a list that rules can send to a notice. */
export const ISOLIR = {
  ranges: '10.255.240.2-10.255.254.254',
  list: 'isolir',
  rate: '128k/128k',
  profile: ({ pool }: LineNames): Readonly<Record<string, string>> => ({
    ...{ 'local-address': LOCAL_ADDRESS, 'remote-address': pool, 'rate-limit': ISOLIR.rate },
    ...{ 'only-one': 'yes', 'address-list': ISOLIR.list },
  }),
} as const;

/** Of a line that is not suspended: the name of its profile and what that holds. */
export const profileOf = (
  terms: LineTerms,
  names: LineNames,
): [name: string, attributes: Readonly<Record<string, string>>] => {
  const { uploadKilobitsPerSecond: up, downloadKilobitsPerSecond: down, pool } = terms;
  const rate = up === 0 ? '' : `${up}k/${down}k`;
  const addresses = { 'local-address': LOCAL_ADDRESS, 'remote-address': pool };
  const attributes = { ...addresses, 'rate-limit': rate, 'only-one': 'yes', 'address-list': '' };
  return [names.profile(terms), attributes];
};

/** The fields of a secret that follow from the line. While it is suspended, a fixed address would defeat the pool. */
export const secretOf = (
  { state, terms }: Pick<DesiredLine, 'state' | 'terms'>,
  names: LineNames,
): { profile: string; 'remote-address': string; 'caller-id': string; disabled: string } => {
  const isSuspended = state === 'suspended';
  const own = terms.profile === '' ? names.profile(terms) : terms.profile;
  return {
    profile: isSuspended ? names.isolir : own,
    'remote-address': isSuspended ? '' : terms.address,
    'caller-id': terms.callerId,
    disabled: state === 'disabled' ? 'yes' : 'no',
  };
};

/** The pool that a line needs on its router; empty: none. */
export const remoteOf = (
  { state, terms }: Pick<DesiredLine, 'state' | 'terms'>,
  names: LineNames,
): string => {
  if (state === 'suspended') return names.pool;
  return terms.profile === '' ? terms.pool : '';
};

/** Whether an address is in one of some ranges with commas between. */
export const isInRanges = (ranges: string, address: string): boolean =>
  ranges.split(',').some((range) => inRange(range.trim(), address));
