// line.ts — a subscriber's PPPoE line on a router: what was agreed, and whether it may be used. It is suspended by an
// operator's hand, held for a bill, or because its quota is used up: none of them ends another.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant, type LineState } from '@saring/kernel';
import {
  decideQuota,
  evolveQuota,
  isHeldForQuota,
  quotaInForce,
  withoutQuota,
  type QuotaCommand,
  type QuotaEvent,
  type QuotaRefusal,
  type QuotaStanding,
} from './line-quota';
import { isSame, isWhole, nothing, type LineTerms } from './line-terms';

type Origin = {
  readonly subscriberId: string;
  readonly routerId: string;
  readonly username: string;
  readonly terms: LineTerms;
};
export type Line = Origin &
  QuotaStanding & {
    /** Null before it exists. */
    readonly state: LineState | null;
    readonly isDisabled: boolean;
    readonly isSuspendedByHand: boolean;
    /** A bill of it is past its grace. */
    readonly isHeldForBill: boolean;
    /** Of the account that billing last decided on: what is older comes too late. */
    readonly holdVersion: number;
    /** It was on the router before: its secret there becomes ours by its comment. */
    readonly isAdopted: boolean;
    /** What stood at its secret when it was taken over. */
    readonly formerComment: string;
    /** It is no line any more, and its secret is what it was before it was taken over. */
    readonly isReleased: boolean;
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
  | QuotaEvent
  | { readonly type: 'LineRemoved'; readonly reason: string }
  /** Let go: its secret stays on the router, under its former comment. */
  | { readonly type: 'LineReleased'; readonly reason: string }
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
  | QuotaCommand
  | { readonly type: 'RemoveLine' | 'ReleaseLine'; readonly reason: string }
);
export type LineRefusal =
  | 'LINE.UNKNOWN'
  | 'LINE.REMOVED'
  | 'LINE.DISABLED'
  | 'LINE.HELD_FOR_BILL'
  | 'LINE.HELD_FOR_QUOTA'
  | 'LINE.NOT_TAKEN_OVER'
  | QuotaRefusal
  | 'LINE.TERMS_INVALID';

type LineDecision = Decision<LineEvent, LineRefusal>;

const initialState = (): Line => ({
  ...{ state: null, subscriberId: '', routerId: '', username: '', terms: nothing },
  ...{ isDisabled: false, isSuspendedByHand: false, isHeldForBill: false, holdVersion: 0 },
  ...withoutQuota(),
  ...{ isAdopted: false, formerComment: '', isReleased: false, passwordVersion: 0 },
});

const decide = (line: Line, command: LineCommand): LineDecision => {
  if (command.type === 'CreateLine' || command.type === 'AdoptLine') return begin(line, command);
  if (line.state === null) return refuse('LINE.UNKNOWN');
  if (line.state === 'removed') return isOver(line, command) ? accept() : refuse('LINE.REMOVED');
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
    case 'FollowPackageQuota':
    case 'SetPackageQuota':
    case 'SetFupSpeed':
    case 'JudgeLineQuota':
      return decideQuota(line, command);
    case 'ReleaseLine':
      // Only what still runs as the router had it can be what it was.
      return line.isAdopted && line.terms.profile !== ''
        ? accept({ type: 'LineReleased', at, reason: command.reason })
        : refuse('LINE.NOT_TAKEN_OVER');
    case 'RemoveLine':
      return accept({ type: 'LineRemoved', at, reason: command.reason });
    default:
      return assertNever(command);
  }
};

/** Whether a command asks for the end that a line has had. */
const isOver = ({ isReleased }: Line, { type }: LineCommand): boolean =>
  type === (isReleased ? 'ReleaseLine' : 'RemoveLine');

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

const evolve = (line: Line, event: LineEvent): Line => {
  const next = evolveParts(line, event);
  const standing = { ...next, ...quotaInForce(next) };
  return { ...standing, state: stateOf(standing) };
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
        ...{ isDisabled: event.isDisabled, isAdopted: true, formerComment: event.comment },
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
    case 'LineQuotaFollowsPackage':
    case 'LinePackageQuotaSet':
    case 'LineFupSpeedSet':
    case 'LineQuotaUsedUp':
    case 'LineQuotaFreed':
      return { ...line, ...evolveQuota(line, event) };
    case 'LineRemoved':
      return { ...line, state: 'removed' };
    case 'LineReleased':
      return { ...line, state: 'removed', isReleased: true };
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
