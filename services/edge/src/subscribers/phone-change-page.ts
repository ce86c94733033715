// phone-change-page.ts — changing the number without JavaScript: the new number, then a code of each.
import { portalText, type Params, type PortalKey } from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';

export const PHONE_CHANGE_PATH = '/number';
export const PHONE_CONFIRM_PATH = '/number/confirm';

/** The values of the first form that the second one keeps. */
export type CodesAsked = {
  readonly phone: string;
  readonly currentChallengeId: string;
  readonly nextChallengeId: string;
};

const textsOf = (form: FormPage) => (key: PortalKey, params?: Params) =>
  escapeHtml(portalText(key, form.locale, params));

const framed = (form: FormPage, body: string): string => {
  const { locale, site } = form;
  const back = `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${textsOf(form)('error.back')}</a>`;
  return page({ locale, site, titleKey: 'number.change', body: body + back, path: PHONE_CHANGE_PATH });
};

export const newPhonePage = (form: FormPage, phone: string): string => {
  const text = textsOf(form);
  const invalid = form.error ? ' aria-invalid="true" aria-describedby="error"' : '';
  return framed(
    form,
    `<h1>${text('number.change')}</h1><p>${text('number.changeIntro')}</p>${errorOf(form)}` +
      `<form method="post" action="${PHONE_CHANGE_PATH}"><label for="phone">${text('number.new')}</label>` +
      `<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" required maxlength="64" value="${escapeHtml(phone)}"${invalid}>` +
      `${hidden({ token: form.token })}<button>${text('number.send')}</button></form>` +
      `<p class="hint">${text('number.lost')}</p>`,
  );
};

/** @param current the present number. */
export const phoneCodesPage = (form: FormPage, asked: CodesAsked, current: string): string => {
  const text = textsOf(form);
  const wrong = String(form.error?.details['which'] ?? '');
  const input = (which: 'current' | 'next', phone: string): string =>
    `<label for="${which}">${text('number.code', { phone })}</label>` +
    `<input id="${which}" name="${which}Code" inputmode="numeric" pattern="[0-9 ]*" autocomplete="one-time-code" required maxlength="12"` +
    `${wrong === which ? ' aria-invalid="true" aria-describedby="error"' : ''}>`;
  const kept = hidden({ token: form.token, ...asked });
  return framed(
    form,
    `<h1>${text('number.change')}</h1>${errorOf(form)}<form method="post" action="${PHONE_CONFIRM_PATH}">` +
      `${input('current', current)}${input('next', asked.phone)}${kept}<button>${text('number.submit')}</button></form>` +
      `<form method="post" action="${PHONE_CHANGE_PATH}">${hidden({ token: form.token, phone: asked.phone })}` +
      `<button class="quiet">${text('number.resend')}</button></form>`,
  );
};

export const phoneChangedPage = (form: FormPage, phone: string): string => {
  const text = textsOf(form);
  return framed(
    form,
    `<h1>${text('number.change')}</h1><p role="status"><strong>${text('number.changed')}</strong> ${escapeHtml(phone)}</p>`,
  );
};
