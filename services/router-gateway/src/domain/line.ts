// line.ts — a subscriber's PPPoE line on a router: what was agreed, and whether it may be used. It is suspended by an
// operator's hand, held for a bill, or because its quota is used up: none of them ends another.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant, type LineState } from '@saring/kernel';

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
/** What a line may move in a period, and what happens beyond it. */
export type LineQuota = {
  /** Both ways. */
  readonly bytes: number;
  /** Beyond it, of the customer; both 0: the line is held until its next period. */
  readonly slowUploadKilobitsPerSecond: number;
  readonly slowDownloadKilobitsPerSecond: number;
  /** The day of the month on which a period begins, or the last of a shorter month. */
  readonly periodDay: number;
};
type Origin = {
  readonly subscriberId: string;
  readonly routerId: string;
  readonly username: string;
  readonly terms: LineTerms;
};
export type Line = Origin & {
  /** Null before it exists. */
  readonly state: LineState | null;
  readonly isDisabled: boolean;
  readonly isSuspendedByHand: boolean;
  /** A bill of it is past its grace. */
  readonly isHeldForBill: boolean;
  /** Of the account that billing last decided on: what is older comes too late. */
  readonly holdVersion: number;
  /** Null: it may move as much as it likes. */
  readonly quota: LineQuota | null;
  /** The first day of the period whose quota is used up; empty: none is. */
  readonly usedUpIn: string;
  /** It was on the router before: its secret there becomes ours by its comment. */
  readonly isAdopted: boolean;
  /** Grows with each password that we set; 0: the router's own. */
  readonly passwordVersion: number;
};

export type LineEvent = { readonly at: Instant } & (
  | ({ readonly type: 'LineCreated' } & Origin)
  /** `comment`: what stood at the secret before. */
  | ({ readonly type: 'LineAdopted'; readonly comment: string; readonly isDisabled: boolean } & Origin)
  | { readonly type: 'LineChanged'; readonly terms: LineTerms }
  | { readonly type: 'LinePasswordChanged' }
  | { readonly type: 'LineSuspended'; readonly reason: string }
  | { readonly type: 'LineDisabled'; readonly reason: string }
  /** From a suspension by hand or from being disabled. */
  | { readonly type: 'LineRestored' }
  | { readonly type: 'LineHeldForBill'; readonly basisVersion: number }
  | { readonly type: 'LineBillSettled'; readonly basisVersion: number }
  | { readonly type: 'LineRenamed'; readonly username: string }
  /** What it had on the router before is taken down there. */
  | { readonly type: 'LineMoved'; readonly routerId: string }
  | { readonly type: 'LineQuotaSet'; readonly quota: LineQuota | null }
  | { readonly type: 'LineQuotaUsedUp'; readonly period: string; readonly usedBytes: number }
  | { readonly type: 'LineQuotaFreed' }
  | { readonly type: 'LineRemoved'; readonly reason: string }
);
export type LineCommand = { readonly at: Instant } & (
  | ({ readonly type: 'CreateLine' } & Origin)
  | ({ readonly type: 'AdoptLine'; readonly comment: string; readonly isDisabled: boolean } & Origin)
  | { readonly type: 'ChangeLine'; readonly terms: LineTerms }
  | { readonly type: 'ChangePassword' }
  | { readonly type: 'SuspendLine'; readonly reason: string }
  | { readonly type: 'DisableLine'; readonly reason: string }
  | { readonly type: 'RestoreLine' }
  | { readonly type: 'SetLineHold'; readonly held: boolean; readonly basisVersion: number }
  | { readonly type: 'RenameLine'; readonly username: string }
  | { readonly type: 'MoveLine'; readonly routerId: string }
  | { readonly type: 'SetLineQuota'; readonly quota: LineQuota | null }
  /** @param period the first day of the one that runs. */
  | { readonly type: 'JudgeLineQuota'; readonly period: string; readonly usedBytes: number }
  | { readonly type: 'RemoveLine'; readonly reason: string }
);
export type LineRefusal =
  | 'LINE.UNKNOWN'
  | 'LINE.REMOVED'
  | 'LINE.DISABLED'
  | 'LINE.HELD_FOR_BILL'
  | 'LINE.HELD_FOR_QUOTA'
  | 'LINE.QUOTA_INVALID'
  | 'LINE.TERMS_INVALID';

type LineDecision = Decision<LineEvent, LineRefusal>;

const nothing: LineTerms = {
  ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0 },
  ...{ pool: '', address: '', callerId: '', profile: '' },
};

const initialState = (): Line => ({
  ...{ state: null, subscriberId: '', routerId: '', username: '', terms: nothing },
  ...{ isDisabled: false, isSuspendedByHand: false, isHeldForBill: false, holdVersion: 0 },
  ...{ quota: null, usedUpIn: '' },
  ...{ isAdopted: false, passwordVersion: 0 },
});

const decide = (line: Line, command: LineCommand): LineDecision => {
  if (command.type === 'CreateLine' || command.type === 'AdoptLine') return begin(line, command);
  if (line.state === null) return refuse('LINE.UNKNOWN');
  if (line.state === 'removed') return command.type === 'RemoveLine' ? accept() : refuse('LINE.REMOVED');
  const { at } = command;
  switch (command.type) {
    case 'ChangeLine':
      return change(line, command.terms, at);
    case 'ChangePassword':
      return accept({ type: 'LinePasswordChanged', at });
    case 'SuspendLine':
      // Who may not dial at all has nothing to be sent to a notice for.
      if (line.state === 'disabled') return refuse('LINE.DISABLED');
      return line.isSuspendedByHand
        ? accept()
        : accept({ type: 'LineSuspended', at, reason: command.reason });
    case 'DisableLine':
      return line.state === 'disabled'
        ? accept()
        : accept({ type: 'LineDisabled', at, reason: command.reason });
    case 'RestoreLine':
      if (line.isDisabled || line.isSuspendedByHand) return accept({ type: 'LineRestored', at });
      if (line.isHeldForBill) return refuse('LINE.HELD_FOR_BILL');
      return isHeldForQuota(line) ? refuse('LINE.HELD_FOR_QUOTA') : accept();
    case 'SetLineHold': {
      const { held, basisVersion } = command;
      // Also where nothing changes: what was decided before comes too late then.
      if (basisVersion <= line.holdVersion) return accept();
      return accept({ type: held ? 'LineHeldForBill' : 'LineBillSettled', basisVersion, at });
    }
    case 'RenameLine':
      return command.username === line.username
        ? accept()
        : accept({ type: 'LineRenamed', at, username: command.username });
    case 'MoveLine':
      return command.routerId === line.routerId
        ? accept()
        : accept({ type: 'LineMoved', at, routerId: command.routerId });
    case 'SetLineQuota':
      return setQuota(line, command.quota, at);
    case 'JudgeLineQuota':
      return judgeQuota(line, command);
    case 'RemoveLine':
      return accept({ type: 'LineRemoved', at, reason: command.reason });
    default:
      return assertNever(command);
  }
};

const begin = (
  line: Line,
  command: Extract<LineCommand, { type: 'CreateLine' | 'AdoptLine' }>,
): LineDecision => {
  if (line.state !== null) return accept();
  if (command.type === 'AdoptLine') return accept({ ...command, type: 'LineAdopted' });
  return isWhole(command.terms) ? accept({ ...command, type: 'LineCreated' }) : refuse('LINE.TERMS_INVALID');
};

const change = (line: Line, terms: LineTerms, at: Instant): LineDecision => {
  // The profile of somebody else can be kept, not chosen.
  if (terms.profile !== '' && terms.profile !== line.terms.profile) return refuse('LINE.TERMS_INVALID');
  if (!isWhole(terms)) return refuse('LINE.TERMS_INVALID');
  return isSame(line.terms, terms) ? accept() : accept({ type: 'LineChanged', at, terms });
};

/** A line that keeps the profile of its router has no slower one: it can be held alone. */
const setQuota = (line: Line, quota: LineQuota | null, at: Instant): LineDecision => {
  if (quota) {
    const { bytes, slowUploadKilobitsPerSecond: up, slowDownloadKilobitsPerSecond: down } = quota;
    const isWhole = bytes > 0 && up > 0 === down > 0 && quota.periodDay >= 1;
    if (!isWhole || (up > 0 && line.terms.profile !== '')) return refuse('LINE.QUOTA_INVALID');
  }
  return JSON.stringify(line.quota) === JSON.stringify(quota)
    ? accept()
    : accept({ type: 'LineQuotaSet', at, quota });
};

const judgeQuota = (
  { quota, usedUpIn }: Line,
  { period, usedBytes, at }: Extract<LineCommand, { type: 'JudgeLineQuota' }>,
): LineDecision => {
  if (!quota) return accept();
  if (usedBytes < quota.bytes) return usedUpIn === '' ? accept() : accept({ type: 'LineQuotaFreed', at });
  return usedUpIn === period ? accept() : accept({ type: 'LineQuotaUsedUp', at, period, usedBytes });
};

type Standing = Pick<Line, 'quota' | 'usedUpIn'>;

/** Its quota is used up, and nothing slower is left. */
export const isHeldForQuota = ({ quota, usedUpIn }: Standing): boolean =>
  usedUpIn !== '' && quota !== null && quota.slowDownloadKilobitsPerSecond === 0;

/** Its quota is used up, and it goes on more slowly. */
export const isSlowed = ({ quota, usedUpIn }: Standing): boolean =>
  usedUpIn !== '' && quota !== null && quota.slowDownloadKilobitsPerSecond > 0;

/** What its router should hold now. A limit that is slower anyway stays. */
export const termsInForce = (line: Standing & Pick<Line, 'terms'>): LineTerms => {
  const { terms, quota } = line;
  if (!quota || !isSlowed(line)) return terms;
  const slower = (own: number, slow: number): number => (own === 0 ? slow : Math.min(own, slow));
  return {
    ...terms,
    uploadKilobitsPerSecond: slower(terms.uploadKilobitsPerSecond, quota.slowUploadKilobitsPerSecond),
    downloadKilobitsPerSecond: slower(terms.downloadKilobitsPerSecond, quota.slowDownloadKilobitsPerSecond),
  };
};

/** Without a pool or an address of its own nobody gets an address, and half a limit is none. */
const isWhole = ({
  uploadKilobitsPerSecond: up,
  downloadKilobitsPerSecond: down,
  pool,
  address,
  profile,
}: LineTerms): boolean => profile !== '' || ((pool === '') !== (address === '') && up > 0 === down > 0);

const isSame = (one: LineTerms, other: LineTerms): boolean =>
  (Object.keys(one) as (keyof LineTerms)[]).every((name) => one[name] === other[name]);

const evolve = (line: Line, event: LineEvent): Line => {
  const next = evolveParts(line, event);
  return { ...next, state: stateOf(next) };
};

const stateOf = (line: Line): LineState | null => {
  const { state, isDisabled, isSuspendedByHand, isHeldForBill } = line;
  if (state === null || state === 'removed') return state;
  if (isDisabled) return 'disabled';
  return isSuspendedByHand || isHeldForBill || isHeldForQuota(line) ? 'suspended' : 'active';
};

const evolveParts = (line: Line, event: LineEvent): Line => {
  switch (event.type) {
    case 'LineCreated':
      return { ...initialState(), ...originOf(event), state: 'active', passwordVersion: 1 };
    case 'LineAdopted':
      return {
        ...{ ...initialState(), ...originOf(event), state: 'active' },
        ...{ isDisabled: event.isDisabled, isAdopted: true },
      };
    case 'LineChanged':
      return { ...line, terms: event.terms };
    case 'LinePasswordChanged':
      return { ...line, passwordVersion: line.passwordVersion + 1 };
    case 'LineSuspended':
      return { ...line, isSuspendedByHand: true };
    case 'LineDisabled':
      return { ...line, isDisabled: true, isSuspendedByHand: false };
    case 'LineRestored':
      return { ...line, isDisabled: false, isSuspendedByHand: false };
    case 'LineHeldForBill':
      return { ...line, isHeldForBill: true, holdVersion: event.basisVersion };
    case 'LineBillSettled':
      return { ...line, isHeldForBill: false, holdVersion: event.basisVersion };
    case 'LineRenamed':
      return { ...line, username: event.username };
    case 'LineMoved':
      // There it was never before: a secret of its name is somebody else's.
      return { ...line, routerId: event.routerId, isAdopted: false };
    case 'LineQuotaSet':
      // What is used up is judged anew by the next look.
      return { ...line, quota: event.quota, usedUpIn: event.quota ? line.usedUpIn : '' };
    case 'LineQuotaUsedUp':
      return { ...line, usedUpIn: event.period };
    case 'LineQuotaFreed':
      return { ...line, usedUpIn: '' };
    case 'LineRemoved':
      return { ...line, state: 'removed' };
    default:
      return assertNever(event);
  }
};

const originOf = ({ subscriberId, routerId, username, terms }: Origin): Origin => ({
  ...{ subscriberId, routerId, username, terms },
});

export const lineDecider: Decider<Line, LineCommand, LineEvent, LineRefusal> = {
  initialState,
  evolve,
  decide,
};
