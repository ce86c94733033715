// line-cause.spec.ts — every cause by which a line is offline: given what the gateway says, then one cause.
import { LINE_STANDINGS } from '@saring/kernel';
import { LINE_CAUSES, lineCauseOf } from './line-cause';

const online = {
  ...{ state: 'active', standing: 'online', suspendedByHand: false },
  ...{ heldForBill: false, heldForQuota: false, slowed: false },
};
const suspended = { ...online, state: 'suspended', standing: 'offline' };

it.each([
  ['none', online],
  ['slowed', { ...online, slowed: true }],
  ['disabled', { ...online, state: 'disabled', standing: 'offline' }],
  ['by_hand', { ...suspended, suspendedByHand: true }],
  ['by_hand', { ...suspended, suspendedByHand: true, heldForBill: true }],
  ['bill', { ...suspended, heldForBill: true }],
  ['bill', { ...suspended, heldForBill: true, heldForQuota: true, standing: 'unreachable' }],
  ['quota', { ...suspended, heldForQuota: true }],
  ['router_away', { ...online, standing: 'unreachable' }],
  ['waiting', { ...online, standing: 'waiting' }],
  ['not_dialled', { ...online, standing: 'offline' }],
  ['other_session', { ...online, standing: 'other_session' }],
  ['name_taken', { ...online, standing: 'name_taken' }],
  ['pool_missing', { ...online, standing: 'pool_missing', slowed: true }],
])('says %s', (cause, line) => expect(lineCauseOf(line)).toBe(cause));

it('has a cause for all that a router can say of a line', () => {
  for (const standing of LINE_STANDINGS) expect(LINE_CAUSES).toContain(lineCauseOf({ ...online, standing }));
});
