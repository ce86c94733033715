// status-page.ts — the state of a subscriber and of the device in hand, without JavaScript.
import {
  bytesText,
  durationText,
  hoursSpeedText,
  hoursText,
  portal,
  plainPageText,
  portalText,
  shopText,
  zoneName,
  type Locale,
  type Params,
  type PortalKey,
  rupiahText,
  waitText,
  freeAmountText,
  type ShopKey,
} from '@saring/i18n';
import type { FreeOffer } from '../free-quota/free-quota';
import { isOnline, type DeviceStanding } from '../captive/device-status';
import { POSSESSION_START_PATH } from '../captive/device-proof';
import type { SiteProfile } from '../sites/site-profiles';
import { blockReasonText, isOwing, owingHelpKey } from './block-reason';
import type { HoldingReply, QuotaReply } from './quota-views';
import { contactLink, escapeHtml, page } from '../http/page-layout';
import { statusPath } from '../login/login-pages';
import { openOrdersNotice, ORDERS_PATH, type OpenOrder } from '../orders/open-orders';
import { FAMILY_PATH } from '../families/families';
import { NOTICES_PATH } from '../notices/message-switches';
import { PHONE_CHANGE_PATH } from '../subscribers/phone-change-page';

/** Why an account is inactive, in a word. */
export type Inactivity = 'disabled' | 'rejected' | 'inactive';
/** So long a newcomer's welcome may be on its way (billing gives it once the registration is known). */
export const NEWCOMER_SECONDS = 15;

type StatusPage = {
  readonly locale: Locale;
  readonly quota: QuotaReply;
  readonly device: Pick<DeviceStanding, 'thisDevice' | 'todo'>;
  readonly inactivity: Inactivity;
  /** Registered within NEWCOMER_SECONDS, where newcomers are given something. */
  readonly isNewcomer: boolean;
  readonly profile: SiteProfile;
  readonly openOrders: readonly OpenOrder[];
  readonly next: string;
  readonly timeZone: string;
  /** Null without a session: a proved device may look, not log out. */
  readonly tokens: { readonly logout: string; readonly device: string; readonly free: string } | null;
  /** Null: nothing is free, or it cannot be taken without a session. */
  readonly free: FreeOffer | null;
  /** Of the form that takes it: sent twice it takes it once. */
  readonly key: string;
};

const OPENING_SECONDS = 3;
/** As often as the portal polls without live events (domain.md). */
const RELOAD_SECONDS = 10;

/** `28 Nov 2026, 20.12 WIB` */
export const timeText = (iso: string, locale: Locale, timeZone: string): string => {
  const [at, tag] = [new Date(iso), locale === 'id' ? 'id-ID' : 'en-GB'];
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return `${format.format(at)} ${zoneName(timeZone, at, locale)}`;
};

const isKey = (key: string): key is PortalKey => Object.hasOwn(portal.id, key);
const keyOf = (key: string): PortalKey => (isKey(key) ? key : 'status.title');

export const statusPage = (view: StatusPage): string => {
  const { locale, quota, next, device } = view;
  const text = (key: PortalKey, params?: Params) => escapeHtml(portalText(key, locale, params));
  const isOpen = device.thisDevice === 'open';
  const standing = standingOf(view);
  const isOpening = device.todo === 'wait' || standing === 'opening';
  const reason = blockReasonText(quota, locale);
  const helpKey = isOwing(quota) ? owingHelpKey(quota) : keyOf(`status.${standing}.help`);
  const body =
    `<h1>${text(keyOf(`status.${standing}`))}</h1><p role="status">${text(helpKey, { reason })}</p>` +
    laneNotice(view) +
    openOrdersNotice(view.openOrders, locale) +
    deviceForm(view) +
    freeForm(view) +
    (device.todo === 'owner' && !isOnline(quota.status)
      ? `<p role="status">${text('status.device.owner.help')}</p>`
      : '') +
    contactOf(view) +
    `<dl>${figures(view)}</dl>` +
    (quota.debtBytes > 0
      ? `<p class="hint">${text(quota.debtRupiah > 0 ? 'quota.debtMoneyHelp' : 'quota.debtHelp')}</p>`
      : '') +
    (isOpen && next
      ? `<a class="button" rel="noreferrer" href="${escapeHtml(next)}">${text('status.open')}</a>`
      : '') +
    ((MAY_BUY.has(quota.status) && !isOpening) || isOwing(quota)
      ? `<a class="button${isOnline(quota.status) ? ' quiet' : ''}" href="/shop">${escapeHtml(shopText('shop.open', locale))}</a>`
      : '') +
    `<a class="button quiet" href="${escapeHtml(statusPath(next))}">${text('status.reload')}</a>` +
    (view.tokens === null
      ? ''
      : `<a class="button quiet" href="${ORDERS_PATH}">${escapeHtml(shopText('shop.history', locale))}</a><a class="button quiet" href="${FAMILY_PATH}">${text('family.title')}</a><a class="button quiet" href="${NOTICES_PATH}">${escapeHtml(shopText('notices.title', locale))}</a><a class="button quiet" href="${PHONE_CHANGE_PATH}">${text('number.change')}</a><form method="post" action="/logout"><input type="hidden" name="token" value="${escapeHtml(view.tokens.logout)}"><button class="quiet">${text('status.logout')}</button></form>`);
  const reloadSeconds = isOpening ? OPENING_SECONDS : RELOAD_SECONDS;
  return page({
    ...{ locale, titleKey: 'status.title', body, path: statusPath(next), reloadSeconds },
    site: view.profile,
  });
};

/** Lets a stopped person with an open order reach their bank. */
const laneNotice = ({ locale, quota, timeZone }: StatusPage): string => {
  const { paymentLane: lane } = quota;
  if (!lane) return '';
  const key = lane.open ? 'lane.open' : 'lane.over';
  const params = {
    time: timeText(lane.until, locale, timeZone),
    amount: bytesText(lane.leftBytes, locale),
  };
  const text = (one: PortalKey) => escapeHtml(portalText(one, locale, params));
  return `<p role="status"><strong>${text(key)}.</strong> ${text(`${key}.help`)}</p>`;
};

/** One tap brings a device back whose MAC has changed; where no router names it, the router is asked. */
const deviceForm = ({ locale, device, tokens, next }: StatusPage): string => {
  const text = (key: PortalKey) => escapeHtml(portalText(key, locale));
  if (device.todo === 'prove')
    return `<a class="button" href="${POSSESSION_START_PATH}">${text('status.proveDevice')}</a>`;
  if (device.todo === 'replace' && tokens)
    return `<form method="post" action="/status/device"><input type="hidden" name="token" value="${escapeHtml(tokens.device)}"><input type="hidden" name="next" value="${escapeHtml(next)}"><button>${text('device.replace')}</button></form>`;
  if (device.todo === 'login' && device.thisDevice === 'moved')
    return `<a class="button" href="/login">${text('device.login')}</a>`;
  return '';
};

/** Something free today, for the device in hand. */
const freeForm = ({ free, tokens, locale, key, next }: StatusPage): string => {
  if (!free || !tokens || free.state === 'elsewhere') return '';
  const text = (one: ShopKey, params?: Params) => escapeHtml(shopText(one, locale, params));
  if (free.state === 'taken') return `<p class="hint">${text('free.taken')}</p>`;
  const amount = freeAmountText(free, locale);
  return `<form method="post" action="/status/free"><input type="hidden" name="token" value="${escapeHtml(tokens.free)}"><input type="hidden" name="key" value="${escapeHtml(key)}"><input type="hidden" name="next" value="${escapeHtml(next)}"><p>${text('free.title', { amount })}. ${text('free.until')}</p><button>${text('free.take')}</button></form>`;
};

/** A stopped person may want to ask; where nothing else helps it comes first. */
const contactOf = ({ locale, profile, device, quota }: StatusPage): string => {
  if (device.todo === 'contact' || device.todo === 'owner') return contactLink(profile, locale, 'button');
  return isOnline(quota.status) ? '' : contactLink(profile, locale, 'button quiet');
};

const MAY_BUY: ReadonlySet<string> = new Set(['active', 'fup', 'exhausted', 'expired', 'unlimited']);
/** The heading of the page: the state of this device, then of the account. */
/** Never had quota. */
export const hasNothingYet = ({ status, grants }: Pick<QuotaReply, 'status' | 'grants'>): boolean =>
  status === 'exhausted' && grants.length === 0;

const standingOf = ({ quota, device, inactivity, isNewcomer }: StatusPage): string => {
  if (isOnline(quota.status)) {
    if (device.thisDevice === 'open') return isTimed(quota) ? 'timed' : quota.status;
    if (device.todo === 'wait') return 'opening';
    if (device.todo === 'owner') return 'device.owner';
    return device.thisDevice === 'unknown' && device.todo !== 'replace'
      ? 'elsewhere'
      : `device.${device.thisDevice}`;
  }
  if (quota.status === 'inactive') return inactivity;
  // A person who never had quota has not used it up.
  if (!hasNothingYet(quota)) return stopOf(quota);
  return isNewcomer ? 'opening' : 'none';
};

const stopOf = (quota: QuotaReply): string => {
  if (quota.status === 'exhausted' && quota.laterHoldings.length > 0) return 'outsideHours';
  return isTimeOver(quota) ? 'timeOver' : quota.status;
};

/** Of what was bought last the time ended, not the bytes. */
const isTimeOver = ({ status, grants }: Pick<QuotaReply, 'status' | 'grants'>): boolean => {
  const last = (grants as readonly EndedGrant[]).filter(({ expired }) => !expired).at(-1);
  return status === 'exhausted' && last?.onlineSecondsLeft === 0;
};
type EndedGrant = { readonly expired: boolean; readonly onlineSecondsLeft?: number };

/** Online until the time is used up, whatever the bytes. */
const isTimed = ({ unlimited, onlineSecondsLeft }: QuotaReply): boolean =>
  unlimited && onlineSecondsLeft !== null;

const figures = (view: StatusPage): string => {
  const { locale, quota, timeZone } = view;
  const labelled = (label: string, value: string) =>
    `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`;
  const row = (key: PortalKey, value: string) => labelled(portalText(key, locale), value);
  return (
    (quota.unlimited ? '' : row('status.remaining', bytesText(quota.remainingBytes, locale))) +
    (quota.onlineSecondsLeft === null
      ? ''
      : row('quota.timeLeft', waitText(quota.onlineSecondsLeft, locale))) +
    row('status.used', bytesText(quota.usedBytes, locale)) +
    debtRows(row, view) +
    quota.holdings
      .map((holding, index) =>
        labelled(
          index === 0 ? plainPageText('quota.first', locale) : portalText('quota.then', locale),
          holdingText(holding, locale, timeZone),
        ),
      )
      .join('') +
    quota.laterHoldings.map((holding) => row('quota.later', laterText(holding, locale, timeZone))).join('')
  );
};

type Row = (key: PortalKey, value: string) => string;

const debtRows = (row: Row, { locale, quota, timeZone }: StatusPage): string => {
  const { debtBytes, debtRupiah, debtDueAt } = quota;
  if (debtBytes === 0 && debtRupiah === 0) return '';
  const amounts = [
    ...(debtRupiah > 0 ? [rupiahText(debtRupiah, locale)] : []),
    ...(debtBytes > 0 ? [bytesText(debtBytes, locale)] : []),
  ];
  return (
    row('status.debt', amounts.join(' · ')) +
    (debtDueAt ? row('quota.debtDue', timeText(debtDueAt, locale, timeZone)) : '')
  );
};

/** `5 GB · setiap hari 00.00–06.00 WIB · mulai 28 Nov 2026, 00.00 WIB` */
const laterText = (holding: HoldingReply, locale: Locale, timeZone: string): string =>
  [
    holdingText(holding, locale, timeZone),
    holding.turnsAt &&
      portalText('quota.opens', locale, { time: timeText(holding.turnsAt, locale, timeZone) }),
  ]
    .filter(Boolean)
    .join(' · ');

/** The hours of every day in which it can be used, or is faster. */
const hoursOf = (holding: HoldingReply, locale: Locale): string => {
  const { validHours, speedHours, zoneMinutes } = holding;
  const zone = zoneMinutes ?? undefined;
  const { hoursSpeedDownKilobitsPerSecond } = holding;
  const fast = { speedHours: speedHours ?? '', hoursSpeedDownKilobitsPerSecond };
  return [
    validHours === null
      ? ''
      : portalText('quota.hours', locale, { hours: hoursText(validHours, locale, zone) }),
    hoursSpeedText(fast, locale),
  ]
    .filter(Boolean)
    .join(' · ');
};

const holdingAmount = (holding: HoldingReply, locale: Locale): string => {
  const { unlimited, bytes, onlineSecondsLeft } = holding;
  const time =
    onlineSecondsLeft === null
      ? ''
      : portalText('quota.time', locale, { time: waitText(onlineSecondsLeft, locale) });
  const size = unlimited ? time || portalText('quota.unlimited', locale) : bytesText(bytes, locale);
  return [size, unlimited ? '' : time, hoursOf(holding, locale)].filter(Boolean).join(' · ');
};

/** `2 GB · sampai 28 Nov 2026, 20.12` */
const holdingText = (holding: HoldingReply, locale: Locale, timeZone: string): string => {
  const { expiresAt, lastsSecondsFromFirstUse: waiting, onlineSecondsLeft } = holding;
  const amount = holdingAmount(holding, locale);
  if (expiresAt !== null)
    return `${amount} · ${portalText('quota.until', locale, { time: timeText(expiresAt, locale, timeZone) })}`;
  const end =
    waiting === null
      ? portalText(onlineSecondsLeft === null ? 'quota.noExpiry' : 'quota.untilUsed', locale)
      : portalText('quota.waiting', locale, { time: durationText(waiting, locale) });
  return `${amount} · ${end}`;
};
