// chains.ts — by which channels which kind of message goes, as the settings say it.
import { messages, type MessageKey } from '@saring/i18n';
import { CHANNEL_NAMES, isChannelName, type ChannelName } from './channel';
import { SettingError } from './setting-error';

/** By a kind (`bill.issued`), or by a family of kinds (`bill`). */
export type Chains = ReadonlyMap<string, readonly ChannelName[]>;
type Order = { readonly MESSAGE_CHANNELS: readonly ChannelName[]; readonly MESSAGE_CHAINS: Chains };

const MOST_WORD_CHARACTERS = 40;

const familyOf = (kind: string): string => kind.split('.')[0] ?? '';
const KINDS: ReadonlySet<string> = new Set(Object.keys(messages.id));
const FAMILIES: ReadonlySet<string> = new Set([...KINDS].map(familyOf));

const partsOf = (text: string, between: ',' | ';'): readonly string[] =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const quoted = (word: string): string => `"${word.slice(0, MOST_WORD_CHARACTERS)}"`;

/** In their order, each once. @throws SettingError naming the word that is no channel. */
export const parseChannels = (text: string): readonly ChannelName[] => {
  const names = partsOf(text, ',');
  const foreign = names.find((name) => !isChannelName(name));
  if (foreign !== undefined)
    throw new SettingError(`names ${quoted(foreign)}, which is no channel: ${CHANNEL_NAMES.join(', ')}`);
  return [...new Set(names.filter(isChannelName))];
};

/**
 * `otp=cloud,fonnte,telegram; purchase,bill.paid=fonnte`
 * @throws SettingError naming the word that is no kind, no family, no channel or there twice.
 */
export const parseChains = (text: string): Chains => {
  const chains = new Map<string, readonly ChannelName[]>();
  for (const entry of partsOf(text, ';')) {
    const [kinds = '', channels, ...more] = entry.split('=');
    if (channels === undefined || more.length > 0)
      throw new SettingError(`holds ${quoted(entry)}, which is no kind=channel,channel`);
    const chain = parseChannels(channels);
    if (chain.length === 0) throw new SettingError(`names no channel for ${quoted(kinds.trim())}`);
    const names = partsOf(kinds, ',');
    if (names.length === 0) throw new SettingError(`names no kind of message in ${quoted(entry)}`);
    for (const kind of names) {
      if (!KINDS.has(kind) && !FAMILIES.has(kind))
        throw new SettingError(`names ${quoted(kind)}, which is no kind of message and no family of kinds`);
      if (chains.has(kind)) throw new SettingError(`names ${quoted(kind)} twice`);
      chains.set(kind, chain);
    }
  }
  return chains;
};

/** First choice first: that of the kind, else of its family, else of all. */
export const chainOf = (
  kind: MessageKey,
  { MESSAGE_CHAINS, MESSAGE_CHANNELS }: Order,
): readonly ChannelName[] =>
  MESSAGE_CHAINS.get(kind) ?? MESSAGE_CHAINS.get(familyOf(kind)) ?? MESSAGE_CHANNELS;

/** By which any message may go: those of all first, then those of chains alone. */
export const channelsIn = ({ MESSAGE_CHANNELS, MESSAGE_CHAINS }: Order): readonly ChannelName[] => [
  ...new Set([...MESSAGE_CHANNELS, ...[...MESSAGE_CHAINS.values()].flat()]),
];

/** Some messages may go by it, and no operator switched it off. */
export const isInUse = (
  name: ChannelName,
  config: Order & { readonly MESSAGE_CHANNELS_OFF: readonly ChannelName[] },
): boolean => channelsIn(config).includes(name) && !config.MESSAGE_CHANNELS_OFF.includes(name);
