// router-list.tsx — the routers, and whether each answers.
import { Anchor, Button, Center, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useState } from 'react';
import { useMay } from '../session/session';
import { AddRouter } from './add-router';
import { addRouterTexts } from './add-router.texts';
import { routerFaultTexts } from './router-fault.texts';
import { RouterHealth } from './router-health';
import { routerTexts } from './routers.texts';
import { useRouters } from './use-routers';

const LOOK_MILLISECONDS = 10_000;

export const RouterList = () => {
  const say = useSay(routerTexts);
  const sayFault = useSay(routerFaultTexts);
  const sayAdd = useSay(addRouterTexts);
  const may = useMay();
  const [isAdding, setIsAdding] = useState(false);
  const { number, instant } = useFormats();
  const routers = useRouters({ refetchInterval: LOOK_MILLISECONDS });
  return (
    <>
      <PageTitle title={say('title')}>
        {may('routers:write') && <Button onClick={() => setIsAdding(true)}>{sayAdd('title')}</Button>}
      </PageTitle>
      {isAdding && <AddRouter onClose={() => setIsAdding(false)} />}
      <Answered query={routers}>
        {({ items }) =>
          items.length === 0 ? (
            <Center p="xl">{say('empty')}</Center>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {items.map((router) => (
                <Paper key={router.routerId} withBorder p="md">
                  <Group justify="space-between" mb={4}>
                    <Anchor component={Link} to={`/routers/${router.routerId}`} fw={600}>
                      {router.name}
                    </Anchor>
                    <StatusBadge status={router.state} />
                  </Group>
                  <Text size="sm" c="dimmed">
                    {[router.board, router.version && `RouterOS ${router.version}`, router.host]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                  <Text size="sm">
                    {router.state === 'online'
                      ? say('hosts', { count: number(router.hostCount) })
                      : (router.fault ? sayFault(router.fault) : router.stateReason) ||
                        (router.lastSeenAt ? say('lastSeen', { at: instant(router.lastSeenAt) }) : '')}
                  </Text>
                  {router.health && <RouterHealth health={router.health} />}
                </Paper>
              ))}
            </SimpleGrid>
          )
        }
      </Answered>
    </>
  );
};
