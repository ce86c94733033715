// first-steps.tsx — what a new owner does first, each step with its page, until all are done.
import { Anchor, Box, Button, Group, Paper, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { TestButton } from '../messages/test-dialog';
import { GatewayTestButton } from '../orders/gateway-test';
import { useMay } from '../session/session';
import { hideFirstSteps, useFirstStepsHidden } from './first-steps-hidden';
import { firstStepsTexts } from './first-steps.texts';

const LOOK_MILLISECONDS = 15_000;
const STEPS = [
  { key: 'router', to: '/routers' },
  { key: 'hotspot', to: '/routers' },
  { key: 'site', to: '/sites' },
  { key: 'packages', to: '/packages' },
  { key: 'messages', to: '/messages' },
  { key: 'payments', to: '/settings' },
  { key: 'phone', to: '/test-phone' },
] as const;
type Step = (typeof STEPS)[number]['key'];

/** A channel that writes codes to the log sends them to nobody. */
const NO_CHANNEL = 'log';
const HAD_QUOTA: ReadonlySet<string> = new Set(['active', 'fup', 'unlimited', 'exhausted', 'expired']);

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
  /** A vendor has taken one, a test or any other. */
  messages: async (signal) => {
    const { channel } = await answerOf(api.GET('/api/v1/messages/channel', { signal }));
    if (channel === NO_CHANNEL) return false;
    const query = { state: 'sent', limit: 1 } as const;
    return (await answerOf(api.GET('/api/v1/messages', { params: { query }, signal }))).items.length > 0;
  },
  /** The gateway has taken the key as it is now; without a gateway people can transfer. */
  payments: async (signal) => {
    const { gateway, transfer, lastTest } = await answerOf(api.GET('/api/v1/payment-gateway', { signal }));
    return gateway ? lastTest !== undefined && !lastTest.fault : transfer;
  },
  /** Somebody had quota once. */
  phone: async (signal) => {
    const { statuses } = await answerOf(api.GET('/api/v1/figures/quota', { signal }));
    return statuses.some(({ status, accounts }) => HAD_QUOTA.has(status) && accounts > 0);
  },
};

/** What is done where the step stands, beside the page that it opens. */
const DEEDS: Readonly<Partial<Record<Step, ReactNode>>> = {
  messages: <TestButton size="xs" variant="default" />,
  payments: <GatewayTestButton size="xs" variant="default" />,
};

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
  const hidden = useFirstStepsHidden();
  const isShown = !hidden && may('routers:write') && may('sites:write') && may('packages:write');
  const steps = useSteps(isShown);
  const done = steps.filter(({ data }) => data === true).length;
  // Who has just done the last one sees it done, and how it ended in a dialog of its own.
  const wasShown = useRef(false);
  if (!isShown || steps.some(({ isPending }) => isPending)) return null;
  if (done === STEPS.length && !wasShown.current) return null;
  wasShown.current = true;
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
          <Button size="xs" variant="default" onClick={() => hideFirstSteps(true)}>
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
                  {DEEDS[key] && <Box mt={6}>{DEEDS[key]}</Box>}
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
