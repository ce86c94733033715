// edge as this page reaches it.
import { ApiClient, type EventStream } from '@saring/api-client';
import { currentLocale } from './language/chosen-locale';

export const edge = new ApiClient({ cookies: () => document.cookie, locale: currentLocale });

/** Null where a captive browser has no event streams. */
export const openEvents = (): EventStream | null =>
  'EventSource' in window ? new EventSource('/api/v1/events') : null;
