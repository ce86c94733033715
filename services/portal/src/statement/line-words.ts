import type { StatementLine } from '@saring/api-client';
import { isStatusChange, portal, statusChanges, type Locale, type PortalKey } from '@saring/i18n';
import type { Say } from '../language/language';

const isKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);

const titleKey = (cause: string): PortalKey => {
  const key = `statement.${cause}`;
  return isKey(key) ? key : 'statement.other';
};

/** Why a balance changed; of a status what changed; a cause that is newer than this page is another change. */
export const causeOf = ({ cause, reason = '' }: StatementLine, say: Say, locale: Locale): string => {
  if (cause === 'status' && isStatusChange(reason)) return statusChanges[locale][reason];
  return say(titleKey(cause));
};

/** Where a grant came from, or the given reason. */
export const detailOf = ({ cause, reason, source }: StatementLine, say: Say): string => {
  if (cause === 'status') return '';
  const from = `source.${source ?? ''}`;
  // What services give as a reason are codes; what a person wrote is shown as it is.
  const code = `reason.${reason ?? ''}`;
  const parts = [isKey(from) ? say(from) : '', isKey(code) ? say(code) : (reason ?? '')].filter(Boolean);
  // A title that says it already needs no second word for it.
  const title = say(titleKey(cause));
  return parts.filter((part) => part.toLowerCase() !== title.toLowerCase()).join(', ');
};
