// setting.ts — what an operator set in place of the machine's environment. The value itself is sealed; two are compared by
// a keyed digest.
import type { Instant } from '@saring/kernel';

export type SettingValue = { readonly sealed: string; readonly digest: string };

export type SettingEvent = {
  readonly type: 'SettingChanged';
  readonly at: Instant;
  /** Null: back to the machine's value. */
  readonly value: SettingValue | null;
};

export type Setting = {
  readonly value: SettingValue | null;
  /** How often it was changed. */
  readonly version: number;
};

export const initialState = (): Setting => ({ value: null, version: 0 });

export const evolve = ({ version }: Setting, { value }: SettingEvent): Setting => ({
  value,
  version: version + 1,
});
