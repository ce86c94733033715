// request-ids.ts — ids as requests name them.
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';

/** @throws RefusalError REQUEST.MALFORMED that names the field */
export const idIn = (field: string, id: string): string => {
  if (!isUuid(id)) throw new RefusalError('REQUEST.MALFORMED', { field });
  return id;
};
