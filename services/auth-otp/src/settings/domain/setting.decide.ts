// setting.decide.ts — a setting is changed, or goes back to the machine's value. Whether the value is right the services
// that run with it have said before.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';
import { evolve, initialState, type Setting, type SettingEvent, type SettingValue } from './setting';

export type SettingCommand = {
  readonly type: 'ChangeSetting';
  readonly at: Instant;
  /** Null: back to the machine's value. */
  readonly value: SettingValue | null;
  /** What who changes it has seen; absent: whatever it is. */
  readonly expectedVersion?: number;
};

export type SettingRefusal = 'SETTING.CHANGED_MEANWHILE';

const decide = (
  { value: current, version }: Setting,
  { at, value, expectedVersion }: SettingCommand,
): Decision<SettingEvent, SettingRefusal> => {
  // Two who want the same do not contradict each other.
  if (value?.digest === current?.digest) return accept();
  if (expectedVersion !== undefined && expectedVersion !== version)
    return refuse('SETTING.CHANGED_MEANWHILE');
  return accept({ type: 'SettingChanged', at, value });
};

export const settingDecider: Decider<Setting, SettingCommand, SettingEvent, SettingRefusal> = {
  initialState,
  evolve,
  decide,
};
