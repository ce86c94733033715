// telegram-page.ts — linking Telegram, a page of its own that needs no JavaScript.
import { portalText, telegramText, type TelegramKey } from '@saring/i18n';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { TELEGRAM_PATH } from './telegram-links';

type TelegramPage = {
  readonly form: FormPage;
  readonly state: { readonly offered: boolean; readonly linked: boolean };
  /** Just made; null: none. */
  readonly url: string | null;
  /** Came back from Telegram to see whether it worked. */
  readonly isChecked: boolean;
};

export const telegramPage = ({ form, state, url, isChecked }: TelegramPage): string => {
  const { locale, site, token } = form;
  const text = (key: TelegramKey) => escapeHtml(telegramText(key, locale));
  const act = (does: 'link' | 'end', key: TelegramKey, isQuiet: boolean) =>
    `<form method="post" action="${TELEGRAM_PATH}">${hidden({ token, do: does })}<button${isQuiet ? ' class="quiet"' : ''}>${text(key)}</button></form>`;
  const fresh =
    url === null
      ? ''
      : `<a class="button" rel="noreferrer" href="${escapeHtml(url)}">${text('open')}</a><p class="hint">${text('open.help')}</p>` +
        `<a class="button quiet" href="${TELEGRAM_PATH}?check=yes">${text('check')}</a>`;
  const offer = state.linked
    ? `<p class="saved" role="status"><strong>${text('linked')}</strong></p>${act('end', 'end', true)}`
    : fresh ||
      `<p${isChecked ? ' role="status"' : ''}>${text(isChecked ? 'notYet' : 'intro')}</p>${act('link', 'link', false)}`;
  const body =
    `<h1>${text('title')}</h1>${errorOf(form)}` +
    (state.offered ? offer : `<p role="status">${text('off')}</p>`) +
    `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  return page({ locale, site, titleKey: 'telegram.title', body, path: TELEGRAM_PATH });
};
