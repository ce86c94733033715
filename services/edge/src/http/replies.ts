// replies.ts — answers of edge that are no message of the contract.
import {
  DeviceSchema,
  OperatorSchema,
  StatementLineSchema,
  UsageDaySchema,
  UsageHourSchema,
} from '@saring/contracts';
import { ACCESS_STATUSES, APPROVALS, LOCALES, PAYMENT_METHODS, SUBSCRIBER_ROLES } from '@saring/kernel';
import { THIS_DEVICE, TO_DO } from '../captive/device-status';
import { arrayOf, extended, listOf, objectOf, orNull, pageOf, type ApiReply } from './api-route';
import {
  BOOLEAN,
  INSTANT,
  INSTANT_OR_NULL,
  oneOf,
  personalText,
  TEXT,
  TEXT_OR_NULL,
  UUID,
  WHOLE,
  type JsonSchema,
} from './api-schema';

/** RFC 8908; what is left is said while the device is not captive. */
export const CAPTIVE = objectOf(
  {
    captive: BOOLEAN,
    'user-portal-url': TEXT,
    'can-extend-session': BOOLEAN,
    'seconds-remaining': WHOLE,
    'bytes-remaining': WHOLE,
  },
  ['seconds-remaining', 'bytes-remaining'],
);

export const SITE_PROFILE = objectOf({
  name: TEXT,
  address: personalText('open'),
  phone: personalText('open'),
  contactUrl: TEXT_OR_NULL,
  termsUrl: TEXT_OR_NULL,
  privacyUrl: TEXT_OR_NULL,
  color: TEXT_OR_NULL,
  logoUrl: TEXT_OR_NULL,
  timeZone: TEXT,
});

/** `redeemUrl`: the page of the portal on which the code is typed; a QR code adds `?code=`. */
export const VOUCHER_TICKET = objectOf({
  name: TEXT,
  phone: personalText('open'),
  color: TEXT_OR_NULL,
  logoUrl: TEXT_OR_NULL,
  redeemUrl: TEXT,
});

export const READINESS = objectOf({
  ready: BOOLEAN,
  checks: { type: 'object', additionalProperties: objectOf({ ok: BOOLEAN, detail: TEXT }, ['detail']) },
});

/** `deviceId` is empty while no router has named the device. */
export const ME = objectOf({
  subscriberId: UUID,
  deviceId: TEXT,
  phone: personalText('phone'),
  name: TEXT,
  role: oneOf(SUBSCRIBER_ROLES),
  approval: oneOf(APPROVALS),
  disabled: BOOLEAN,
  locale: oneOf(LOCALES),
  site: TEXT,
  createdAt: INSTANT,
  timeZone: TEXT,
  telegram: { ...BOOLEAN, description: 'Messages may come by Telegram, once it is linked' },
  email: { ...BOOLEAN, description: 'Messages may come by e-mail, once an address is proved' },
});

export const STATEMENT = pageOf(StatementLineSchema, { version: WHOLE });
export const USAGE = listOf(UsageDaySchema, 'the days from `from` to `to`');
export const USAGE_HOURS = listOf(UsageHourSchema, 'the hours from `from` to `until`');

const statusOrNull: JsonSchema = { anyOf: [oneOf(ACCESS_STATUSES), { type: 'null' }] };
/** `status` null: the routers do not know the subscriber yet. */
export const ACCESS = objectOf({
  status: statusOrNull,
  applied: BOOLEAN,
  thisDevice: oneOf(THIS_DEVICE),
  todo: oneOf(TO_DO),
});

/** To operators; `version` is of the decision that the routers hold, -1: none. */
export const HELD_ACCESS = objectOf({
  status: statusOrNull,
  version: WHOLE,
  applied: BOOLEAN,
  pendingRouterIds: arrayOf(UUID),
});

const NAMED_DEVICE = objectOf({ deviceId: UUID, name: TEXT });
/** Presence and last seen are the routers' word; null: none has seen the device. */
export const DEVICES = objectOf({
  limit: WHOLE,
  items: arrayOf(extended(DeviceSchema, { isThis: BOOLEAN, online: BOOLEAN, lastSeenAt: INSTANT_OR_NULL })),
  former: arrayOf(NAMED_DEVICE),
});

export const OPERATOR_SESSION: ApiReply = {
  schema: objectOf({ operator: orNull(OperatorSchema), expiresInSeconds: WHOLE }),
};

export const PAYMENT_METHODS_NOW = objectOf({
  open: BOOLEAN,
  reason: TEXT_OR_NULL,
  items: arrayOf(
    objectOf(
      {
        method: oneOf(PAYMENT_METHODS),
        banks: arrayOf(TEXT),
        addedFee: objectOf({ rupiah: WHOLE, percent: { type: 'number' } }),
        leastRupiah: WHOLE,
        mostRupiah: WHOLE,
        mostAddedRupiah: WHOLE,
      },
      ['addedFee', 'leastRupiah', 'mostRupiah', 'mostAddedRupiah'],
    ),
  ),
});

/** `found` proves that the subscriber's own search found it. */
export const NEWCOMER = objectOf({
  mac: personalText('mac'),
  name: TEXT,
  appearedSecondsAgo: WHOLE,
  found: TEXT,
});
