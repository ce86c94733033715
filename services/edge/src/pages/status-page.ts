import {
  durationText,
  portal,
  portalText,
  shopText,
  type Locale,
  type Params,
  type PortalKey,
} from '@saring/i18n';
import { GB, MB } from '@saring/kernel';
import { isOnline } from '../clients/device-standing';
import { POSSESSION_START_PATH } from '../clients/possession';
import type { HoldingReply, QuotaReply } from '../requests/quota-views';
import { escapeHtml, page } from './layout';
import { statusPath } from './login-pages';

export type StatusPage = {
  readonly locale: Locale;
  readonly quota: QuotaReply;
  /** The routers hold what they should. */
  readonly isApplied: boolean;
  /** A router has told which device this is. */
  readonly isDeviceKnown: boolean;
  readonly next: string;
  readonly timeZone: string;
  /** Null without a session: a proved device may look, not log out. */
  readonly logoutToken: string | null;
};

const OPENING_SECONDS = 3;
/** As often as the portal polls without live events (domain.md). */
const RELOAD_SECONDS = 10;

/** Whole gigabytes or megabytes with one decimal, as people say them; for eyes only. */
export const readableBytes = (bytes: number, locale: Locale): string => {
  const [unit, size] = bytes >= GB ? ['GB', GB] : ['MB', MB];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / size)} ${unit}`;
};

const isKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);
const keyOf = (key: string): PortalKey => (isKey(key) ? key : 'status.title');

export const statusPage = (view: StatusPage): string => {
  const { locale, quota, next } = view;
  const text = (key: PortalKey, params?: Params) => escapeHtml(portalText(key, locale, params));
  const online = isOnline(quota.status);
  const standing = standingOf(view);
  const opening = online && view.isDeviceKnown && !view.isApplied;
  const body =
    `<h1>${text(keyOf(`status.${standing}`))}</h1><p role="status">${opening ? text('status.opening') : text(keyOf(`status.${standing}.help`), { reason: quota.blockReason ?? '–' })}</p>` +
    `<dl>${figures(view)}</dl>` +
    (view.isDeviceKnown
      ? ''
      : `<a class="button" href="${POSSESSION_START_PATH}">${text('status.proveDevice')}</a>`) +
    (online && view.isDeviceKnown && !opening && next
      ? `<a class="button" rel="noreferrer" href="${escapeHtml(next)}">${text('status.open')}</a>`
      : '') +
    (MAY_BUY.has(quota.status) || isOwing(quota)
      ? `<a class="button${online ? ' quiet' : ''}" href="/shop">${escapeHtml(shopText('shop.open', locale))}</a>`
      : '') +
    `<a class="button quiet" href="${escapeHtml(statusPath(next))}">${text('status.reload')}</a>` +
    (view.logoutToken === null
      ? ''
      : `<form method="post" action="/logout"><input type="hidden" name="token" value="${escapeHtml(view.logoutToken)}"><button class="quiet">${text('status.logout')}</button></form>`);
  const reloadSeconds = opening ? OPENING_SECONDS : RELOAD_SECONDS;
  return page({ locale, titleKey: 'status.title', body, path: statusPath(next), reloadSeconds });
};

const MAY_BUY: ReadonlySet<string> = new Set(['active', 'fup', 'exhausted', 'expired', 'unlimited']);
/** Who is blocked for debt alone may pay it. */
const isOwing = ({ status, blockReason }: QuotaReply): boolean =>
  status === 'blocked' && blockReason === 'debt';

/** What the page is headed by: the account's status, unless that says less than there is to say. */
const standingOf = ({ quota, isDeviceKnown }: StatusPage): string => {
  if (isOnline(quota.status) && !isDeviceKnown) return 'elsewhere';
  // Who never had any quota has not used it up.
  return quota.status === 'exhausted' && quota.grants.length === 0 ? 'none' : quota.status;
};

const figures = ({ locale, quota, timeZone }: StatusPage): string => {
  const row = (key: PortalKey, value: string) =>
    `<dt>${escapeHtml(portalText(key, locale))}</dt><dd>${escapeHtml(value)}</dd>`;
  return (
    (quota.unlimited ? '' : row('status.remaining', readableBytes(quota.remainingBytes, locale))) +
    row('status.used', readableBytes(quota.usedBytes, locale)) +
    (quota.debtBytes > 0 ? row('status.debt', readableBytes(quota.debtBytes, locale)) : '') +
    quota.holdings
      .map((holding, index) =>
        row(index === 0 ? 'quota.first' : 'quota.then', holdingText(holding, locale, timeZone)),
      )
      .join('')
  );
};

/** `2 GB · sampai 28 Nov 2026, 20.12` */
const holdingText = (holding: HoldingReply, locale: Locale, timeZone: string): string => {
  const { unlimited, bytes, expiresAt, lastsSecondsFromFirstUse: waiting } = holding;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const amount = unlimited ? portalText('quota.unlimited', locale) : readableBytes(bytes, locale);
  if (expiresAt !== null)
    return `${amount} · ${portalText('quota.until', locale, { time: format.format(new Date(expiresAt)) })}`;
  const end =
    waiting === null
      ? portalText('quota.noExpiry', locale)
      : portalText('quota.waiting', locale, { time: durationText(waiting, locale) });
  return `${amount} · ${end}`;
};
