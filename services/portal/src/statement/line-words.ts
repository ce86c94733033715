// line-words.ts — what a line of the statement is called.
import type { StatementLine } from '@saring/api-client';
import {
  hoursText,
  isStatementKey,
  isStatusChange,
  portal,
  statementText,
  statusChanges,
  type Locale,
  type PortalKey,
  type StatementKey,
} from '@saring/i18n';
import type { Say } from '../language/language';

const titleKey = (cause: string): StatementKey => (isStatementKey(cause) ? cause : 'other');
const isPortalKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);

/** Why a balance changed; of a status what changed; a cause that is newer than this page is another change. */
export const causeOf = ({ cause, reason = '' }: StatementLine, locale: Locale): string => {
  if (cause === 'status' && isStatusChange(reason)) return statusChanges[locale][reason];
  return statementText(titleKey(cause), locale);
};

/** Where a grant came from, or the given reason. */
export const detailOf = (
  { cause, reason, source, validHours }: StatementLine,
  say: Say,
  locale: Locale,
): string => {
  if (cause === 'status') return '';
  const from = `source.${source ?? ''}`;
  // What services give as a reason are codes; what a person wrote is shown as it is.
  const code = `reason.${reason ?? ''}`;
  const given = isStatementKey(code) ? statementText(code, locale) : (reason ?? '');
  const hours = validHours ? hoursText(validHours, locale) : '';
  const parts = [isPortalKey(from) ? say(from) : '', given, hours].filter(Boolean);
  // A title that says it already needs no second word for it.
  const title = statementText(titleKey(cause), locale);
  return parts.filter((part) => part.toLowerCase() !== title.toLowerCase()).join(', ');
};
