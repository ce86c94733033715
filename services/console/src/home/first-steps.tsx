// first-steps.tsx — what a new owner does first, each step with its page, until all are done.
import { Anchor, Button, Group, Paper, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useMay } from '../session/session';
import { firstStepsTexts } from './first-steps.texts';

const HIDDEN = 'saring_first_steps_hidden';
const LOOK_MILLISECONDS = 15_000;
const STEPS = [
  { key: 'router', to: '/routers' },
  { key: 'hotspot', to: '/routers' },
  { key: 'site', to: '/sites' },
  { key: 'packages', to: '/packages' },
  { key: 'messages', to: '/messages' },
  { key: 'payments', to: '/packages' },
  { key: 'phone', to: '/subscribers' },
] as const;
type Step = (typeof STEPS)[number]['key'];

/** A channel that writes codes to the log sends them to nobody. */
const NO_CHANNEL = 'log';

const interfacesOf = async (routerId: string | undefined, signal: AbortSignal) =>
  routerId === undefined
    ? []
    : (
        await answerOf(
          api.GET('/api/v1/routers/{routerId}/interfaces', { params: { path: { routerId } }, signal }),
        )
      ).items;

/** Each looks at the house itself: nothing is ticked off by hand. */
const LOOKS: Readonly<Record<Step, (signal: AbortSignal) => Promise<boolean>>> = {
  router: async (signal) =>
    (await answerOf(api.GET('/api/v1/routers', { signal }))).items.some(({ state }) => state === 'online'),
  hotspot: async (signal) => {
    const { items } = await answerOf(api.GET('/api/v1/routers', { signal }));
    const online = items.find(({ state }) => state === 'online');
    return (await interfacesOf(online?.routerId, signal)).some(({ hotspot }) => hotspot);
  },
  site: async (signal) => {
    const [router] = (await answerOf(api.GET('/api/v1/routers', { signal }))).items;
    if (!router) return false;
    const params = { path: { site: router.site } };
    return (await answerOf(api.GET('/api/v1/sites/{site}/profile', { params, signal }))).set !== null;
  },
  packages: async (signal) => (await answerOf(api.GET('/api/v1/packages', { signal }))).items.length > 0,
  messages: async (signal) =>
    (await answerOf(api.GET('/api/v1/messages/channel', { signal }))).channel !== NO_CHANNEL,
  payments: async (signal) =>
    (await answerOf(api.GET('/api/v1/payment-methods', { signal }))).items.length > 0,
  phone: async (signal) =>
    (await answerOf(api.GET('/api/v1/subscribers', { params: { query: { limit: 1 } }, signal }))).items
      .length > 0,
};

const isHidden = (): boolean => localStorage.getItem(HIDDEN) !== null;

const useSteps = (isShown: boolean) =>
  useQueries({
    queries: STEPS.map(({ key }) => ({
      queryKey: ['home', 'first steps', key],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => LOOKS[key](signal),
      enabled: isShown,
      retry: false,
      refetchInterval: LOOK_MILLISECONDS,
    })),
  });

/** Only for those who may do all of it. */
export const FirstSteps = () => {
  const say = useSay(firstStepsTexts);
  const may = useMay();
  const [hidden, setHidden] = useState(isHidden);
  const isShown = !hidden && may('routers:write') && may('sites:write') && may('packages:write');
  const steps = useSteps(isShown);
  const done = steps.filter(({ data }) => data === true).length;
  if (!isShown || steps.some(({ isPending }) => isPending) || done === STEPS.length) return null;
  const hide = () => {
    localStorage.setItem(HIDDEN, '1');
    setHidden(true);
  };
  return (
    <Paper withBorder p="md" mb="md">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {say('title')}
        </Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {say('progress', { done, all: STEPS.length })}
          </Text>
          <Button size="xs" variant="default" onClick={hide}>
            {say('hide')}
          </Button>
        </Group>
      </Group>
      <Progress
        value={(done / STEPS.length) * 100}
        my="sm"
        aria-label={say('progress', { done, all: STEPS.length })}
      />
      <Stack gap="xs" component="ol" m={0} p={0}>
        {STEPS.map(({ key, to }, index) => {
          const isDone = steps[index]?.data === true;
          return (
            <Group key={key} component="li" wrap="nowrap" justify="space-between">
              <Group wrap="nowrap" gap="sm">
                <ThemeIcon size="sm" radius="xl" variant={isDone ? 'filled' : 'default'} aria-hidden>
                  {isDone ? <IconCheck size={14} /> : <IconCircle size={14} />}
                </ThemeIcon>
                <div>
                  <Text>{say(key)}</Text>
                  <Text size="sm" c="dimmed">
                    {isDone ? say('done') : say(`${key}.why`)}
                  </Text>
                </div>
              </Group>
              {!isDone && (
                <Anchor component={Link} to={to} aria-label={`${say('open')}: ${say(key)}`}>
                  {say('open')}
                </Anchor>
              )}
            </Group>
          );
        })}
      </Stack>
    </Paper>
  );
};
