// switched-off.rows.ts — what is not sent because its kind was switched off, by an operator or by who would get it.
import type { MessageKey } from '@saring/i18n';
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

/** What waits of these kinds ends, and what it says is deleted. A test of an operator goes all the same. */
export const endKinds = async (
  on: Queryable,
  kinds: readonly MessageKey[],
  phone: PhoneNumber | null = null,
): Promise<void> => {
  await on.query(
    `update messages set state = 'switched_off', params_sealed = null, attachment_sealed = null
     where state = 'queued' and purpose = 'notice' and template = any($1) and ($2::text is null or to_phone = $2)`,
    [kinds, phone],
  );
};
