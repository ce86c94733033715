// acts.ts — what every page offers to press, in that page's own words; loaded when the finder first opens.
import type { Locale } from '@saring/i18n';
import { agentTexts } from '../agents/agents.texts';
import { auditTexts } from '../audit/audit.texts';
import { batchTexts } from '../batches/batches.texts';
import { optOutTexts } from '../broadcasts/opt-outs.texts';
import { broadcastTexts } from '../broadcasts/broadcasts.texts';
import { billTexts } from '../bills/bills.texts';
import { remindTexts } from '../debts/remind.texts';
import { safeTexts } from '../drawer/safes.texts';
import { drawerTexts } from '../drawer/drawer.texts';
import { goodwillTexts } from '../goodwill/goodwill.texts';
import { backupTexts } from '../backups/backups.texts';
import { jobTexts } from '../jobs/jobs.texts';
import type { Texts } from '../language/language';
import { lineTexts } from '../lines/lines.texts';
import { messageTexts } from '../messages/messages.texts';
import { meterTexts } from '../meter/meter.texts';
import { gatewayTexts } from '../orders/gateway.texts';
import { orderTexts } from '../orders/orders.texts';
import { packageTexts } from '../packages/packages.texts';
import { pluginTexts } from '../plugins/plugins.texts';
import { promoTexts } from '../promos/promos.texts';
import { requestTexts } from '../requests/requests.texts';
import { addRouterTexts } from '../routers/add-router.texts';
import { configurationTexts } from '../routers/configurations.texts';
import { holdingsTexts } from '../routers/router-holdings.texts';
import { provisioningTexts } from '../routers/provisioning.texts';
import { routerTexts } from '../routers/routers.texts';
import type { Permission } from '../session/session';
import { offlineTexts } from '../subscribers/offline.texts';
import { personTexts } from '../subscribers/person.texts';
import { standingTexts } from '../subscribers/standing.texts';
import { listTexts } from '../subscribers/subscribers.texts';
import { ownAccountTexts } from '../team/own-account.texts';
import { ownBotTexts } from '../team/own-bot.texts';
import { passkeysTexts } from '../team/passkeys.texts';
import { recoveryTexts } from '../team/recovery-codes.texts';
import { teamTexts } from '../team/team.texts';
import { templateTexts } from '../templates/templates.texts';
import { voucherTexts } from '../vouchers/vouchers.texts';

/** Of whom or of what it is done: one is chosen on the page first. */
export type Item = 'subscriber' | 'order' | 'request' | 'router' | 'batch' | 'held' | 'job' | 'agent';

type Act = {
  /** The page. */
  readonly to: Address;
  /** As the shell names it. */
  readonly page: (typeof PAGE_OF)[Address];
  readonly words: readonly [id: string, en: string];
  /** All of these are needed, for the page too. */
  readonly permissions: readonly Permission[];
  /** `press`: the page itself has the button. `page`: it is filled in there first. */
  readonly how: Item | 'press' | 'page';
};

/** The pages that have acts, by the name that the shell gives them. */
const PAGE_OF = {
  '/subscribers': 'subscribers',
  '/import': 'subscribers',
  '/requests': 'requests',
  '/orders': 'orders',
  '/alerts': 'alerts',
  '/debts': 'debts',
  '/goodwill': 'goodwill',
  '/drawer': 'drawer',
  '/packages': 'packages',
  '/vouchers': 'vouchers',
  '/agents': 'agents',
  '/promos': 'promos',
  '/held': 'held',
  '/routers': 'routers',
  '/messages': 'messages',
  '/broadcasts': 'broadcasts',
  '/templates': 'templates',
  '/jobs': 'jobs',
  '/backups': 'backups',
  '/audit': 'audit',
  '/plugins': 'plugins',
  '/team': 'team',
  '/account': 'account',
} as const;
type Address = keyof typeof PAGE_OF;

/** Acts of one page, whose words are in one file. */
const acts = <Key extends string>(
  to: Address,
  texts: Texts<Key>,
  keys: readonly Key[],
  permissions: readonly Permission[],
  how: Act['how'] = 'press',
): readonly Act[] => keys.map((key) => ({ to, page: PAGE_OF[to], words: texts[key], permissions, how }));

/** The order is that of the menu, then of the page. */
export const ACTS: readonly Act[] = [
  ...acts('/subscribers', listTexts, ['add'], ['subscribers:read', 'subscribers:create']),
  ...acts('/import', batchTexts, ['import'], ['subscribers:create'], 'page'),
  ...acts('/subscribers', personTexts, ['act.sell', 'act.bill'], ['counter:sell'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['debts.settle'], ['counter:sell', 'quota:read'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.grant', 'act.extend'], ['quota:grant'], 'subscriber'),
  ...acts('/subscribers', offlineTexts, ['title'], ['devices:read'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['devices.add'], ['devices:add'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['debts.add'], ['quota:debt'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.edit'], ['subscribers:update'], 'subscriber'),
  ...acts('/subscribers', standingTexts, ['role.set', 'role.take'], ['subscribers:update'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.block', 'act.unblock'], ['subscribers:block'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.phone'], ['subscribers:phone'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.delete'], ['subscribers:delete'], 'subscriber'),
  ...acts('/subscribers', personTexts, ['act.reset'], ['quota:reset'], 'subscriber'),
  ...acts('/subscribers', standingTexts, ['act.correct'], ['quota:correct'], 'subscriber'),
  ...acts('/subscribers', lineTexts, ['create'], ['lines:write'], 'subscriber'),
  ...acts('/subscribers', billTexts, ['start'], ['bills:write'], 'subscriber'),
  ...acts('/subscribers', billTexts, ['pay'], ['bills:read', 'counter:sell'], 'subscriber'),
  ...acts('/requests', requestTexts, ['approve', 'reject'], ['quota:grant'], 'request'),
  ...acts('/orders', orderTexts, ['act.confirm'], ['orders:confirm'], 'order'),
  ...acts('/orders', orderTexts, ['act.recheck', 'act.callOff'], ['orders:recheck'], 'order'),
  ...acts('/orders', orderTexts, ['act.refund'], ['orders:refund'], 'order'),
  ...acts('/orders', orderTexts, ['act.retry'], ['orders:retry'], 'order'),
  ...acts('/alerts', gatewayTexts, ['open'], ['orders:read', 'orders:recheck']),
  ...acts('/debts', remindTexts, ['one'], ['quota:read', 'debts:remind'], 'subscriber'),
  ...acts('/goodwill', goodwillTexts, ['give'], ['quota:goodwill']),
  ...acts('/drawer', drawerTexts, ['open', 'close', 'payIn', 'payOut'], ['counter:sell']),
  ...acts('/drawer', safeTexts, ['move'], ['books:read', 'books:safe']),
  ...acts('/packages', packageTexts, ['new'], ['packages:write']),
  ...acts('/vouchers', voucherTexts, ['make'], ['vouchers:read', 'vouchers:make']),
  ...acts('/vouchers', voucherTexts, ['sell'], ['vouchers:read', 'counter:sell'], 'batch'),
  ...acts('/vouchers', voucherTexts, ['void.act'], ['vouchers:read', 'vouchers:void'], 'batch'),
  ...acts('/agents', agentTexts, ['make', 'receive', 'payOut'], ['agents:read', 'agents:write'], 'agent'),
  ...acts('/promos', promoTexts, ['new'], ['packages:write']),
  ...acts('/held', meterTexts, ['accept', 'reject'], ['anomalies:read', 'anomalies:decide'], 'held'),
  ...acts('/routers', addRouterTexts, ['title'], ['routers:read', 'routers:write']),
  ...acts('/routers', provisioningTexts, ['title'], ['routers:read', 'routers:write'], 'router'),
  ...acts('/routers', routerTexts, ['act.sweep'], ['routers:read', 'routers:sweep'], 'router'),
  ...acts('/routers', configurationTexts, ['title'], ['routers:read'], 'router'),
  ...acts('/routers', holdingsTexts, ['remove'], ['routers:read', 'routers:write'], 'router'),
  ...acts('/messages', messageTexts, ['test'], ['messages:read', 'messages:control']),
  ...acts('/broadcasts', broadcastTexts, ['new'], ['messages:read', 'messages:control']),
  ...acts(
    '/broadcasts',
    broadcastTexts,
    ['start', 'pause', 'resume', 'stop'],
    ['messages:read', 'messages:control'],
    'page',
  ),
  ...acts('/broadcasts', optOutTexts, ['add', 'lift'], ['messages:read', 'messages:control'], 'page'),
  ...acts('/templates', templateTexts, ['save', 'restore'], ['messages:read', 'messages:control'], 'page'),
  ...acts('/jobs', jobTexts, ['run'], ['jobs:read', 'jobs:run'], 'job'),
  ...acts('/backups', backupTexts, ['make'], ['backups:make'], 'page'),
  ...acts('/audit', auditTexts, ['csv'], ['audit:read'], 'page'),
  ...acts('/plugins', pluginTexts, ['upload'], ['settings:read', 'settings:write']),
  ...acts(
    '/plugins',
    pluginTexts,
    ['set', 'activate', 'deactivate', 'test'],
    ['settings:read', 'settings:write'],
    'page',
  ),
  ...acts('/team', teamTexts, ['team.new'], ['operators:read', 'operators:write']),
  ...acts('/account', teamTexts, ['keys.new'], ['api-keys:write']),
  ...acts('/account', ownAccountTexts, ['password.change', 'phone.save', 'endOthers'], [], 'page'),
  ...acts('/account', teamTexts, ['own.totpStart'], [], 'page'),
  ...acts('/account', ownBotTexts, ['begin'], [], 'page'),
  ...acts('/account', passkeysTexts, ['new'], [], 'page'),
  ...acts('/account', recoveryTexts, ['renew'], [], 'page'),
];

export const wordsOf = (act: Act, locale: Locale): string => act.words[locale === 'id' ? 0 : 1];
