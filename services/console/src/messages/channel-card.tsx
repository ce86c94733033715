// channel-card.tsx — whether messages go out, what to do where they do not, today's codes, and their switch.
import { Anchor, Group, Paper, Progress, Stack, Switch, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { adviceTexts, faultTexts } from './fault.texts';
import { messageTexts } from './messages.texts';
import { MonthPrices } from './month-prices';

type ChannelState = Answer<'/api/v1/messages/channel'>;

const LOOK_MILLISECONDS = 5_000;
/** A channel that writes messages to the log sends them to nobody. */
const NO_CHANNEL = 'log';

export const isNoChannel = (channel: string): boolean => channel === NO_CHANNEL;

const VENDOR_NAMES: ReadonlyMap<string, string> = new Map([
  ['cloud', 'Cloud API'],
  ['email', 'E-mail'],
  ['waha', 'WAHA'],
]);

const vendorName = (channel: string): string =>
  VENDOR_NAMES.get(channel) ?? channel.replace(/^./, (first) => first.toUpperCase());

/** As its vendor writes it, with the name of one of several numbers. */
export const channelName = (channel: string): string =>
  channel.replace(/^([^.]*)(?:\.(.+))?$/, (_, vendor: string, own?: string) =>
    own === undefined ? vendorName(vendor) : `${vendorName(vendor)} (${own})`,
  );

export const useChannel = () =>
  useQuery({
    queryKey: ['messages', 'channel'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/messages/channel', { signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });

type HealthProps = Pick<ChannelState, 'channel' | 'open' | 'fault' | 'reason' | 'openUntil'>;

/** Where messages have another way, how each fares. */
const Healths = ({ state }: { readonly state: ChannelState }) =>
  state.channels.length > 1 ? (
    <Stack gap="xs" mt={4}>
      {state.channels.map(({ name, ...health }) => (
        <div key={name}>
          <Text size="sm" fw={600}>
            {channelName(name)}
          </Text>
          <Health {...health} channel={name} />
        </div>
      ))}
    </Stack>
  ) : (
    <Health {...state} />
  );

/** One line on how it fares, and what to do where it does not. */
const Health = ({ channel, open, fault, reason, openUntil }: HealthProps) => {
  const say = useSay(messageTexts);
  const sayFault = useSay(faultTexts);
  const sayAdvice = useSay(adviceTexts);
  const { time } = useFormats();
  if (isNoChannel(channel)) return <Text size="sm">{say('channel.log.why')}</Text>;
  if (!open && !fault) return <Text size="sm">{say('works')}</Text>;
  return (
    <>
      <Text size="sm" fw={600}>
        {say('stopped')}: {fault ? sayFault(fault) : reason}
      </Text>
      {fault && <Text size="sm">{sayAdvice(fault, { channel: channelName(channel) })}</Text>}
      {openUntil && <Text size="sm">{say('tryAgainAt', { time: time(openUntil) })}</Text>}
    </>
  );
};

const Codes = ({ otpUsedToday, otpPerDay, otpSending }: ChannelState) => {
  const say = useSay(messageTexts);
  const { number } = useFormats();
  const may = useMay();
  const turn = useCommand({
    send: (on: boolean) => api.PUT('/api/v1/messages/otp-sending', { body: { on } }),
    said: (_, on) => say(on ? 'said.on' : 'said.off'),
    changes: [['messages'], ['home']],
  });
  const used = say('otpUsed', { used: number(otpUsedToday), all: number(otpPerDay) });
  const percent = otpPerDay > 0 ? Math.min(100, (100 * otpUsedToday) / otpPerDay) : 100;
  return (
    <>
      <Text size="sm" mt="sm">
        {used}
      </Text>
      <Progress value={percent} aria-label={used} my={4} color={percent >= 90 ? 'red.9' : undefined} />
      <Switch
        mt="sm"
        label={say('sendOtp')}
        checked={otpSending}
        disabled={!may('messages:control') || turn.isPending}
        onChange={(event) => turn.mutate(event.currentTarget.checked)}
      />
    </>
  );
};

export const ChannelCard = () => {
  const say = useSay(messageTexts);
  const { number } = useFormats();
  return (
    <Answered query={useChannel()}>
      {(state) => (
        <Paper withBorder p="md" maw={560}>
          <Text fw={600}>
            {isNoChannel(state.channel)
              ? say('channel.log')
              : say('channel', { channel: channelName(state.channel) })}
          </Text>
          <Healths state={state} />
          <Group gap="md" mt={4}>
            <Text size="sm" c="dimmed">
              {say('queued', { count: number(state.queued) })}
            </Text>
            {state.failedToday > 0 && (
              <Anchor
                size="sm"
                renderRoot={(props) => <Link {...props} to="/messages" search={{ state: 'failed' }} />}
              >
                {say('failedToday', { count: number(state.failedToday) })}
              </Anchor>
            )}
          </Group>
          <Codes {...state} />
          <MonthPrices prices={state.prices} />
        </Paper>
      )}
    </Answered>
  );
};
