// catalogue.ts — every refusal by its code, for people, in both languages.
import { waitText } from '../duration';
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';
import type { ErrorText } from './error-text';
import { authErrors } from './auth.texts';
import { billingErrors } from './billing.texts';
import { notificationErrors } from './notification.texts';
import { operatorsErrors } from './operators.texts';
import { paymentErrors } from './payment.texts';
import { quotaErrors } from './quota.texts';
import { requestErrors } from './request.texts';
import { routerErrors } from './router.texts';

const merged = () => ({
  ...requestErrors,
  ...operatorsErrors,
  ...authErrors,
  ...notificationErrors,
  ...quotaErrors,
  ...billingErrors,
  ...paymentErrors,
  ...routerErrors,
});
/** Marked as pure: a page that shows no errors by itself is built without them. */
export const ERRORS = /* @__PURE__ */ merged();
export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

const UNLISTED: Readonly<Record<Locale, ErrorText>> = {
  id: { title: 'Ditolak', detail: 'Permintaan ditolak ({code}).' },
  en: { title: 'Refused', detail: 'The request was refused ({code}).' },
};

/** What a person is told of a refusal; a code that is not listed names itself. */
export const describeError = (code: string, locale: Locale, params: Params = {}): ErrorText => {
  const text = isErrorCode(code) ? ERRORS[code][locale] : UNLISTED[locale];
  return { title: text.title, detail: fill(text.detail, { ...params, ...waitIn(params, locale), code }) };
};

/** For texts that say how long to wait: the seconds that a refusal carries, in words. */
const waitIn = ({ retryInSeconds }: Params, locale: Locale): Params =>
  retryInSeconds === undefined ? {} : { wait: waitText(Number(retryInSeconds), locale) };
