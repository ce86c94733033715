import type { StatementLine } from '@saring/api-client';
import { portal, type PortalKey } from '@saring/i18n';
import type { Say } from '../language/language';

const isKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);

/** Why a balance changed; a cause that is newer than this page is another change. */
export const causeOf = ({ cause }: StatementLine, say: Say): string => {
  const key = `statement.${cause}`;
  return say(isKey(key) ? key : 'statement.other');
};

/** Where a grant came from, what a status became, or the reason that somebody gave. */
export const detailOf = ({ cause, reason, source }: StatementLine, say: Say): string => {
  if (cause === 'status') {
    const key = `status.${reason ?? ''}`;
    return isKey(key) ? say(key) : '';
  }
  const from = `source.${source ?? ''}`;
  // What services give as a reason are codes; what a person wrote stands as it is.
  const code = `reason.${reason ?? ''}`;
  return [isKey(from) ? say(from) : '', isKey(code) ? say(code) : (reason ?? '')].filter(Boolean).join(', ');
};
