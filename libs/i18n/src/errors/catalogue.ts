// catalogue.ts — every refusal by its code, for people, in both languages.
import { waitText } from '../duration';
import { fill, type Params } from '../fill';
import { rupiahText } from '../rupiah';
import type { Locale } from '../locale';
import { wordingFaultTexts } from '../messages/wording-faults.texts';
import type { ErrorText } from './error-text';
import { authErrors } from './auth.texts';
import { billingErrors } from './billing.texts';
import { fieldFaultsText, type FieldFault } from './field-faults.texts';
import { notificationErrors } from './notification.texts';
import { operatorsErrors } from './operators.texts';
import { paymentErrors } from './payment.texts';
import { pluginErrors } from './plugin.texts';
import { quotaErrors } from './quota.texts';
import { requestErrors } from './request.texts';
import { routerErrors } from './router.texts';
import { settingErrors } from './setting.texts';
import { siteErrors } from './site.texts';
import { billErrors } from './bills.texts';
import { lineErrors } from './lines.texts';
import { voucherErrors } from './voucher.texts';

const merged = () => ({
  ...requestErrors,
  ...operatorsErrors,
  ...authErrors,
  ...notificationErrors,
  ...wordingFaultTexts,
  ...quotaErrors,
  ...billingErrors,
  ...paymentErrors,
  ...pluginErrors,
  ...routerErrors,
  ...settingErrors,
  ...siteErrors,
  ...billErrors,
  ...lineErrors,
  ...voucherErrors,
});
/** Marked as pure: a page that shows no errors by itself is built without them. */
export const ERRORS = /* @__PURE__ */ merged();
export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

const UNLISTED: Readonly<Record<Locale, ErrorText>> = {
  id: { title: 'Ditolak', detail: 'Permintaan ditolak ({code}).' },
  en: { title: 'Refused', detail: 'The request was refused ({code}).' },
};

/** What a refusal carries: what is no text, number or flag has no place in a sentence. */
type Details = Readonly<Record<string, unknown>>;

/** Explains a refusal to a person; a code that is not listed names itself. */
export const describeError = (code: string, locale: Locale, details: Details = {}): ErrorText => {
  const text = isErrorCode(code) ? ERRORS[code][locale] : UNLISTED[locale];
  const params = {
    ...placesIn(details, locale),
    ...faultsIn(details, locale),
    ...waitIn(details, locale),
    code,
  };
  const detail = fill(text.detail, params);
  // A service that names only the field.
  const { reason } = code === 'REQUEST.MALFORMED' ? faultsIn(details, locale) : {};
  return { title: text.title, detail: reason === undefined ? detail : `${String(reason)} ${detail}` };
};

const PLACE = /\{\w+\}/g;

/** What a code means, of no refusal in particular: values that only one has are left open. */
export const explainError = (code: ErrorCode, locale: Locale): ErrorText => {
  const { title, detail } = ERRORS[code][locale];
  return { title, detail: detail.replace(PLACE, '…') };
};

const isPlace = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
const placesIn = (details: Details, locale: Locale): Params =>
  Object.fromEntries(
    Object.entries(details)
      .filter((entry): entry is [string, string | number] => isPlace(entry[1]))
      .map(([name, value]) => [name, RUPIAH_NAME.test(name) ? rupiahText(Number(value), locale) : value]),
  );
const RUPIAH_NAME = /Rupiah$/;

/** For texts that say which fields are wrong and why. */
const faultsIn = ({ errors }: Details, locale: Locale): Params =>
  Array.isArray(errors) ? { reason: fieldFaultsText(errors as readonly FieldFault[], locale) } : {};

/** For texts that say how long to wait: the seconds that a refusal carries, in words. */
const waitIn = ({ retryInSeconds }: Details, locale: Locale): Params =>
  retryInSeconds === undefined ? {} : { wait: waitText(Number(retryInSeconds), locale) };
