// The frame of the pages without JavaScript: one short style, no script, nothing from elsewhere.
import { isShopKey, portalText, shopText, type Locale, type PortalKey, type ShopKey } from '@saring/i18n';
import type { SiteProfile } from '../sites/site-profiles';
import { contentSecurityPolicy, cspHash } from './security-headers';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = [
  ':root{color-scheme:light dark;--ink:#16211c;--paper:#f4f7f4;--card:#fff;--line:#c9d5cd;--main:#0b6b47;--on-main:#fff;--bad:#a3261b;--soft:#55645b}',
  '@media(prefers-color-scheme:dark){:root{--ink:#e8efe9;--paper:#101613;--card:#18211c;--line:#33423a;--main:#58c595;--on-main:#06120c;--bad:#ff9a8f;--soft:#9fb0a6}}',
  '*{box-sizing:border-box}body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);padding:1rem}',
  'header,main{max-width:26rem;margin:0 auto}header{display:flex;justify-content:space-between;align-items:center;padding:.5rem 0 1rem}',
  'header strong{font-size:1.125rem}main{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem}',
  'h1{font-size:1.375rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1875rem;line-height:1.3;margin:1rem 0 .5rem}h3{font-size:1.0625rem;margin:1rem 0 .25rem;overflow-wrap:anywhere}p{margin:0 0 1rem;overflow-wrap:anywhere}label{display:block;font-weight:600;margin-bottom:.25rem}',
  'input:not([type=hidden]){width:100%;min-height:3rem;font:inherit;font-size:1.25rem;padding:.5rem .75rem;border:2px solid var(--line);border-radius:.625rem;background:transparent;color:inherit}',
  '.hint{color:var(--soft);font-size:.9375rem;margin:.25rem 0 1rem}.button+form,.button+p{margin-top:1rem}.bad{color:var(--bad)}.list{list-style:none;margin:0 0 1rem;padding:0}.list li{border-bottom:1px solid var(--line)}.list a{color:inherit;text-decoration:none;display:block;min-height:3rem}.list li>*,.list li{padding:.5rem 0}.list small{display:block;color:var(--soft)}.saved{border-left:.25rem solid var(--main);padding:.25rem .75rem}input[aria-invalid=true]:not([type=hidden]){border-color:var(--bad)}.error{border-left:.25rem solid var(--bad);padding:.25rem .75rem;color:var(--bad)}',
  'button,.button{display:block;width:100%;min-height:3rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;line-height:2rem;padding:.5rem 1rem;border:0;border-radius:.625rem;background:var(--main);color:var(--on-main);cursor:pointer;margin-top:.75rem}',
  '.quiet{background:transparent;color:var(--main);border:2px solid var(--line)}a{color:var(--main)}a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--main);outline-offset:2px}',
  'dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.25rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}',
  'fieldset{border:0;margin:0 0 1rem;padding:0;min-width:0}legend{font-weight:600;padding:0;margin-bottom:.25rem}.choice{display:flex;gap:.75rem;align-items:center;border:2px solid var(--line);border-radius:.75rem;padding:.625rem .75rem;margin:0 0 .5rem;font-weight:400;cursor:pointer}.choice:has(:checked){border-color:var(--main)}.choice input:not([type=hidden]){width:1.375rem;min-height:1.375rem;flex:none;margin:0;accent-color:var(--main)}.choice span{flex:1;min-width:0;overflow-wrap:anywhere}.choice small{display:block;color:var(--soft)}.choice b{white-space:nowrap}',
  '.tag{display:inline-block;background:var(--main);color:var(--on-main);border-radius:.375rem;padding:0 .4rem;font-size:.8125rem}s{color:var(--soft);font-weight:400}.qr{display:block;width:100%;max-width:20rem;margin:0 auto 1rem;border-radius:.75rem}.number{font-size:1.25rem;font-weight:600;user-select:all}.way select{width:100%;min-height:3rem;font:inherit;padding:.5rem .75rem;margin:0 0 .5rem;border:2px solid var(--line);border-radius:.75rem;background:var(--card);color:inherit}.way:not(:has(:checked)) select{display:none}.four+.four{margin-inline-start:.3em}hr{border:0;border-top:1px solid var(--line);margin:1.25rem 0}.amount{font-size:1.75rem;font-weight:700;line-height:1.2}',
  'footer{max-width:26rem;margin:1rem auto 0;text-align:center;color:var(--soft);font-size:.9375rem}footer p{margin:0}footer a{display:inline-block;min-width:2.75rem;padding:.75rem .5rem}',
  '@media(max-width:22rem){body{padding:.75rem}main{padding:1rem .75rem}.choice{gap:.5rem;padding:.625rem .5rem}}',
].join('');

/** The policy of these pages: their one style by its hash. */
export const PAGE_POLICY = contentSecurityPolicy({ scriptHashes: [], styleHashes: [cspHash(STYLE)] });

type PageFrame = {
  readonly locale: Locale;
  readonly titleKey: PortalKey | ShopKey;
  /** Trusted HTML: every value in it was escaped where it was put in. */
  readonly body: string;
  /** Where the language switch leads: this page in the other language. */
  readonly path: string;
  readonly reloadSeconds?: number;
  /** The operator of this WiFi, and the contact. */
  readonly site: SiteProfile;
};

const otherLanguage = (path: string, locale: Locale): string => {
  const url = new URL(path, 'http://page');
  url.searchParams.set('lang', locale === 'id' ? 'en' : 'id');
  return `${url.pathname}${url.search}`;
};

export const page = ({ locale, titleKey, body, path, reloadSeconds, site }: PageFrame): string => {
  const text = (key: PortalKey | ShopKey) =>
    escapeHtml(isShopKey(key) ? shopText(key, locale) : portalText(key, locale));
  const name = escapeHtml(site.name);
  const reload = reloadSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${reloadSeconds}">`;
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">${reload}` +
    `<title>${text(titleKey)} – ${name}</title><style>${STYLE}</style></head><body><header><strong>${name}</strong>` +
    `<a href="${escapeHtml(otherLanguage(path, locale))}" lang="${locale === 'id' ? 'en' : 'id'}">${text('page.language')}</a></header><main>${body}</main>${footerOf(site, locale)}</body></html>`
  );
};

type Look = 'button' | 'button quiet' | 'link';

/** WhatsApp with the first words filled in; a number to call where that is no WhatsApp; nothing where none is known. */
export const contactLink = (
  { contactUrl, phone }: Pick<SiteProfile, 'contactUrl' | 'phone'>,
  locale: Locale,
  look: Look,
): string => {
  const style = look === 'link' ? '' : ` class="${look}"`;
  if (contactUrl)
    return `<a${style} rel="noreferrer" href="${escapeHtml(contactUrl)}">${escapeHtml(portalText('contact.whatsapp', locale))}</a>`;
  return phone ? `<p>${escapeHtml(portalText('contact.phone', locale, { phone }))}</p>` : '';
};

/** Below every page: whom to ask, and what one agrees to. */
const footerOf = (site: SiteProfile, locale: Locale): string => {
  const link = (url: string | null, key: PortalKey): string =>
    url ? `<a href="${escapeHtml(url)}">${escapeHtml(portalText(key, locale))}</a>` : '';
  const terms = [link(site.termsUrl, 'site.terms'), link(site.privacyUrl, 'site.privacy')].filter(Boolean);
  const lines = [
    contactLink(site, locale, 'link'),
    site.address ? `<p>${escapeHtml(site.address)}</p>` : '',
    terms.length > 0 ? `<p>${terms.join(' · ')}</p>` : '',
  ];
  return lines.some(Boolean) ? `<footer>${lines.join('')}</footer>` : '';
};
