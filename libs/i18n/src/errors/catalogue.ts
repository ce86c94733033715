import { waitText } from '../duration';
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';
import { en } from './en';
import { id } from './id';

export type ErrorText = { readonly title: string; readonly detail: string };
export type ErrorCode = keyof typeof id;

export const errors: Readonly<Record<Locale, Readonly<Record<ErrorCode, ErrorText>>>> = { id, en };

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(id, code);

const UNLISTED: Readonly<Record<Locale, ErrorText>> = {
  id: { title: 'Ditolak', detail: 'Permintaan ditolak ({code}).' },
  en: { title: 'Refused', detail: 'The request was refused ({code}).' },
};

/** What a person is told of a refusal; a code that is not listed names itself. */
export const describeError = (code: string, locale: Locale, params: Params = {}): ErrorText => {
  const text = isErrorCode(code) ? errors[locale][code] : UNLISTED[locale];
  return { title: text.title, detail: fill(text.detail, { ...params, ...waitIn(params, locale), code }) };
};

/** For texts that say how long to wait: the seconds that a refusal carries, in words. */
const waitIn = ({ retryInSeconds }: Params, locale: Locale): Params =>
  retryInSeconds === undefined ? {} : { wait: waitText(Number(retryInSeconds), locale) };
