// offline-cause.ts — why a person is offline: one cause and its repair, found along the way from the phone to the order.
import type { AccessStatus, Approval, HeldState } from '@saring/kernel';
import { isOnline } from '../captive/device-status';

/** In the order of the way that a byte takes; the page shows them so. */
export const OFFLINE_STEPS = [
  'phone',
  'device',
  'router',
  'host',
  'binding',
  'list',
  'lane',
  'account',
  'order',
] as const;
type Step = (typeof OFFLINE_STEPS)[number];
/** unknown: what would say it does not answer. idle: there is nothing to look at. */
export const STEP_STATES = ['right', 'wrong', 'unknown', 'idle'] as const;
type StepState = (typeof STEP_STATES)[number];

/** Each cause, and what repairs it. */
const REPAIR_OF = {
  pending: 'approve',
  rejected: 'approve',
  disabled: 'enable',
  blocked: 'unblock',
  debt: 'settle',
  bill: 'ask',
  paid_not_given: 'retry_order',
  payment_open: 'recheck_order',
  never_bought: 'sell',
  expired: 'sell',
  exhausted: 'sell',
  no_device: 'add_device',
  gateway_away: 'wait',
  account_unknown: 'wait',
  status_behind: 'sweep',
  router_away: 'open_router',
  never_seen: 'ask',
  absent: 'ask',
  idle: 'ask',
  foreign_binding: 'open_router',
  binding_missing: 'sweep',
  binding_wrong: 'sweep',
  host_stale: 'sweep',
  list_wrong: 'sweep',
  lane_wrong: 'sweep',
  slowed: 'sell',
  none: 'none',
} as const;
export type OfflineCause = keyof typeof REPAIR_OF;
export const OFFLINE_CAUSES = Object.keys(REPAIR_OF);
export const OFFLINE_REPAIRS = [...new Set<string>(Object.values(REPAIR_OF))];

type InspectedDevice = {
  readonly deviceId: string;
  readonly routerId?: string;
  readonly lastSeenAt?: string;
  readonly present: boolean;
  readonly binding: string;
  readonly list: string;
  readonly lane: string;
};
export type OfflineEvidence = {
  readonly subscriber: { readonly approval: string; readonly disabled: boolean; readonly blocked: boolean };
  readonly account: {
    readonly status: string;
    readonly debtBlock: string | null;
    readonly blockReason: string | null;
    readonly hadGrant: boolean;
  };
  /** Null: billing does not answer. */
  readonly orders: { readonly paid: string | null; readonly open: string | null } | null;
  /** Null: the gateway does not answer. */
  readonly routers: {
    readonly status?: string;
    readonly routers: readonly {
      readonly routerId: string;
      readonly state: string;
      readonly answered: boolean;
    }[];
    readonly devices: readonly InspectedDevice[];
  } | null;
};

type OfflineDiagnosis = {
  readonly cause: OfflineCause;
  readonly repair: string;
  readonly steps: readonly { readonly step: Step; readonly state: StepState }[];
  /** The device in question, its router, and the order that waits. */
  readonly deviceId: string | null;
  readonly routerId: string | null;
  readonly orderId: string | null;
};

export const diagnose = (evidence: OfflineEvidence): OfflineDiagnosis => {
  const device = deviceInQuestion(evidence);
  const cause = causeOf(evidence, device);
  const { orders } = evidence;
  return {
    cause,
    repair: REPAIR_OF[cause],
    steps: stepsOf(evidence, device),
    deviceId: device?.deviceId ?? null,
    routerId: device?.routerId ?? (cause === 'router_away' ? firstAway(evidence)?.routerId : null) ?? null,
    orderId: orders?.paid ?? orders?.open ?? null,
  };
};

/** A stop of the person holds wherever they go, so it comes before what is wrong with one router or device. */
const causeOf = (evidence: OfflineEvidence, device: InspectedDevice | undefined): OfflineCause =>
  stopOfPerson(evidence) ??
  stopOfAccount(evidence) ??
  stopOnTheWay(evidence, device) ??
  (evidence.account.status === 'fup' ? 'slowed' : 'none');

const stopOfPerson = ({ subscriber }: OfflineEvidence): OfflineCause | undefined => {
  const approval = subscriber.approval as Approval;
  if (approval !== 'approved') return approval;
  return subscriber.disabled ? 'disabled' : undefined;
};

const stopOfAccount = ({ account, subscriber, orders }: OfflineEvidence): OfflineCause | undefined => {
  if (isOnline(account.status)) return undefined;
  if (subscriber.blocked) return 'blocked';
  if (account.debtBlock !== null) return 'debt';
  if (account.status === 'blocked' && account.blockReason === 'bill') return 'bill';
  if (orders?.paid) return 'paid_not_given';
  if (orders?.open) return 'payment_open';
  switch (account.status as AccessStatus) {
    case 'blocked':
      return 'blocked';
    case 'expired':
      return 'expired';
    default:
      return account.hadGrant ? 'exhausted' : 'never_bought';
  }
};

const stopOnTheWay = (
  evidence: OfflineEvidence,
  device: InspectedDevice | undefined,
): OfflineCause | undefined => {
  const { routers, account } = evidence;
  if (routers === null) return 'gateway_away';
  if (routers.status === undefined) return 'account_unknown';
  if (!device) return 'no_device';
  if (isAway(evidence, device)) return 'router_away';
  if (!isSeen(device)) return device.lastSeenAt === undefined ? 'never_seen' : 'absent';
  if (device.binding === 'foreign') return 'foreign_binding';
  // The router holds what an older status asks for: it was not told, or has not followed.
  if (routers.status !== account.status) return 'status_behind';
  if (device.binding === 'missing') return 'binding_missing';
  if (device.binding === 'wrong') return 'binding_wrong';
  if (device.binding === 'stale') return 'host_stale';
  if (device.list !== 'right') return 'list_wrong';
  if (device.lane !== 'right') return 'lane_wrong';
  // Its row is still there, with open access: silent, or gone. The row alone cannot tell which.
  return device.present ? undefined : 'idle';
};

const isSeen = ({ binding }: InspectedDevice): boolean => binding !== 'unseen';

/** A device that is there with something wrong, then one that is there, then the one that was seen last. */
const deviceInQuestion = ({ routers }: OfflineEvidence): InspectedDevice | undefined => {
  const rank = (device: InspectedDevice): number =>
    (device.present ? 0 : 2) + (isSeen(device) && isHeldRight(device) ? 1 : 0) + (isSeen(device) ? 0 : 4);
  return [...(routers?.devices ?? [])].sort(
    (left, right) =>
      rank(left) - rank(right) || (right.lastSeenAt ?? '').localeCompare(left.lastSeenAt ?? ''),
  )[0];
};

const isHeldRight = ({ binding, list, lane }: InspectedDevice): boolean =>
  binding === 'right' && list === 'right' && lane === 'right';

/** Its router does not answer; of a device that no router shows, any router of the business may be the one. */
const isAway = (evidence: OfflineEvidence, device: InspectedDevice): boolean => {
  if (isSeen(device)) return false;
  const routers = evidence.routers?.routers ?? [];
  const own = routers.find(({ routerId }) => routerId === device.routerId);
  return own ? !own.answered : routers.every(({ answered }) => !answered);
};

const firstAway = ({ routers }: OfflineEvidence) => routers?.routers.find(({ answered }) => !answered);

const stepsOf = (
  evidence: OfflineEvidence,
  device: InspectedDevice | undefined,
): OfflineDiagnosis['steps'] => {
  const { account, orders, routers } = evidence;
  const held = (state: string | undefined): StepState => {
    if (routers === null || (device && isAway(evidence, device))) return 'unknown';
    if (state === undefined || (state as HeldState) === 'unseen') return 'idle';
    return state === 'right' ? 'right' : 'wrong';
  };
  const unless = (isWrong: boolean): StepState => (isWrong ? 'wrong' : 'right');
  const onRouters = (state: () => StepState): StepState => (routers === null ? 'unknown' : state());
  const states: Readonly<Record<Step, StepState>> = {
    phone: unless(stopOfPerson(evidence) !== undefined),
    device: onRouters(() => unless(!device)),
    router: onRouters(() => (device ? unless(isAway(evidence, device)) : 'idle')),
    host: onRouters(() => {
      if (!device) return 'idle';
      if (isAway(evidence, device)) return 'unknown';
      return isSeen(device) && !device.present ? 'unknown' : unless(!device.present);
    }),
    binding: held(device?.binding),
    list: held(device?.list),
    lane: held(device?.lane),
    account: unless(!isOnline(account.status)),
    order: orders === null ? 'unknown' : orders.paid || orders.open ? 'wrong' : 'idle',
  };
  return OFFLINE_STEPS.map((step) => ({ step, state: states[step] }));
};
