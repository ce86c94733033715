// subscriber-views.ts — what edge answers a subscriber, by the names that screens use. Generated from its description.
import type { components, paths } from './generated/api';

type Schemas = components['schemas'];
type JsonOf<Responses> = Responses extends {
  readonly 200: { readonly content: { readonly 'application/json': infer Body } };
}
  ? Body
  : never;
/** The answer to a GET of a path. */
type Answer<Path extends keyof paths> = paths[Path] extends {
  readonly get: { readonly responses: infer Responses };
}
  ? JsonOf<Responses>
  : never;

export type AccessStatus = Schemas['QuotaReply']['status'];
export type Challenge = Schemas['RequestOtpReply'];
export type ReverseCode = Schemas['ReverseCodeReply'];
export type ReverseCodeState = Schemas['ReverseCodeStateReply']['state'];
/** queued: waits to be sent; failed: never left, and counts for nothing. */
export type Delivery = Schemas['OtpStateReply']['delivery'];
/** A device as its owner knows it: its label, else the end of its MAC. */
export type NamedDevice = Schemas['NamedDeviceReply'];
/** `deviceId` is empty while no router has named the device. */
export type Session = Schemas['SessionReply'];
export type Me = Answer<'/api/v1/me'>;
export type Quota = Schemas['QuotaReply'];
export type Grant = Quota['grants'][number];
type ShownGrant = { readonly expired?: boolean; readonly onlineSecondsLeft?: number | null };
/** A status as a person reads it: without any quota so far none is used up, and of time online the time is. */
export const quotaStandingOf = ({
  status,
  grants,
  laterHoldings,
}: {
  readonly status: AccessStatus;
  readonly grants: readonly ShownGrant[];
  readonly laterHoldings: readonly unknown[];
}): AccessStatus | 'none' | 'timeOver' | 'outsideHours' => {
  if (status !== 'exhausted') return status;
  if (grants.length === 0) return 'none';
  if (laterHoldings.length > 0) return 'outsideHours';
  return grants.filter(({ expired }) => !expired).at(-1)?.onlineSecondsLeft === 0 ? 'timeOver' : status;
};
/** Grants that can still be used, in the order in which they burn. */
export type Holding = Schemas['HoldingReply'];
export type PaymentLane = Schemas['PaymentLaneReply'];
/** Whether the routers have applied the subscriber's status; null: they do not know the subscriber yet. */
export type Access = Answer<'/api/v1/me/access'>;
/** The state of the device in hand; only `open` is connected. */
export type ThisDevice = Access['thisDevice'];
/** What helps it. */
export type ToDo = Access['todo'];
/** A device without an owner that has just joined the own router; `found` proves that the own search found it. */
export type Newcomer = Answer<'/api/v1/me/devices/newcomers'>['items'][number];
/** The operator of this WiFi, and the contact. */
export type SiteProfile = Answer<'/api/v1/site'>;
export type StatementLine = Schemas['StatementLine'];
/** `nextCursor` is of the next older page; null: there is none. */
export type StatementPage = Answer<'/api/v1/me/statement'>;
export type UsageDay = Schemas['UsageDay'];
export type Devices = Answer<'/api/v1/me/devices'>;
export type Device = Devices['items'][number];
/** `payPath` leads to the bill that holds a line. */
export type OwnLines = Answer<'/api/v1/me/lines'>;
export type OwnLine = OwnLines['items'][number];
/** Facts about a device that anyone at it may know, without a login. */
export type DeviceStanding = Schemas['DeviceReply'];
