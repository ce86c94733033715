import { placesOf, type Params } from '../fill';
import type { Locale } from '../locale';
import { en } from './en';
import { id, type MessageKey } from './id';
import { renderWording } from './wording';

export type { MessageKey };

export const messages: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { id, en };

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(id, key);

/** The params that a message needs. */
export const messageParams = (key: MessageKey): readonly string[] => placesOf(id[key]);

/**
 * Without a value, or with an empty one, the line that names such a param is left out. `page` and `contact` are added
 * where a message is sent.
 */
const OPTIONAL_PARAMS: ReadonlySet<string> = new Set([
  ...['link', 'expires', 'invoice', 'page', 'contact'],
  ...['order', 'site', 'takings', 'refunded', 'people', 'ending', 'routers'],
  ...['takenBack', 'owed', 'paid', 'payTo', 'lasts', 'firstDue'],
]);

export const isOptionalParam = (param: string): boolean => OPTIONAL_PARAMS.has(param);

/** The house's own text with its values. */
export const renderMessage = (key: MessageKey, locale: Locale, params: Params): string =>
  renderWording(
    messages[locale][key],
    { optionalPlaces: messageParams(key).filter(isOptionalParam) },
    params,
    '',
  );
