// chains.ts — by which channels which kind of message goes, as the settings say it.
import type { MessageKey } from '@saring/i18n';
import { ofKind, parseByKind, partsOf, quoted, type ByKind } from './by-kind';
import { CHANNEL_NAMES, isChannelName, type ChannelName } from './channel';
import { SettingError } from './setting-error';

type Chains = ByKind<readonly ChannelName[]>;
type Order = { readonly MESSAGE_CHANNELS: readonly ChannelName[]; readonly MESSAGE_CHAINS: Chains };

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
export const parseChains = (text: string): Chains =>
  parseByKind(text, 'kind=channel,channel', (value, kinds) => {
    const chain = parseChannels(value);
    if (chain.length === 0) throw new SettingError(`names no channel for ${quoted(kinds.join(','))}`);
    return chain;
  });

/** First choice first: that of the kind, else of its family, else of all. */
export const chainOf = (
  kind: MessageKey,
  { MESSAGE_CHAINS, MESSAGE_CHANNELS }: Order,
): readonly ChannelName[] => ofKind(kind, MESSAGE_CHAINS) ?? MESSAGE_CHANNELS;

/** By which any message may go: those of all first, then those of chains alone. */
export const channelsIn = ({ MESSAGE_CHANNELS, MESSAGE_CHAINS }: Order): readonly ChannelName[] => [
  ...new Set([...MESSAGE_CHANNELS, ...[...MESSAGE_CHAINS.values()].flat()]),
];

/** Some messages may go by it, and no operator switched it off. */
export const isInUse = (
  name: ChannelName,
  config: Order & { readonly MESSAGE_CHANNELS_OFF: readonly ChannelName[] },
): boolean => channelsIn(config).includes(name) && !config.MESSAGE_CHANNELS_OFF.includes(name);
