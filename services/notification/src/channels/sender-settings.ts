// sender-settings.ts — further numbers of a channel, and how much each may write, as the settings say it.
import type { SenderRule } from '../messages/domain/senders';
import { partsOf, quoted } from './by-kind';
import { CHANNEL_NAMES, isChannelName } from './channel';
import { SettingError } from './setting-error';

/** By its own name: what it sends by (a token, a device, a session). */
export type FurtherSenders = ReadonlyMap<string, string>;

const NAME = /^[a-z0-9-]{1,20}$/;
const VALUE = /^[\x21-\x7e]{1,500}$/;
const RULE = /^([a-z]+)(\.[a-z0-9-]{1,20})?=(\d{1,3})(?:\/(\d{1,6}))?$/;

/** `dua:<token>; tiga:<token>` @throws SettingError that says which entry is wrong, and no secret. */
export const parseFurtherSenders = (text: string): FurtherSenders => {
  const senders = new Map<string, string>();
  partsOf(text, ';').forEach((entry, index) => {
    const colon = entry.indexOf(':');
    const [name, value] = [entry.slice(0, Math.max(0, colon)).trim(), entry.slice(colon + 1).trim()];
    if (colon < 0 || !NAME.test(name))
      throw new SettingError(`has no name before a colon in entry ${index + 1} (small letters, digits, -)`);
    if (!VALUE.test(value)) throw new SettingError(`has nothing that can be sent by behind ${quoted(name)}`);
    if (senders.has(name)) throw new SettingError(`names ${quoted(name)} twice`);
    senders.set(name, value);
  });
  return senders;
};

/** By the sender's whole name: `fonnte`, `fonnte.dua`. */
type SenderRules = ReadonlyMap<string, SenderRule>;

/** `fonnte=3; fonnte.dua=1/50`: a weight, and messages a day at most. @throws SettingError naming what is wrong. */
export const parseSenderRules = (text: string): SenderRules => {
  const rules = new Map<string, SenderRule>();
  for (const entry of partsOf(text, ';')) {
    const [, channel = '', own = '', weight, perDay] = RULE.exec(entry) ?? [];
    if (weight === undefined)
      throw new SettingError(`holds ${quoted(entry)}, which is no sender=weight/messages a day`);
    if (!isChannelName(channel))
      throw new SettingError(`names ${quoted(channel)}, which is no channel: ${CHANNEL_NAMES.join(', ')}`);
    if (rules.has(`${channel}${own}`)) throw new SettingError(`names ${quoted(`${channel}${own}`)} twice`);
    rules.set(`${channel}${own}`, {
      weight: Number(weight),
      perDay: perDay === undefined ? null : Number(perDay),
    });
  }
  return rules;
};
