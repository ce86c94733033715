import { givenWith } from '@saring/event-sourcing';
import type { DeviceSight } from '../../devices/domain/device-limit';
import type { SubscriberEvent, Terms, TermsEvent } from './subscriber';
import { subscriberDecider } from './subscriber.decide';

const given = givenWith(subscriberDecider, expect);
const at = '2026-11-21T04:00:00.000Z';
const terms = (change: Partial<Terms> = {}): Terms => ({
  role: 'subscriber',
  approval: 'approved',
  disabled: false,
  blocked: false,
  blockReason: null,
  ...change,
});
const event = (type: TermsEvent['type'], change: Partial<Terms> = {}, reason?: string): TermsEvent => ({
  type,
  at,
  terms: terms(change),
  ...(reason === undefined ? {} : { reason }),
});
const registered = event('SubscriberRegistered');
const enrolled = (deviceId: string): SubscriberEvent => ({ type: 'DeviceEnrolled', at, deviceId });
const sight = (deviceId: string, change: Partial<DeviceSight> = {}): DeviceSight => ({
  deviceId,
  online: false,
  authorized: true,
  lastSeenAt: at,
  ...change,
});

describe('registration', () => {
  it('registers once', () => {
    given()
      .when({ type: 'RegisterSubscriber', at, role: 'subscriber', approval: 'pending' })
      .then(event('SubscriberRegistered', { approval: 'pending' }));
    given(registered)
      .when({ type: 'RegisterSubscriber', at, role: 'komandan', approval: 'approved' })
      .thenRefused('AUTH.SUBSCRIBER_EXISTS');
  });
  it('knows nothing of whom it never registered', () =>
    given().when({ type: 'BlockSubscriber', at, reason: 'x' }).thenRefused('AUTH.SUBSCRIBER_UNKNOWN'));
});

describe('terms', () => {
  it('approves without a reason and rejects with one', () => {
    const pending = event('SubscriberRegistered', { approval: 'pending' });
    given(pending)
      .when({ type: 'DecideApproval', at, approve: true, reason: '' })
      .then(event('ApprovalDecided', {}, ''));
    given(pending)
      .when({ type: 'DecideApproval', at, approve: false, reason: ' ' })
      .thenRefused('AUTH.REASON_MISSING');
    given(pending)
      .when({ type: 'DecideApproval', at, approve: false, reason: 'not a resident' })
      .then(event('ApprovalDecided', { approval: 'rejected' }, 'not a resident'));
  });
  it('blocks with a reason, keeps it, and unblocks', () => {
    const blocked = event('SubscriberBlocked', { blocked: true, blockReason: 'abuse', hardBlock: false });
    given(registered).when({ type: 'BlockSubscriber', at, reason: 'abuse' }).then(blocked);
    given(registered).when({ type: 'BlockSubscriber', at, reason: '' }).thenRefused('AUTH.REASON_MISSING');
    given(registered, blocked).when({ type: 'BlockSubscriber', at, reason: 'abuse' }).thenNothing();
    given(registered, blocked)
      .when({ type: 'UnblockSubscriber', at, reason: 'settled' })
      .then(event('SubscriberUnblocked', { hardBlock: false }, 'settled'));
    given(registered).when({ type: 'UnblockSubscriber', at, reason: 'settled' }).thenNothing();
  });
  it('blocks the portal, too, only where that block says so', () => {
    const soft = event('SubscriberBlocked', { blocked: true, blockReason: 'abuse' });
    const hard = event('SubscriberBlocked', { blocked: true, blockReason: 'abuse', hardBlock: true });
    const command = { type: 'BlockSubscriber', at, reason: 'abuse' } as const;
    // The first one is from before a block could be hard.
    given(registered, soft).when(command).thenNothing();
    given(registered, soft)
      .when({ ...command, hardBlock: true })
      .then(hard);
    given(registered, hard)
      .when({ type: 'UnblockSubscriber', at, reason: 'settled' })
      .then(event('SubscriberUnblocked', { hardBlock: false }, 'settled'));
  });
  it('changes a role and leaves the rest', () => {
    const blocked = event('SubscriberBlocked', { blocked: true, blockReason: 'debt' });
    given(registered, blocked)
      .when({ type: 'ChangeRole', at, role: 'komandan' })
      .then(event('RoleChanged', { role: 'komandan', blocked: true, blockReason: 'debt' }));
    given(registered).when({ type: 'ChangeRole', at, role: 'subscriber' }).thenNothing();
  });
  it('disables and enables', () => {
    const disabled = event('SubscriberDisabled', { disabled: true });
    given(registered).when({ type: 'SetDisabled', at, disabled: true }).then(disabled);
    given(registered, disabled)
      .when({ type: 'SetDisabled', at, disabled: false })
      .then(event('SubscriberEnabled'));
  });
});

describe('devices', () => {
  const three = [registered, enrolled('a'), enrolled('b'), enrolled('c')];
  const enrol = (deviceId: string, sights: readonly DeviceSight[]) => ({
    type: 'EnrolDevice' as const,
    at,
    deviceId,
    sights,
    limit: 3,
  });

  it('puts no device out unasked for one that is added by hand', () => {
    const byHand = { ...enrol('tv', [sight('a'), sight('b'), sight('c')]), byHand: true };
    given(...three)
      .when(byHand)
      .thenRefused('AUTH.DEVICES_FULL');
    given(...three)
      .when({ ...byHand, evictDeviceId: 'elsewhere' })
      .thenRefused('AUTH.DEVICES_FULL');
    given(...three)
      .when({ ...byHand, evictDeviceId: 'b' })
      .then({ type: 'DeviceRemoved', at, deviceId: 'b', cause: 'evicted' }, enrolled('tv'));
    given(registered, enrolled('a'))
      .when({ ...byHand, sights: [sight('a')] })
      .then(enrolled('tv'));
  });
  it('puts out by hand only the named one where the limit has fallen since', () =>
    given(...three)
      .when({
        ...enrol('tv', [sight('a'), sight('b'), sight('c')]),
        byHand: true,
        limit: 1,
        evictDeviceId: 'c',
      })
      .then({ type: 'DeviceRemoved', at, deviceId: 'c', cause: 'evicted' }, enrolled('tv')));
  it('enrols up to the limit, and a known one is nothing new', () => {
    given(registered, enrolled('a'))
      .when(enrol('b', [sight('a')]))
      .then(enrolled('b'));
    given(...three)
      .when(enrol('b', []))
      .thenNothing();
  });
  it.each([
    [
      'the one that is offline',
      { online: true },
      { online: false, lastSeenAt: at },
      { online: true, authorized: false },
    ],
    ['then the unauthorised', {}, { authorized: false }, { lastSeenAt: '2026-01-01T00:00:00.000Z' }],
    ['then the oldest', {}, { lastSeenAt: '2026-01-01T00:00:00.000Z' }, {}],
  ])('over the limit evicts %s', (_, a, b, c) =>
    given(...three)
      .when(enrol('d', [sight('a', a), sight('b', b), sight('c', c)]))
      .then({ type: 'DeviceRemoved', at, deviceId: 'b', cause: 'evicted' }, enrolled('d')),
  );
  it('evicts several when the limit was lowered', () =>
    given(...three)
      .when({ ...enrol('d', [sight('a', { online: true }), sight('b'), sight('c')]), limit: 2 })
      .then(
        { type: 'DeviceRemoved', at, deviceId: 'b', cause: 'evicted' },
        { type: 'DeviceRemoved', at, deviceId: 'c', cause: 'evicted' },
        enrolled('d'),
      ));
  it('never throws out one that is online, unless it was chosen', () => {
    const busy = [sight('a', { online: true }), sight('b', { online: true }), sight('c', { online: true })];
    given(...three)
      .when(enrol('d', busy))
      .thenRefused('AUTH.DEVICES_ONLINE');
    given(...three)
      .when({ ...enrol('d', busy), evictDeviceId: 'elsewhere' })
      .thenRefused('AUTH.DEVICES_ONLINE');
    given(...three)
      .when({ ...enrol('d', busy), evictDeviceId: 'b' })
      .then({ type: 'DeviceRemoved', at, deviceId: 'b', cause: 'evicted' }, enrolled('d'));
  });
  it('puts out the chosen one alone, though the limit has fallen by more', () =>
    given(...three)
      .when({
        ...enrol('d', [sight('a', { online: true }), sight('b', { online: true }), sight('c')]),
        limit: 1,
        evictDeviceId: 'b',
      })
      .then({ type: 'DeviceRemoved', at, deviceId: 'b', cause: 'evicted' }, enrolled('d')));
  it('removes its own device only', () => {
    given(...three)
      .when({ type: 'RemoveDevice', at, deviceId: 'a', cause: 'moved' })
      .then({ type: 'DeviceRemoved', at, deviceId: 'a', cause: 'moved' });
    given(registered)
      .when({ type: 'RemoveDevice', at, deviceId: 'a', cause: 'removed' })
      .thenRefused('AUTH.DEVICE_UNKNOWN');
  });
  it('counts a removed device no more', () =>
    given(...three, { type: 'DeviceRemoved', at, deviceId: 'a', cause: 'removed' })
      .when(enrol('d', [sight('b'), sight('c')]))
      .then(enrolled('d')));
});

describe('numbers', () => {
  const released: SubscriberEvent = { type: 'PhoneReleased', at, changeId: 'r', reason: 'recycled' };
  const release = { type: 'ReleasePhone', at, changeId: 'r', reason: 'recycled' } as const;
  it('change, with a reason where an operator does it', () => {
    given(registered)
      .when({ type: 'ChangePhone', at, changeId: 'c' })
      .then({ type: 'PhoneChanged', at, changeId: 'c' });
    given(registered)
      .when({ type: 'ChangePhone', at, changeId: 'c', reason: 'lost' })
      .then({ type: 'PhoneChanged', at, changeId: 'c', reason: 'lost' });
    given(registered)
      .when({ type: 'ChangePhone', at, changeId: 'c', reason: ' ' })
      .thenRefused('AUTH.REASON_MISSING');
    given().when({ type: 'ChangePhone', at, changeId: 'c' }).thenRefused('AUTH.SUBSCRIBER_UNKNOWN');
  });
  it('are released once, with every device', () => {
    given(registered, enrolled('a'), enrolled('b'))
      .when(release)
      .then(
        { type: 'DeviceRemoved', at, deviceId: 'a', cause: 'released' },
        { type: 'DeviceRemoved', at, deviceId: 'b', cause: 'released' },
        released,
      );
    given(registered, released).when(release).thenRefused('AUTH.PHONE_MISSING');
    given(registered, released, { type: 'PhoneChanged', at, changeId: 'c' }).when(release).then(released);
  });
});

describe('deleting a person', () => {
  const forgotten = event('PersonForgotten', { disabled: true });
  it('takes devices, role, block and its reason, and opens nothing any more', () =>
    given(
      event('SubscriberBlocked', { role: 'komandan', blocked: true, blockReason: 'ribut' }),
      enrolled('a'),
    )
      .when({ type: 'ForgetPerson', at })
      .then({ type: 'DeviceRemoved', at, deviceId: 'a', cause: 'removed' }, forgotten));
  it('leaves an account that takes no command, not even a number', () => {
    for (const command of [
      { type: 'ChangePhone', at, changeId: 'c' },
      { type: 'SetDisabled', at, disabled: false },
      { type: 'ForgetPerson', at },
    ] as const)
      given(registered, forgotten).when(command).thenRefused('AUTH.SUBSCRIBER_UNKNOWN');
  });
});
