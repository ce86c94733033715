// setting.spec.ts — given what was set, when an operator changes it, then the change or a refusal.
import { givenWith } from '@saring/event-sourcing';
import type { SettingEvent, SettingValue } from './setting';
import { settingDecider } from './setting.decide';

const given = givenWith(settingDecider, expect);
const at = '2026-11-28T19:00:00.000Z';
const five: SettingValue = { sealed: 'sealed-5', digest: 'five' };
const six: SettingValue = { sealed: 'sealed-6', digest: 'six' };
const changed = (value: SettingValue | null): SettingEvent => ({ type: 'SettingChanged', at, value });
const change = (value: SettingValue | null, expectedVersion?: number) => ({
  ...{ type: 'ChangeSetting' as const, at, value },
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
});

it('takes a value, another one, and goes back to the machine', () => {
  given().when(change(five)).then(changed(five));
  given(changed(five)).when(change(six)).then(changed(six));
  given(changed(five), changed(six)).when(change(null)).then(changed(null));
});

it('has nothing to do where that holds already, however it was sealed', () => {
  given(changed(five))
    .when(change({ sealed: 'sealed anew', digest: 'five' }))
    .thenNothing();
  given().when(change(null)).thenNothing();
  given(changed(five), changed(null)).when(change(null)).thenNothing();
});

it('loses no change of somebody else', () => {
  given(changed(five)).when(change(six, 0)).thenRefused('SETTING.CHANGED_MEANWHILE');
  given(changed(five)).when(change(null, 0)).thenRefused('SETTING.CHANGED_MEANWHILE');
  given(changed(five)).when(change(six, 1)).then(changed(six));
});

it('takes the same value from two at once', () => given(changed(five)).when(change(five, 0)).thenNothing());
