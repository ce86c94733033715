// invalid.ts — the refusal of one field, in the form in which edge refuses fields itself.
import { RefusalError } from '@saring/messaging';

/** @param rule as validators name it; @param limit that it was held to. */
export const invalid = (field: string, rule: string, limit?: number | readonly string[]): RefusalError =>
  new RefusalError('REQUEST.INVALID', {
    errors: [{ field, rule, ...(limit === undefined ? {} : { limit }) }],
  });
