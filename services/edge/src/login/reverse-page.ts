// reverse-page.ts — what a person sends and to whom, shown until it has come, for browsers without JavaScript.
import type { ReverseCodeState } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import { hidden, loginPath, textsOf, type FormPage } from './login-pages';

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
  const text = textsOf(locale);
  const back = `<a class="button quiet" href="${escapeHtml(loginPath(next))}">${text('reverse.back')}</a>`;
  const frame = { locale, site, titleKey: 'reverse.title', path: reversePath(shown, next) } as const;
  const title = `<h1>${text('reverse.title')}</h1>`;
  if (state === 'proved') {
    const fields = hidden({ token: form.token, challenge: shown.challenge, code: shown.code, next });
    const go = `<form method="post" action="/login/code">${fields}<button>${text('reverse.go')}</button></form>`;
    return page({ ...frame, body: `${title}<p role="status">${text('reverse.proved')}</p>${go}` });
  }
  if (state !== 'waiting')
    return page({ ...frame, body: `${title}<p role="alert">${text(`reverse.${state}`)}</p>${back}` });
  const link = `https://wa.me/${shown.phone.slice(1)}?text=${encodeURIComponent(shown.message)}`;
  const body =
    `${title}<p>${text('reverse.intro')}</p><a class="button" rel="noreferrer" href="${escapeHtml(link)}">${text('reverse.open')}</a>` +
    `<p>${text('reverse.byHand')}</p><p><strong>${escapeHtml(shown.message)}</strong></p><p>${text('reverse.to')} <strong>${escapeHtml(shown.phone)}</strong></p>` +
    `<p role="status" class="hint">${text('reverse.waiting')}</p>${back}`;
  return page({ ...frame, body, reloadSeconds: RELOAD_SECONDS });
};
