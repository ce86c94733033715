// reverse-page.ts — what a person sends and to whom, shown until it has come, for browsers without JavaScript.
import { reverseCodeText, type ReverseCodeKey } from '@saring/i18n';
import type { ReverseCodeState } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import { hidden, loginPath, type FormPage } from './login-pages';

type Shown = {
  readonly challenge: string;
  /** This browser's own: it is not in the message. */
  readonly code: string;
  readonly message: string;
  readonly phone: string;
};
export type ReverseView = Shown & { readonly state: ReverseCodeState | 'expired' };

const RELOAD_SECONDS = 4;

export const reversePath = (shown: Shown, next: string): string =>
  `/login/message?${new URLSearchParams({ ...shown, ...(next === '' ? {} : { next }) }).toString()}`;

export const reversePage = (form: FormPage, { state, ...shown }: ReverseView): string => {
  const { locale, site, next } = form;
  const text = (key: ReverseCodeKey) => escapeHtml(reverseCodeText(key, locale));
  const back = `<a class="button quiet" href="${escapeHtml(loginPath(next))}">${text('back')}</a>`;
  const frame = { locale, site, titleKey: 'phone.title', path: reversePath(shown, next) } as const;
  const title = `<h1>${text('title')}</h1>`;
  if (state === 'proved') {
    const fields = hidden({ token: form.token, challenge: shown.challenge, code: shown.code, next });
    const go = `<form method="post" action="/login/code">${fields}<button>${text('go')}</button></form>`;
    return page({ ...frame, body: `${title}<p role="status">${text('proved')}</p>${go}` });
  }
  if (state !== 'waiting')
    return page({ ...frame, body: `${title}<p role="alert">${text(state)}</p>${back}` });
  const link = `https://wa.me/${shown.phone.slice(1)}?text=${encodeURIComponent(shown.message)}`;
  const body =
    `${title}<p>${text('intro')}</p><a class="button" rel="noreferrer" href="${escapeHtml(link)}">${text('open')}</a>` +
    `<p>${text('byHand')}</p><p><strong>${escapeHtml(shown.message)}</strong></p><p>${text('to')} <strong>${escapeHtml(shown.phone)}</strong></p>` +
    `<p role="status" class="hint">${text('waiting')}</p>${back}`;
  return page({ ...frame, body, reloadSeconds: RELOAD_SECONDS });
};
