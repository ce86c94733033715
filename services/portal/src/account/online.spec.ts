import { quotaStandingOf, type Access, type Grant, type Me, type Quota } from '@saring/api-client';
import { headingOf, openingOf } from './online';

const quota = (change: Partial<Quota>): Quota => ({
  status: 'active',
  version: 1,
  grantedBytes: 10,
  usedBytes: 0,
  remainingBytes: 10,
  debtBytes: 0,
  debtRupiah: 0,
  debtDueAt: null,
  debtBlock: null,
  unlimited: false,
  expiresAt: null,
  blockReason: null,
  heldBytes: 0,
  onlineSecondsLeft: null,
  usedOnlineSeconds: 0,
  family: null,
  familyMembers: 0,
  paymentLane: null,
  grants: [],
  holdings: [],
  laterHoldings: [],
  ...change,
});

const access = (thisDevice: Access['thisDevice'], todo: Access['todo'] = 'none'): Access => ({
  ...{ status: 'active', applied: true, thisDevice, todo },
});
const me = (change: Partial<Me> = {}): Me => ({ approval: 'approved', disabled: false, ...change }) as Me;

it.each<[Quota['status'], Access, string]>([
  ['active', access('open'), 'open'],
  // The routers still hold what was before the last grant.
  ['active', access('captive', 'wait'), 'waiting'],
  ['fup', access('open'), 'open'],
  // Waiting would not help: the account says what would.
  ['active', access('unknown', 'replace'), 'stopped'],
  ['unlimited', access('evicted', 'replace'), 'stopped'],
  ['exhausted', access('captive', 'buy'), 'stopped'],
])('%s with %j is %s', (status, held, opening) => expect(openingOf(quota({ status }), held)).toBe(opening));

it.each<[Quota['status'], Access, Partial<Me>, string]>([
  ['active', access('open'), {}, 'status.active'],
  ['active', access('captive', 'wait'), {}, 'status.opening'],
  ['active', access('unknown', 'prove'), {}, 'status.elsewhere'],
  ['fup', access('unknown', 'replace'), {}, 'status.device.unknown'],
  ['unlimited', access('evicted', 'replace'), {}, 'status.device.evicted'],
  ['active', access('moved', 'login'), {}, 'status.device.moved'],
  ['active', access('moved', 'owner'), {}, 'status.device.owner'],
  ['inactive', access('captive', 'contact'), { approval: 'pending' }, 'status.inactive'],
  ['inactive', access('captive', 'contact'), { approval: 'rejected' }, 'status.rejected'],
  ['inactive', access('captive', 'contact'), { disabled: true }, 'status.disabled'],
  ['blocked', access('captive', 'contact'), {}, 'status.blocked'],
])('an account that is %s on a device %j is headed by its own words', (status, held, who, heading) =>
  expect(headingOf(quota({ status }), held, me(who))).toBe(heading),
);

it('does not say that quota is used up to who never had any', () => {
  expect(quotaStandingOf(quota({ status: 'exhausted' }))).toBe('none');
  const used: Grant = {
    grantId: 'g',
    source: 'bonus',
    sizeBytes: 1,
    remainingBytes: 0,
    unlimited: false,
    grantedAt: '',
    expired: false,
    ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, fupThresholdBytes: 0 },
    dated: false,
    ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0, open: true },
  };
  expect(quotaStandingOf(quota({ status: 'exhausted', grants: [used] }))).toBe('exhausted');
  const timed: Grant = { ...used, unlimited: true, onlineSeconds: 60, onlineSecondsLeft: 0 };
  const over = quota({ status: 'exhausted', grants: [used, timed] });
  expect(quotaStandingOf(over)).toBe('timeOver');
  const waiting = { ...over, laterHoldings: [{} as Quota['holdings'][number]] };
  expect(headingOf(waiting, access('captive', 'buy'), me())).toBe('status.outsideHours');
  expect(headingOf(over, access('captive', 'buy'), me())).toBe('status.timeOver');
  // Its time ended before what was bought last.
  expect(quotaStandingOf(quota({ status: 'exhausted', grants: [timed, used] }))).toBe('exhausted');
});
