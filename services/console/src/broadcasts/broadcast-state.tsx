// broadcast-state.tsx — how far a message to many is: its state, a bar, and what became of each in numbers.
import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { broadcastTexts } from './broadcasts.texts';
import type { Broadcast } from './use-broadcasts';

type Moving = Pick<
  Broadcast,
  'state' | 'startsAt' | 'recipients' | 'waiting' | 'handed' | 'leftOut' | 'sent' | 'failed'
>;

const COLOURS = {
  ...{ resolving: 'blue.9', ready: 'orange.9', running: 'saring.8', scheduled: 'blue.9' },
  ...{ paused: 'orange.9', stopped: 'red.9', done: undefined },
} as const;

/** Started, but its time has not come. */
const isScheduled = ({ state, startsAt }: Moving): boolean =>
  state === 'running' && startsAt !== undefined && Date.parse(startsAt) > Date.now();

export const BroadcastBadge = ({ broadcast }: { readonly broadcast: Moving }) => {
  const say = useSay(broadcastTexts);
  const shown = isScheduled(broadcast) ? 'scheduled' : broadcast.state;
  const colour = COLOURS[shown];
  return (
    <Badge tt="none" miw="max-content" variant={colour ? 'filled' : 'default'} color={colour}>
      {say(`state.${shown}`)}
    </Badge>
  );
};

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <Stack gap={0}>
    <Text component="dt" size="xs" c="dimmed">
      {name}
    </Text>
    <Text component="dd" m={0} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Text>
  </Stack>
);

export const BroadcastProgress = ({ broadcast }: { readonly broadcast: Moving }) => {
  const say = useSay(broadcastTexts);
  const { number } = useFormats();
  const { recipients, waiting, handed, leftOut, sent, failed } = broadcast;
  if (broadcast.state === 'resolving')
    return (
      <Text size="sm" role="status">
        {say('resolving', { count: number(recipients) })}
      </Text>
    );
  if (broadcast.state === 'ready')
    return (
      <Text fw={650}>
        {say('people', { count: number(waiting) })}
        {leftOut > 0 && (
          <Text span fw={400}>
            {' · '}
            {say('people.leftOut', { count: number(leftOut) })}
          </Text>
        )}
      </Text>
    );
  const queued = Math.max(0, handed - sent - failed);
  const words = say('progress', { settled: number(recipients - waiting), count: number(recipients) });
  const share = (count: number) => (recipients > 0 ? (100 * count) / recipients : 0);
  const figures = (
    [
      [broadcast.state === 'stopped' ? 'count.unsent' : 'count.waiting', waiting],
      ['count.queued', queued],
      ['count.sent', sent],
      ['count.failed', failed],
      ['count.leftOut', leftOut],
    ] as const
  ).filter(([key, count]) => key === 'count.waiting' || key === 'count.sent' || count > 0);
  return (
    <Stack gap="xs">
      <Progress.Root size="md" aria-label={words}>
        <Progress.Section value={share(sent + queued)} color="saring.8" aria-label={words} />
        <Progress.Section value={share(failed)} color="red.9" aria-label={say('count.failed')} />
        <Progress.Section value={share(leftOut)} color="gray.6" aria-label={say('count.leftOut')} />
      </Progress.Root>
      <Text size="sm">{words}</Text>
      <Group component="dl" gap="lg" m={0}>
        {figures.map(([key, count]) => (
          <Figure key={key} name={say(key)} value={number(count)} />
        ))}
      </Group>
    </Stack>
  );
};
