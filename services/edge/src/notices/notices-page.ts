// notices-page.ts — what a subscriber is written to about, a page of its own that needs no JavaScript.
import { noticesText, portalText, shopText, type Locale, type NoticesKey } from '@saring/i18n';
import { MESSAGE_GROUPS } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { NOTICES_PATH } from './message-switches';

type NoticesPage = {
  readonly form: FormPage;
  /** Null: there is no number to write to. */
  readonly off: readonly string[] | null;
  readonly isSaved: boolean;
  /** Other ways on which messages may come. */
  readonly ways: readonly { readonly path: string; readonly titleKey: 'telegram.title' | 'email.title' }[];
};

export const noticesPage = ({ form, off, isSaved, ways }: NoticesPage): string => {
  const { locale, site, token } = form;
  const text = (key: NoticesKey) => escapeHtml(noticesText(key, locale));
  const ticks = MESSAGE_GROUPS.map(
    (group) =>
      `<label class="choice"><input type="checkbox" name="on-${group}" value="1"${off?.includes(group) ? '' : ' checked'}>` +
      `<span><strong>${text(group)}</strong><br><span class="hint">${text(`${group}.help`)}</span></span></label>`,
  );
  const body =
    `<h1>${text('title')}</h1>${errorOf(form)}` +
    (isSaved ? `<p class="saved" role="status"><strong>${text('saved')}</strong></p>` : '') +
    (off === null
      ? `<p role="status">${text('noNumber')}</p>`
      : `<p>${text('intro')}</p><form method="post" action="${NOTICES_PATH}">${hidden({ token })}${ticks.join('')}` +
        `<button>${text('save')}</button></form>`) +
    waysOf(ways, locale, text('ways')) +
    `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  return page({ locale, site, titleKey: 'notices.title', body, path: NOTICES_PATH });
};

const waysOf = (ways: NoticesPage['ways'], locale: Locale, title: string): string => {
  const links = ways.map(
    ({ path, titleKey }) =>
      `<a class="button quiet" href="${path}">${escapeHtml(shopText(titleKey, locale))}</a>`,
  );
  return links.length > 0 ? `<h2>${title}</h2>${links.join('')}<hr>` : '';
};
