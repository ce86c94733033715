// publish.ts — which private events others may see, as what facts.
import { AccessStatusChangedSchema, DebtChangedSchema, QuotaNoticeSchema } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import type { NoticeKind } from '@saring/kernel';
import type { AccountEvent } from './domain/account';
import { isFamilyEvent } from './domain/family';
import type { FamilyEvent } from './domain/membership';
import { endAfter } from './domain/grant';
import { subscriberOf } from './streams';

type EventOf<T extends AccountEvent['type']> = Extract<AccountEvent, { type: T }>;
type Published = EventOf<
  | 'AccessStatusChanged'
  | 'DebtGiven'
  | 'DebtSettled'
  | 'PurchaseRevoked'
  | 'NoticesDecided'
  | 'QuotaRequestApproved'
  | 'QuotaRequestRejected'
  | FamilyEvent['type']
>;
type Source = { readonly subscriberId: string; readonly version: number; readonly at: string };

/** Meters write far more than anyone else hears of. */
export const PUBLISHED_TYPES: readonly string[] = [
  'AccessStatusChanged',
  'DebtGiven',
  'DebtSettled',
  'PurchaseRevoked',
  'NoticesDecided',
  'QuotaRequestApproved',
  'QuotaRequestRejected',
  'FamilyInvited',
  'FamilyInvitationEnded',
  'FamilyJoined',
  'FamilyLeft',
] satisfies readonly Published['type'][];

export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const subscriberId = subscriberOf(recorded.stream);
  if (subscriberId === null || !PUBLISHED_TYPES.includes(recorded.type)) return [];
  const event = fromRecorded<Published>(recorded);
  const source = { subscriberId, version: recorded.revision, at: event.at };
  if (event.type === 'NoticesDecided')
    return event.notices.map(({ endsAt, ...notice }) =>
      publicFact(QuotaNoticeSchema, { ...source, ...notice, endsAt: endsAt ?? undefined }),
    );
  if (event.type === 'QuotaRequestApproved' || event.type === 'QuotaRequestRejected')
    return [requestNotice(event, source)];
  if (isFamilyEvent(event)) return familyNotices(event, source);
  return event.type === 'AccessStatusChanged' ? [accessFact(event, source)] : debtFacts(event, source);
};

const DAY_SECONDS = 86_400;

const requestNotice = (
  {
    type,
    requestId,
    bytes,
    unlimited,
    days,
    at,
    reason,
  }: EventOf<'QuotaRequestApproved' | 'QuotaRequestRejected'>,
  source: Source,
): PublicFact =>
  publicFact(QuotaNoticeSchema, {
    ...source,
    kind: type === 'QuotaRequestApproved' ? 'request_approved' : 'request_rejected',
    cause: `request:${requestId}`,
    bytes: unlimited ? 0 : bytes,
    endsAt: days > 0 ? endAfter(at, days * DAY_SECONDS) : undefined,
    reason,
  });

/** Who did it knows; the other one is told. */
const familyNotices = (event: FamilyEvent, { subscriberId, version, at }: Source): readonly PublicFact[] => {
  const { payerId } = event;
  const notice = (kind: NoticeKind, to: string, otherId: string): PublicFact =>
    publicFact(QuotaNoticeSchema, {
      ...(event.type === 'FamilyInvited' ? { endsAt: event.until } : {}),
      ...{ subscriberId: to, otherId, version, at, kind, bytes: 0 },
      cause: `${kind}:${subscriberId}:${version}`,
    });
  if (event.type === 'FamilyInvited') return [notice('family_invited', subscriberId, payerId)];
  if (event.type === 'FamilyJoined') return [notice('family_joined', payerId, subscriberId)];
  if (event.type === 'FamilyInvitationEnded')
    return event.why === 'declined' ? [notice('family_declined', payerId, subscriberId)] : [];
  if (event.type !== 'FamilyLeft') return [];
  return event.by === 'member'
    ? [notice('family_left', payerId, subscriberId)]
    : [notice('family_removed', subscriberId, payerId)];
};

const accessFact = (event: EventOf<'AccessStatusChanged'>, source: Source): PublicFact =>
  publicFact(AccessStatusChangedSchema, {
    ...source,
    status: event.status,
    blockReason: event.blockReason ?? undefined,
    hardBlock: event.hardBlock ?? false,
    previousStatus: event.previousStatus ?? undefined,
    remainingBytes: event.remainingBytes,
    speedDownKilobitsPerSecond: event.speed?.downKilobitsPerSecond ?? 0,
    paymentLane: event.paymentLane ?? false,
    deviceLimit: event.deviceLimit ?? 0,
    speedUpKilobitsPerSecond: event.speed?.upKilobitsPerSecond ?? 0,
  });

/** One an item: a settlement may touch several. Auto debt is no item. */
const debtFacts = (
  event: EventOf<'DebtGiven' | 'DebtSettled' | 'PurchaseRevoked'>,
  source: Source,
): readonly PublicFact[] => {
  if (event.type === 'DebtSettled')
    return event.items.map((item) => publicFact(DebtChangedSchema, { ...source, ...item, kind: 'settled' }));
  if (event.type === 'PurchaseRevoked')
    return event.debts.map(({ debtId, unpaidBytes: bytes, unlimited, priceRupiah, dueAt }) =>
      publicFact(DebtChangedSchema, {
        ...source,
        kind: 'restored',
        debtId,
        bytes,
        unlimited,
        priceRupiah,
        dueAt,
      }),
    );
  const { debtId, bytes, unlimited, priceRupiah, dueAt } = event;
  const given = { debtId, bytes, unlimited, priceRupiah, dueAt };
  return [publicFact(DebtChangedSchema, { ...source, ...given, kind: 'given' })];
};
