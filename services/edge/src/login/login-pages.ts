// login-pages.ts — the login as plain pages, for browsers without JavaScript.
import type { Refusal } from '@saring/kernel';
import {
  describeError,
  portalText,
  plainPageText,
  reverseCodeText,
  type ReverseCodeKey,
  type Locale,
  type Params,
  type PortalKey,
  type ShopKey,
} from '@saring/i18n';
import type { SiteProfile } from '../sites/site-profiles';
import { contactLink, escapeHtml, page } from '../http/page-layout';

export type FormPage = {
  readonly locale: Locale;
  /** Proves that the form was ours. */
  readonly token: string;
  /** The page first asked for, opened at the end; empty: none. */
  readonly next: string;
  readonly error?: { readonly code: string; readonly details: Details };
  /** The operator of this WiFi. */
  readonly site: SiteProfile;
};

export const hidden = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');

export const errorOf = ({ locale, error }: FormPage): string => {
  if (!error) return '';
  const { title, detail } = describeError(error.code, locale, error.details);
  return `<p class="error" role="alert" id="error"><strong>${escapeHtml(title)}.</strong> ${escapeHtml(detail)}</p>`;
};

export const textsOf = (locale: Locale) => (key: PortalKey, params?: Params) =>
  escapeHtml(portalText(key, locale, params));

const query = (fields: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(fields).filter(([, value]) => value !== '');
  return entries.length > 0 ? `?${new URLSearchParams(entries).toString()}` : '';
};

export const loginPath = (next: string): string => `/login${query({ next })}`;
/** The first page with the number to type, whatever message may have come. */
export const byCodePath = (next: string): string => `/login${query({ by: 'code', next })}`;
/** For the device whose page with a code was closed. */
export const shownPath = (next: string): string => `/login/message/device${query({ next })}`;
/** The login after "not mine", which says that it worked. */
export const DISOWNED_PATH = '/login?disowned=yes';
/** @param challengeId empty: for a code that came when its page was already gone. */
export const codePath = (challengeId: string, next: string): string =>
  `/login/code${query({ challenge: challengeId, next })}`;
export const statusPath = (next: string): string => `/status${query({ next })}`;

export const formPage = (
  { locale, site }: FormPage,
  titleKey: PortalKey | ShopKey,
  path: string,
  body: string,
): string => page({ locale, site, titleKey, body, path });

/** The state of the device that comes to log in, before any login. */
export type KnownDevice =
  | 'evicted'
  | 'released'
  | 'disowned'
  | 'inactive'
  | { readonly blockedFor: string; readonly mayPay: boolean; readonly helpKey: PortalKey };

const knownNotice = (form: FormPage, known: KnownDevice | null): string => {
  const { locale, next, site } = form;
  if (known === null) return '';
  const text = textsOf(locale);
  if (known === 'disowned')
    return `<p role="status"><strong>${text('claimed.disowned')}.</strong> ${text('claimed.disowned.help')}</p>`;
  if (known === 'evicted' || known === 'released') {
    const asks = known === 'released' ? contactLink(site, locale, 'button quiet') : '';
    return `<p role="status"><strong>${text(`status.device.${known}`)}.</strong> ${text(`status.device.${known}.help`)}</p>${asks}`;
  }
  if (typeof known === 'object') return blockedNotice(form, known);
  const why = `<a href="${escapeHtml(statusPath(next))}">${escapeHtml(plainPageText('phone.why', locale))}</a>`;
  return `<p role="status"><strong>${text(`status.${known}`)}.</strong> ${why}</p>`;
};

type Blocked = Extract<KnownDevice, object>;

/** Why, and what helps: a debt is paid here without a login, any other block is asked about. */
const blockedNotice = (
  { locale, site, next }: FormPage,
  { blockedFor, mayPay, helpKey }: Blocked,
): string => {
  const text = textsOf(locale);
  const help = text(helpKey, { reason: blockedFor });
  const toPay = helpKey === 'status.blocked.bill.help' ? 'quota.payBill' : 'quota.settle';
  const pay = mayPay ? `<a class="button" href="/shop">${text(toPay)}</a>` : '';
  return (
    `<p role="status"><strong>${text('status.blocked')}.</strong> ${help}</p>${pay}` +
    contactLink(site, locale, mayPay ? 'button quiet' : 'button') +
    `<p><a href="${escapeHtml(statusPath(next))}">${escapeHtml(plainPageText('phone.why', locale))}</a></p>`
  );
};

/** How one logs in here: a message of one's own comes first where a channel takes it, which costs nothing. */
type Offered = {
  readonly takesMessages: boolean;
  /** The number is to be typed all the same: the person asked for that. */
  readonly byCode?: boolean;
  /** This device showed a code that may have been sent by now. */
  readonly mayHaveSent?: boolean;
};

const reverseOffer = ({ locale, token, next }: FormPage, isFirst: boolean): string => {
  const text = (key: ReverseCodeKey) => escapeHtml(reverseCodeText(key, locale));
  const why = isFirst ? `<p>${text('why')}</p>` : '';
  return `${why}<form method="post" action="/login/message">${hidden({ token, next })}<button${isFirst ? '' : ' class="quiet"'}>${text('offer')}</button></form>`;
};

const sentNotice = ({ locale, next }: FormPage): string =>
  `<p role="status">${escapeHtml(reverseCodeText('maySent', locale))} <a href="${escapeHtml(shownPath(next))}">${escapeHtml(reverseCodeText('goOn', locale))}</a></p>`;

export const phonePage = (
  form: FormPage,
  phone: string,
  known: KnownDevice | null = null,
  { takesMessages, byCode = false, mayHaveSent = false }: Offered = { takesMessages: false },
): string => {
  const text = textsOf(form.locale);
  const isMessageFirst = takesMessages && !byCode;
  const numberForm = numberFormOf(form, phone, !isMessageFirst);
  const ways = isMessageFirst
    ? `${reverseOffer(form, true)}<details><summary class="button quiet">${escapeHtml(reverseCodeText('sendMe', form.locale))}</summary>${numberForm}</details>`
    : `<p>${text('phone.intro')}</p>${numberForm}${takesMessages ? reverseOffer(form, false) : ''}`;
  const body =
    `<h1>${text('phone.title')}</h1>${knownNotice(form, known)}${errorOf(form)}${mayHaveSent ? sentNotice(form) : ''}${ways}` +
    `<a class="button quiet" href="${escapeHtml(codePath('', form.next))}">${text('phone.haveCode')}</a>` +
    `<a class="button quiet" href="/voucher">${text('voucher.have')}</a>`;
  return formPage(form, 'phone.title', byCode ? byCodePath(form.next) : loginPath(form.next), body);
};

const numberFormOf = (form: FormPage, phone: string, isFirst: boolean): string => {
  const text = textsOf(form.locale);
  const invalid = form.error
    ? ' aria-invalid="true" aria-describedby="error hint"'
    : ' aria-describedby="hint"';
  return (
    `<form method="post" action="/login"><label for="phone">${text('phone.label')}</label>` +
    `<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" required maxlength="64"${isFirst ? ' autofocus' : ''} value="${escapeHtml(phone)}"${invalid}>` +
    `<p class="hint" id="hint">${text('phone.hint')}</p>${hidden({ token: form.token, next: form.next })}<button>${text('phone.submit')}</button></form>`
  );
};

export const codePage = (form: FormPage, challengeId: string): string => {
  const text = textsOf(form.locale);
  const invalid = form.error ? ' aria-invalid="true" aria-describedby="error"' : '';
  const body =
    `<h1>${text('code.title')}</h1><p>${text('code.introPlain')}</p>${errorOf(form)}<form method="post" action="/login/code">` +
    `<label for="code">${text('code.label')}</label><input id="code" name="code" inputmode="numeric" pattern="[0-9 ]*" autocomplete="one-time-code" required maxlength="12" autofocus${invalid}>` +
    `${hidden({ token: form.token, challenge: challengeId, next: form.next })}<button>${text('code.submit')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('code.change')}</a>`;
  return formPage(form, 'code.title', codePath(challengeId, form.next), body);
};

/** The code with the number that it was sent to: a captive window that closed in between forgot everything else. */
export const haveCodePage = (form: FormPage, phone: string): string => {
  const text = textsOf(form.locale);
  const invalid = form.error ? ' aria-invalid="true" aria-describedby="error"' : '';
  const body =
    `<h1>${text('code.title')}</h1><p>${text('code.haveIntro')}</p>${errorOf(form)}<form method="post" action="/login/code">` +
    `<label for="phone">${text('phone.label')}</label><input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" required maxlength="64" value="${escapeHtml(phone)}">` +
    `<label for="code">${text('code.label')}</label><input id="code" name="code" inputmode="numeric" pattern="[0-9 ]*" autocomplete="one-time-code" required maxlength="12"${invalid}>` +
    `${hidden({ token: form.token, next: form.next })}<button>${text('code.submit')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('error.back')}</a>`;
  return formPage(form, 'code.title', codePath('', form.next), body);
};

/** What a question interrupts, and goes on with once it is answered. */
type Step = {
  readonly action: string;
  /** The page itself, for the language switch. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
};
/** Questions answered before this one. */
export type Answers = Readonly<Record<string, string>>;

/** A typed code, with the challenge that it is of, or the number that it was sent to. */
export const codeStep = (
  typed: { readonly challenge: string } | { readonly phone: string },
  code: string,
  next: string,
): Step => ({
  action: '/login/code',
  path: codePath('challenge' in typed ? typed.challenge : '', next),
  fields: { ...typed, code },
});

/** The page of a question that a login asks; null: the refusal asks none. */
export const questionPage = (form: FormPage, step: Step, answers: Answers): string | null => {
  switch (form.error?.code) {
    case 'AUTH.DEVICE_OF_ANOTHER':
      return movePage(form, step, answers);
    case 'AUTH.DEVICES_ONLINE':
      return choosePage(form, step, answers);
    case 'AUTH.NUMBER_SILENT':
      return silentPage(form, step, answers);
    default:
      return null;
  }
};

/** Asks for the consent that moving a device from another subscriber needs. */
const movePage = (form: FormPage, step: Step, answers: Answers): string => {
  const text = textsOf(form.locale);
  const body =
    `<h1>${text('device.move.title')}</h1><p>${text('device.move.intro')}</p><form method="post" action="${step.action}">` +
    `${hidden({ token: form.token, ...step.fields, next: form.next, ...answers, move: 'yes' })}<button>${text('device.move.submit')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('error.back')}</a>`;
  return formPage(form, 'device.move.title', step.path, body);
};

/** A device that another person added to their account, shown to the person at it. */
export const claimedPage = (form: FormPage): string => {
  const text = textsOf(form.locale);
  const body =
    `<h1>${text('claimed.title')}</h1><p role="status">${text('claimed.help')}</p>` +
    `<form method="post" action="/status/disown">${hidden({ token: form.token })}<button>${text('claimed.disown')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('device.login')}</a>`;
  return formPage(form, 'claimed.title', statusPath(form.next), body);
};

/** The devices of a refusal that asks which one is to be put out. */
export const deviceChoices = ({ locale, error }: FormPage): string => {
  const radios = choicesIn(error?.details['choices'])
    .map(
      ({ deviceId, name }) =>
        `<label class="choice"><input type="radio" name="evict" required value="${escapeHtml(deviceId)}"><span>${escapeHtml(name)}</span></label>`,
    )
    .join('');
  return `<fieldset><legend>${textsOf(locale)('device.choose.legend')}</legend>${radios}</fieldset>`;
};

/** Which device is to be put out, where all are online. */
const choosePage = (form: FormPage, step: Step, answers: Answers): string => {
  const { evict: _, ...kept } = answers;
  const text = textsOf(form.locale);
  const body =
    `<h1>${text('device.choose.title')}</h1><p>${text('device.choose.intro')}</p><form method="post" action="${step.action}">` +
    deviceChoices(form) +
    `${hidden({ token: form.token, ...step.fields, next: form.next, ...kept })}<button>${text('device.choose.submit')}</button></form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('error.back')}</a>`;
  return formPage(form, 'device.choose.title', step.path, body);
};

/** Whose account it is, of a number that was long silent. */
const silentPage = (form: FormPage, step: Step, answers: Answers): string => {
  const text = textsOf(form.locale);
  const day = (detail: unknown) =>
    new Intl.DateTimeFormat(form.locale, { month: 'long', year: 'numeric' }).format(new Date(String(detail)));
  const { since, lastAt } = form.error?.details ?? {};
  const answer = (value: string, key: PortalKey, look: string) =>
    `<button name="answer" value="${value}"${look}>${text(key)}</button>`;
  const body =
    `<h1>${text('number.silent.title')}</h1><p>${text('number.silent.intro', { since: day(since), last: day(lastAt) })}</p><form method="post" action="${step.action}">` +
    `${hidden({ token: form.token, ...step.fields, next: form.next, ...answers })}${answer('mine', 'number.silent.mine', '')}` +
    `<p class="hint">${text('number.silent.afreshHelp')}</p>${answer('afresh', 'number.silent.afresh', ' class="quiet"')}</form>` +
    `<a class="button quiet" href="${escapeHtml(loginPath(form.next))}">${text('error.back')}</a>`;
  return formPage(form, 'number.silent.title', step.path, body);
};

type Details = NonNullable<Refusal['details']>;
type Choice = { readonly deviceId: string; readonly name: string };
const choicesIn = (choices: unknown): readonly Choice[] =>
  Array.isArray(choices) ? (choices as readonly Choice[]) : [];

/** An error on a page that has no form to go back to. */
export const errorPage = (site: SiteProfile, locale: Locale, code: string, details: Details): string => {
  const { title, detail } = describeError(code, locale, details);
  const back = escapeHtml(portalText('error.back', locale));
  const body = `<h1>${escapeHtml(title)}</h1><p role="alert">${escapeHtml(detail)}</p><a class="button" href="/login">${back}</a>`;
  return page({ locale, site, titleKey: 'page.title', body, path: '/login' });
};
