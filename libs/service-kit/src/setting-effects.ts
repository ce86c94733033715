// setting-effects.ts — who may change a setting, and from when on a change holds: said beside the setting, in the schema
// of its service. What says nothing stays with the machine (docs/adr/0031).
import type { SettingEffect } from '@saring/kernel';
import type { ZodType } from 'zod';

const EFFECTS = new WeakMap<object, SettingEffect>();

const marked =
  (effect: SettingEffect) =>
  <S extends ZodType>(schema: S): S => {
    // A schema that several settings share is marked for one of them only.
    const own = schema.clone();
    EFFECTS.set(own, effect);
    return own;
  };

/** An operator may change it, and the service reads it at each use. */
export const atOnce = marked('at_once');
/** An operator may change it; the service reads it when it starts. */
export const fromNextStart = marked('next_start');
/** An operator sets it in the profile of a site. */
export const ofSites = marked('site');

/** @param schema of one setting, as it stands in the schema of a service. */
export const effectOf = (schema: ZodType): SettingEffect => EFFECTS.get(schema) ?? 'machine';
