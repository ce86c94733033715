// family-replies.ts — how a family is described in the API.
import { FAMILY_LIMITS, FAMILY_MEMBER_STATES, SHARED_STATUSES } from '@saring/kernel';
import { arrayOf, objectOf, orNull } from '../http/api-route';
import {
  BOOLEAN,
  INSTANT,
  INSTANT_OR_NULL,
  oneOf,
  personalText,
  TEXT,
  UUID,
  WHOLE,
} from '../http/api-schema';

const BYTES_OR_NULL = { type: ['integer', 'null'], description: 'null: no limit' };
const LIMIT = { enum: [...FAMILY_LIMITS, null], description: 'the limit that is reached; null: none' };
const PERSON = { name: TEXT, phone: { ...personalText('phone'), description: 'in part' } };
const LIMITS = { dailyBytes: BYTES_OR_NULL, shareBytes: BYTES_OR_NULL };

export const FAMILY = objectOf({
  membersMost: { ...WHOLE, description: 'whom one may share with; 0: nobody shares here' },
  members: arrayOf(
    objectOf({
      ...{ subscriberId: UUID, ...PERSON, state: oneOf(FAMILY_MEMBER_STATES), invitedUntil: INSTANT_OR_NULL },
      ...{ ...LIMITS, limit: LIMIT, usedBytes: WHOLE, usedTodayBytes: WHOLE },
    }),
  ),
  membership: {
    ...orNull(
      objectOf({
        ...{ payerId: UUID, ...PERSON, joinedAt: INSTANT, ...LIMITS, limit: LIMIT },
        ...{ status: oneOf(SHARED_STATUSES), usedBytes: WHOLE, usedTodayBytes: WHOLE },
        ...{ remainingBytes: WHOLE, unlimited: BOOLEAN },
      }),
    ),
    description: 'null: belongs to no family',
  },
  invitations: arrayOf(objectOf({ payerId: UUID, ...PERSON, until: INSTANT, ...LIMITS })),
});
