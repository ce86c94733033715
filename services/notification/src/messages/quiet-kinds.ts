// quiet-kinds.ts — which kinds of messages wait in which hours, as the settings say it.
import type { MessageKey } from '@saring/i18n';
import { familyOf, ofKind, parseByKind, quoted, type ByKind } from '../channels/by-kind';
import { SettingError } from '../channels/setting-error';
import type { QuietHours } from './domain/quiet-hours';

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
/** Codes, answers to what a person wrote, what guards an account, and money taken. */
const NEVER = [
  /^(otp|reverse|bot|phone|device|channel|purchase|voucher)(\.|$)/,
  /^bill\.(received|paid)$/,
  /^debt\.(settled|partly_paid|refunded|unblocked)$/,
];

const neverWaits = (kind: string): boolean => NEVER.some((kinds) => kinds.test(kind));

/**
 * `broadcast,debt=21:00-06:00; bill.reminder=20:00-07:00`, by the clock of the site.
 * @throws SettingError naming the word that is wrong, or a kind that never waits.
 */
export const parseQuietHours = (text: string): ByKind<QuietHours> =>
  parseByKind(text, 'kind=21:00-06:00', (value, kinds) => {
    const [, fromHour, fromMinute, toHour, toMinute] = HOURS.exec(value) ?? [];
    if (fromHour === undefined)
      throw new SettingError(`holds ${quoted(value)}, which are no hours as 21:00-06:00`);
    const hours = {
      fromMinute: Number(fromHour) * 60 + Number(fromMinute),
      toMinute: Number(toHour) * 60 + Number(toMinute),
    };
    if (hours.fromMinute === hours.toMinute)
      throw new SettingError(`holds ${quoted(value)}: nothing may wait all day`);
    const urgent = kinds.find(neverWaits);
    if (urgent !== undefined) throw new SettingError(`names ${quoted(urgent)}, which never waits`);
    return hours;
  });

/** Null: it goes at any hour. A kind of a family that waits may never wait itself. */
export const quietHoursOf = (kind: MessageKey, quiet: ByKind<QuietHours>): QuietHours | null =>
  neverWaits(kind) || neverWaits(familyOf(kind)) ? null : (ofKind(kind, quiet) ?? null);
