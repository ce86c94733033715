// email-page.ts — adding an e-mail address, a page of its own that needs no JavaScript.
import { emailPageText, portalText, type EmailPageKey, type Params } from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { EMAIL_PATH, type EmailState } from './email-links';

export type EmailPage = {
  readonly form: FormPage;
  readonly state: EmailState;
  /** What was just done; null: nothing. */
  readonly said: 'proved' | 'ended' | null;
  /** Typed before, and refused. */
  readonly typed: string;
  /** Asks for an address although a code is under way, or one is linked. */
  readonly isOther: boolean;
};
type Texts = (key: EmailPageKey, params?: Params) => string;

export const emailPage = (view: EmailPage): string => {
  const { locale, site } = view.form;
  const text: Texts = (key, params) => escapeHtml(emailPageText(key, locale, params));
  const said =
    view.said === null ? '' : `<p class="saved" role="status"><strong>${text(view.said)}</strong></p>`;
  const body =
    `<h1>${text('title')}</h1>${errorOf(view.form)}${said}` +
    (view.state.offered ? stepOf(view, text) : `<p role="status">${text('off')}</p>`) +
    `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  return page({ locale, site, titleKey: 'email.title', body, path: EMAIL_PATH });
};

const stepOf = (view: EmailPage, text: Texts): string => {
  const { email, pendingEmail } = view.state;
  if (view.isOther) return addressForm(view, text);
  if (pendingEmail !== '') return codeForm(view, text);
  return email === '' ? addressForm(view, text) : linked(view, text);
};

const addressForm = ({ form, state, typed }: EmailPage, text: Texts): string => {
  const describedBy = form.error
    ? ' aria-invalid="true" aria-describedby="error hint"'
    : ' aria-describedby="hint"';
  return (
    (state.email === '' ? `<p>${text('intro')}</p>` : addressOf(state.email, text)) +
    `<form method="post" action="${EMAIL_PATH}">${hidden({ token: form.token, do: 'start' })}` +
    `<label for="email">${text('address')}</label><input id="email" name="email" type="email" inputmode="email" autocomplete="email" autocapitalize="none" required maxlength="254" value="${escapeHtml(typed)}"${describedBy}>` +
    `<p class="hint" id="hint">${text('address.hint')}</p><button>${text('send')}</button></form>`
  );
};

const codeForm = ({ form, state: { pendingEmail } }: EmailPage, text: Texts): string => {
  const invalid =
    form.error?.code === 'NOTIFICATION.EMAIL_CODE_WRONG'
      ? ' aria-invalid="true" aria-describedby="error"'
      : '';
  return (
    `<p role="status">${text('sent', { email: pendingEmail })}</p>` +
    `<form method="post" action="${EMAIL_PATH}">${hidden({ token: form.token, do: 'confirm' })}` +
    `<label for="code">${text('code')}</label><input id="code" name="code" inputmode="numeric" pattern="[0-9 ]*" autocomplete="one-time-code" required maxlength="12"${invalid}>` +
    `<button>${text('confirm')}</button></form>` +
    `<form method="post" action="${EMAIL_PATH}">${hidden({ token: form.token, do: 'start', email: pendingEmail })}<button class="quiet">${text('again')}</button></form>` +
    otherLink(text('other'))
  );
};

const linked = ({ form, state: { email } }: EmailPage, text: Texts): string =>
  addressOf(email, text) +
  otherLink(text('change')) +
  `<form method="post" action="${EMAIL_PATH}">${hidden({ token: form.token, do: 'end' })}<button class="quiet">${text('end')}</button></form>`;

const addressOf = (email: string, text: Texts): string =>
  `<p>${text('linked')}<br><strong>${escapeHtml(email)}</strong></p>`;

const otherLink = (label: string): string =>
  `<a class="button quiet" href="${EMAIL_PATH}?other=yes">${label}</a>`;
