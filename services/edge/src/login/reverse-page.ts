// reverse-page.ts — what a person sends and to whom, shown until it has come, for browsers without JavaScript.
import { reverseCodeText, type ReverseCodeKey } from '@saring/i18n';
import type { ReverseCodeState } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import {
  byCodePath,
  errorOf,
  hidden,
  questionPage,
  shownPath,
  type Answers,
  type FormPage,
} from './login-pages';
import type { ShownCode } from './subscriber-login';

type Shown = {
  readonly challenge: string;
  /** This browser's own: it is not in the message. */
  readonly code: string;
  readonly message: string;
  readonly phone: string;
};
export type ReverseView = Shown & {
  readonly state: ReverseCodeState | 'expired';
  /** A router names this device: the message alone lets it in. */
  readonly opensDevice: boolean;
};

const RELOAD_SECONDS = 4;

export const reversePath = (shown: Shown, next: string): string =>
  `/login/message?${new URLSearchParams({ ...shown, ...(next === '' ? {} : { next }) }).toString()}`;

export const reversePage = (form: FormPage, { state, opensDevice, ...shown }: ReverseView): string => {
  const { locale, site, next } = form;
  const text = (key: ReverseCodeKey) => escapeHtml(reverseCodeText(key, locale));
  const back = `<a class="button quiet" href="${escapeHtml(byCodePath(next))}">${text('back')}</a>`;
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
    `${title}<p>${text(opensDevice ? 'intro' : 'introStay')}</p><a class="button" rel="noreferrer" href="${escapeHtml(link)}">${text('open')}</a>` +
    `<p>${text('byHand')}</p><p><strong>${escapeHtml(shown.message)}</strong></p><p>${text('to')} <strong>${escapeHtml(shown.phone)}</strong></p>` +
    `<p>${text('onlyThis')}</p><p role="status" class="hint">${text('waiting')}</p>${back}`;
  return page({ ...frame, body, reloadSeconds: RELOAD_SECONDS });
};

/** For the device whose page with a code was closed: waits for the message, asks what is open, and lets it go on. */
export const shownPage = (form: FormPage, { state }: ShownCode, answers: Answers = {}): string => {
  const { locale, site, next } = form;
  const path = shownPath(next);
  const question = questionPage(form, { action: '/login/message/device', path, fields: {} }, answers);
  if (question !== null) return question;
  const text = (key: ReverseCodeKey) => escapeHtml(reverseCodeText(key, locale));
  const back = `<a class="button quiet" href="${escapeHtml(byCodePath(next))}">${text('back')}</a>`;
  const frame = { locale, site, titleKey: 'phone.title', path } as const;
  const title = `<h1>${text('title')}</h1>${errorOf(form)}`;
  if (state === 'waiting')
    return page({
      ...frame,
      body: `${title}<p role="status">${text('waitingHere')}</p>${back}`,
      reloadSeconds: RELOAD_SECONDS,
    });
  if (state !== 'proved')
    return page({ ...frame, body: `${title}<p role="alert">${text(state)}</p>${back}` });
  const fields = hidden({ token: form.token, next });
  const go = `<form method="post" action="/login/message/device">${fields}<button>${text('connect')}</button></form>`;
  return page({ ...frame, body: `${title}<p role="status">${text('proved')}</p>${go}${back}` });
};
