import { fill, placesOf, type Params } from '../fill';
import type { Locale } from '../locale';
import { en } from './en';
import { id } from './id';

/** A message that is sent out. */
export type MessageKey = keyof typeof id;

export const messages: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { id, en };

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(id, key);

/** The params that a message needs. */
export const messageParams = (key: MessageKey): readonly string[] => placesOf(id[key]);

export const renderMessage = (key: MessageKey, locale: Locale, params: Params): string =>
  fill(messages[locale][key], params);
