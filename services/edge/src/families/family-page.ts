// family-page.ts — sharing a quota, a page of its own that needs no JavaScript: invite, limit, remove, join, leave.
import { bytesText, familyText, portalText, type FamilyKey, type Params } from '@saring/i18n';
import { MB } from '@saring/kernel';
import { escapeHtml, page } from '../http/page-layout';
import { errorOf, hidden, statusPath, type FormPage } from '../login/login-pages';
import { timeText } from '../quota/status-page';
import { FAMILY_PATH, type FamilyView } from './families';

/** As typed; shown again where it is refused. */
export type TypedInvitation = { readonly phone: string; readonly daily: string; readonly share: string };

type FamilyPage = {
  readonly form: FormPage;
  readonly key: string;
  readonly family: FamilyView;
  readonly typed: TypedInvitation;
  readonly said: 'invited' | 'saved' | null;
  readonly timeZone: string;
};

type Texts = (key: FamilyKey, params?: Params) => string;
type Limits = { readonly dailyBytes: number | null; readonly shareBytes: number | null };

export const familyPage = (view: FamilyPage): string => {
  const { family, form, said } = view;
  const { locale, site } = form;
  const text: Texts = (key, params) => escapeHtml(familyText(key, locale, params));
  const back = `<a class="button quiet" href="${escapeHtml(statusPath(''))}">${escapeHtml(portalText('error.back', locale))}</a>`;
  const isSharing = family.members.length > 0 || (family.membersMost > 0 && family.membership === null);
  const body =
    `<h1>${text('title')}</h1>${said ? `<p role="status"><strong>${text(said)}</strong></p>` : ''}${errorOf(form)}` +
    family.invitations.map((invitation) => invitationOf(view, text, invitation)).join('') +
    membershipOf(view, text) +
    (isSharing ? sharingOf(view, text) : '') +
    (family.membersMost === 0 && !family.membership ? `<p role="status">${text('off')}</p>` : '') +
    back;
  return page({ locale, site, titleKey: 'family.title', body, path: FAMILY_PATH });
};

type Person = { readonly name: string; readonly phone: string };
const whoIs = ({ name, phone }: Person): string => name || phone || '–';

/** A form of one button, which says what it does; to whom, for who does not see what stands beside it. */
const act = (
  { form, key }: FamilyPage,
  fields: Readonly<Record<string, string>>,
  label: string,
  who: string,
): string =>
  `<form method="post" action="${FAMILY_PATH}">${hidden({ token: form.token, key, ...fields })}` +
  `<button${fields['do'] === 'accept' ? '' : ' class="quiet"'} aria-label="${label}, ${escapeHtml(who)}">${label}</button></form>`;

/** Nothing where there is no limit. */
const limitsText = ({ form: { locale } }: FamilyPage, { dailyBytes, shareBytes }: Limits): string => {
  const said = (key: FamilyKey, bytes: number | null) =>
    bytes === null ? [] : [familyText(key, locale, { bytes: bytesText(bytes, locale) })];
  return [...said('limits.daily', dailyBytes), ...said('limits.share', shareBytes)].join(', ');
};

const invitationOf = (
  view: FamilyPage,
  text: Texts,
  invitation: FamilyView['invitations'][number],
): string => {
  const who = whoIs(invitation);
  const limits = limitsText(view, invitation) || familyText('limits.none', view.form.locale);
  const until = timeText(invitation.until, view.form.locale, view.timeZone);
  const { payerId } = invitation;
  return (
    `<section><h2>${text('invitation.title', { who })}</h2>` +
    `<p>${text('invitation.help', { limits, until })}</p>` +
    `${act(view, { do: 'accept', payerId }, text('accept'), who)}${act(view, { do: 'decline', payerId }, text('decline'), who)}</section><hr>`
  );
};

const membershipOf = (view: FamilyPage, text: Texts): string => {
  const { membership } = view.family;
  if (!membership) return '';
  const { locale } = view.form;
  const who = whoIs(membership);
  const left = membership.unlimited ? text('unlimited') : bytesText(membership.remainingBytes, locale);
  const state = membership.limit
    ? text(`limit.${membership.limit as 'day' | 'share'}`)
    : membership.status === 'stopped'
      ? text('stopped', { who })
      : text('left', { left });
  const used = text('used', {
    used: bytesText(membership.usedBytes, locale),
    today: bytesText(membership.usedTodayBytes, locale),
  });
  const limits = limitsText(view, membership);
  return (
    `<section><h2>${text('membership', { who })}</h2><p>${text('membership.help', { who })}</p><p role="status"><strong>${state}</strong></p>` +
    `<p>${used}</p>${limits === '' ? '' : `<p>${text('limits.of', { limits })}</p>`}` +
    `${act(view, { do: 'leave', payerId: membership.payerId }, text('leave'), who)}<p class="hint">${text('leave.help')}</p></section><hr>`
  );
};

const sharingOf = (view: FamilyPage, text: Texts): string => {
  const { family, typed, form, key } = view;
  const { members, membersMost } = family;
  const list = members.map((member) => memberOf(view, text, member)).join('');
  const isFull = members.length >= membersMost;
  const places = text('places', { taken: members.length, most: membersMost });
  const invite =
    isFull || family.membership
      ? ''
      : `<form method="post" action="${FAMILY_PATH}"><label for="phone">${text('phone')}</label>` +
        `<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="off" required maxlength="64" value="${escapeHtml(typed.phone)}">` +
        limitFields(text, '', typed) +
        `${hidden({ token: form.token, key, do: 'invite' })}<button>${text('invite')}</button></form>`;
  return (
    `<section><p>${text('intro')}</p>${membersMost > 0 ? `<p class="hint">${places}</p>` : ''}${invite}` +
    `${list === '' ? '' : `<h2>${text('members')}</h2>${list}`}</section>`
  );
};

const limitFields = (
  text: Texts,
  id: string,
  { daily, share }: Pick<TypedInvitation, 'daily' | 'share'>,
): string => {
  const input = (name: 'daily' | 'share', value: string) =>
    `<label for="${name}${id}">${text(name)}</label>` +
    `<input id="${name}${id}" name="${name}" inputmode="numeric" pattern="[0-9]*" maxlength="9" value="${escapeHtml(value)}">`;
  return `${input('daily', daily)}${input('share', share)}<p class="hint">${text('limits.hint')}</p>`;
};

const megabytes = (bytes: number | null): string => (bytes === null ? '' : String(Math.ceil(bytes / MB)));

const memberOf = (view: FamilyPage, text: Texts, member: FamilyView['members'][number]): string => {
  const { form, key, timeZone } = view;
  const { locale } = form;
  const who = whoIs(member);
  const { subscriberId, dailyBytes, shareBytes, invitedUntil } = member;
  const limits = limitsText(view, member);
  const facts =
    invitedUntil === null
      ? `<p>${text('used', { used: bytesText(member.usedBytes, locale), today: bytesText(member.usedTodayBytes, locale) })}</p>` +
        (member.limit ? `<p><strong>${text(`limit.${member.limit as 'day' | 'share'}`)}</strong></p>` : '')
      : `<p>${text('state.invited', { until: timeText(invitedUntil, locale, timeZone) })}</p>`;
  const change =
    invitedUntil === null
      ? `<details><summary aria-label="${text('limits.change')}, ${escapeHtml(who)}">${text('limits.change')}</summary>` +
        `<form method="post" action="${FAMILY_PATH}">${limitFields(text, `-${subscriberId}`, { daily: megabytes(dailyBytes), share: megabytes(shareBytes) })}` +
        `<p class="hint">${text('limits.restart')}</p>${hidden({ token: form.token, key, do: 'limits', memberId: subscriberId })}<button>${text('limits.save')}</button></form></details>`
      : '';
  const label = text(invitedUntil === null ? 'remove' : 'withdraw');
  return (
    `<section><h3>${escapeHtml(who)}</h3>${facts}` +
    `<p>${limits === '' ? text('limits.none') : text('limits.of', { limits })}</p>` +
    `${change}${act(view, { do: 'remove', memberId: subscriberId }, label, who)}</section>`
  );
};
