// router-switcher.tsx — from any page to a router, and from one router's page to the same part of another's.
import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconRouter } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { StatusBadge } from '../parts/status';
import { useRouters } from '../routers/use-routers';
import { useMay } from '../session/session';
import { shellTexts } from './shell.texts';

/** News of a router ask again sooner, and so does the list that is opened. */
const LOOK_MILLISECONDS = 60_000;
const LIST_WIDTH = 280;
const LIST_HEIGHT = '70vh';

/** Of every page; and of the router's page that is open, which router and which part of it. */
const useSwitch = () => {
  const say = useSay(shellTexts);
  const may = useMay();
  const { data, refetch } = useRouters({
    enabled: may('routers:read'),
    staleTime: LOOK_MILLISECONDS,
    refetchInterval: LOOK_MILLISECONDS,
  });
  const { routerId: here } = useParams({ strict: false });
  const { tab } = useSearch({ strict: false });
  const routers = may('routers:read') ? (data?.items ?? []) : [];
  const away = routers.filter(({ state }) => state !== 'online').length;
  const label = [say('routers'), away > 0 && say('routers.away', { count: away })].filter(Boolean).join(', ');
  const search = here !== undefined && tab !== undefined ? { tab } : {};
  return { routers, here, search, label, isAnyAway: away > 0, refetch };
};

export const RouterSwitcher = () => {
  const say = useSay(shellTexts);
  const { routers, here, search, label, isAnyAway, refetch } = useSwitch();
  const [first] = routers;
  if (!first) return null;
  const look = {
    className: 'router-switcher',
    variant: 'subtle',
    color: 'gray',
    px: 8,
    leftSection: <IconRouter size={20} aria-hidden />,
    'data-away': isAnyAway || undefined,
  } as const;
  if (routers.length === 1)
    return (
      <Button
        {...look}
        aria-label={`${label}: ${first.name}`}
        renderRoot={(props) => (
          <Link {...props} to="/routers/$routerId" params={{ routerId: first.routerId }} search={search} />
        )}
      >
        {say('routers')}
      </Button>
    );
  return (
    <Menu
      position="bottom-end"
      width={LIST_WIDTH}
      // Within the header it belongs to a landmark, and the first router has the focus at once.
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      onOpen={() => void refetch()}
    >
      <Menu.Target>
        <Button
          {...look}
          rightSection={<IconChevronDown className="router-switcher-words" size={16} aria-hidden />}
          aria-label={label}
        >
          {say('routers')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={LIST_HEIGHT} style={{ overflowY: 'auto' }}>
        {routers.map(({ routerId, name, state }) => (
          <Menu.Item
            key={routerId}
            renderRoot={(props) => (
              <Link {...props} to="/routers/$routerId" params={{ routerId }} search={search} />
            )}
            aria-current={routerId === here ? 'page' : undefined}
          >
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" fw={routerId === here ? 700 : undefined} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <StatusBadge status={state} />
            </Group>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
