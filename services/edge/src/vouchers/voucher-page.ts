// voucher-page.ts — the page on which the code of a voucher is typed, and what it may have to ask.
import { shopText, type ShopKey } from '@saring/i18n';
import { escapeHtml } from '../http/page-layout';
import {
  deviceChoices,
  errorOf,
  formPage,
  hidden,
  loginPath,
  textsOf,
  type FormPage,
} from '../login/login-pages';

const PATH = '/voucher';

/** @param isLoggedIn its quota goes to the account of who is logged in. */
export const voucherPage = (form: FormPage, code: string, isLoggedIn: boolean): string => {
  switch (form.error?.code) {
    case 'AUTH.DEVICE_OF_ANOTHER':
      return movePage(form, code);
    case 'AUTH.DEVICES_ONLINE':
      return choosePage(form, code);
    default:
      return codePage(form, code, isLoggedIn);
  }
};

const codePage = (form: FormPage, code: string, isLoggedIn: boolean): string => {
  const text = textsOf(form.locale);
  const shop = (key: ShopKey) => escapeHtml(shopText(key, form.locale));
  const invalid = form.error
    ? ' aria-invalid="true" aria-describedby="error hint"'
    : ' aria-describedby="hint"';
  const back = isLoggedIn ? '/' : loginPath(form.next);
  const body =
    `<h1>${shop('voucher.title')}</h1><p>${shop(isLoggedIn ? 'voucher.intro.own' : 'voucher.intro')}</p>${errorOf(form)}` +
    `<form method="post" action="${PATH}"><label for="code">${shop('voucher.label')}</label>` +
    `<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="64" autofocus value="${escapeHtml(code)}"${invalid}>` +
    `<p class="hint" id="hint">${shop('voucher.hint')}</p>${hidden({ token: form.token })}<button>${shop('voucher.submit')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(back)}">${text('error.back')}</a>`;
  return formPage(form, 'voucher.title', PATH, body);
};

const movePage = (form: FormPage, code: string): string => {
  const text = textsOf(form.locale);
  const body =
    `<h1>${text('device.move.title')}</h1><p>${text('device.move.intro')}</p><form method="post" action="${PATH}">` +
    `${hidden({ token: form.token, code, move: 'yes' })}<button>${text('device.move.submit')}</button></form>` +
    `<a class="button quiet" href="${PATH}">${text('error.back')}</a>`;
  return formPage(form, 'device.move.title', PATH, body);
};

const choosePage = (form: FormPage, code: string): string => {
  const text = textsOf(form.locale);
  const body =
    `<h1>${text('device.choose.title')}</h1><p>${text('device.choose.intro')}</p><form method="post" action="${PATH}">` +
    `${deviceChoices(form)}${hidden({ token: form.token, code })}<button>${text('device.choose.submit')}</button></form>` +
    `<a class="button quiet" href="${PATH}">${text('error.back')}</a>`;
  return formPage(form, 'device.choose.title', PATH, body);
};
