// quota-request-page.ts — a Komandan asks for quota without JavaScript: the form, when it may be sent, and what was asked before.
import type { QuotaRequest, QuotaRequestTerms } from '@saring/contracts';
import { bytesText, portalText, quotaRequestText, type Params, type QuotaRequestKey } from '@saring/i18n';
import { GB } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { timeText } from '../quota/status-page';

export const QUOTA_REQUEST_PATH = '/quota-request';

/** As typed; shown again where it is refused. */
export type AskedFields = { readonly gigabytes: string; readonly days: string; readonly reason: string };

type RequestPage = {
  readonly form: FormPage;
  readonly key: string;
  readonly asked: AskedFields;
  readonly isSent: boolean;
  readonly terms: Pick<QuotaRequestTerms, 'mayAsk' | 'mostBytes' | 'mostDays' | 'pending' | 'nextAt'>;
  readonly requests: readonly QuotaRequest[];
  readonly timeZone: string;
};

export const quotaRequestPage = (view: RequestPage): string => {
  const { locale, site } = view.form;
  const text = textsOf(view);
  const back = `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  const sent = view.isSent ? `<p role="status"><strong>${text('sent')}</strong></p>` : '';
  const body = `<h1>${escapeHtml(portalText('request.title', locale))}</h1>${sent}${errorOf(view.form)}${formOf(view)}${historyOf(view)}${back}`;
  return page({ locale, site, titleKey: 'request.title', body, path: QUOTA_REQUEST_PATH });
};

const textsOf =
  ({ form }: RequestPage) =>
  (key: QuotaRequestKey, params?: Params) =>
    escapeHtml(quotaRequestText(key, form.locale, params));

const formOf = (view: RequestPage): string => {
  const { form, key, asked, terms, timeZone } = view;
  const text = textsOf(view);
  if (!terms.mayAsk) return `<p role="status">${text('notKomandan')}</p>`;
  if (terms.pending) return `<p role="status">${text('pending')}</p>`;
  if (terms.nextAt)
    return `<p role="status">${text('later', { at: timeText(terms.nextAt, form.locale, timeZone) })}</p>`;
  const number = (name: 'gigabytes' | 'days', most: number) =>
    `<label for="${name}">${text(name)}</label>` +
    `<input id="${name}" name="${name}" inputmode="numeric" pattern="[0-9]*"${name === 'days' ? ' required' : ''} maxlength="7" value="${escapeHtml(asked[name])}">` +
    `<p class="hint">${text('most', { most })}</p>`;
  return (
    `<form method="post" action="${QUOTA_REQUEST_PATH}"><p>${text('intro')}</p>` +
    number('gigabytes', Math.floor(terms.mostBytes / GB)) +
    `<label class="choice"><input type="checkbox" name="unlimited" value="true"><span>${text('unlimited')}</span></label>` +
    number('days', terms.mostDays) +
    `<label for="reason">${text('reason')}</label>` +
    `<input id="reason" name="reason" required minlength="3" maxlength="300" value="${escapeHtml(asked.reason)}">` +
    `${hidden({ token: form.token, key })}<button>${text('send')}</button></form>`
  );
};

const historyOf = (view: RequestPage): string => {
  const { requests, form, timeZone } = view;
  const text = textsOf(view);
  if (requests.length === 0) return '';
  const amount = (bytes: number, unlimited: boolean, days: number) =>
    text('amount', {
      amount: unlimited ? portalText('quota.unlimited', form.locale) : bytesText(bytes, form.locale),
      days,
    });
  const rows = requests.map((one) => {
    const isApproved = one.state === 'approved';
    const said = isApproved
      ? amount(one.grantedBytes ?? 0, one.grantedUnlimited ?? false, one.grantedDays ?? 0)
      : escapeHtml(one.decisionReason ?? '');
    const state: QuotaRequestKey = isApproved
      ? 'state.approved'
      : one.state === 'rejected'
        ? 'state.rejected'
        : 'state.pending';
    return (
      `<dt>${escapeHtml(timeText(one.askedAt, form.locale, timeZone))}<br>${amount(one.bytes, one.unlimited, one.days)}</dt>` +
      `<dd><strong>${text(state)}</strong><br>${said}</dd>`
    );
  });
  return `<hr><h2>${text('history')}</h2><dl>${rows.join('')}</dl>`;
};
