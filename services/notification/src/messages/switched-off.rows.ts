// switched-off.rows.ts — what is not sent because an operator switched its kind off.
import type { MessageKey } from '@saring/i18n';
import type { Queryable } from '@saring/service-kit';

/** What waits of these kinds ends, and what it says is deleted. A test of an operator goes all the same. */
export const endKinds = async (on: Queryable, kinds: readonly MessageKey[]): Promise<void> => {
  await on.query(
    `update messages set state = 'switched_off', params_sealed = null, attachment_sealed = null
     where state = 'queued' and purpose = 'notice' and template = any($1)`,
    [kinds],
  );
};
