// broadcast-list.tsx — messages to many, newest first, each with how far it is; and who wants none.
import { Anchor, Button, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { useColleagues } from '../parts/use-colleagues';
import { useMay } from '../session/session';
import { BroadcastBadge, BroadcastProgress } from './broadcast-state';
import { broadcastTexts } from './broadcasts.texts';
import { OptOuts } from './opt-outs';
import { optOutTexts } from './opt-outs.texts';
import { useBroadcasts, useFilterWords } from './use-broadcasts';

const route = getRouteApi('/broadcasts');
const OUT = 'out';

const Card = ({ one }: { readonly one: Row<'/api/v1/broadcasts'> }) => {
  const say = useSay(broadcastTexts);
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const words = useFilterWords()(one.filter);
  return (
    <Paper withBorder p="sm" component="li">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Anchor
            fw={600}
            lineClamp={2}
            style={{ overflowWrap: 'anywhere' }}
            renderRoot={(props) => (
              <Link {...props} to="/broadcasts/$broadcastId" params={{ broadcastId: one.broadcastId }} />
            )}
          >
            {one.textIndonesian.replaceAll('\n', ' ')}
          </Anchor>
          <BroadcastBadge broadcast={one} />
        </Group>
        <Text size="sm">{words.length > 0 ? words.join(' · ') : say('audience.all')}</Text>
        <BroadcastProgress broadcast={one} />
        <Text size="xs" c="dimmed">
          {one.startsAt !== undefined && `${say('from', { at: instant(one.startsAt) })} · `}
          {say('made', { at: instant(one.createdAt), name: nameOf(one.createdBy) })}
        </Text>
      </Stack>
    </Paper>
  );
};

const Broadcasts = () => {
  const say = useSay(broadcastTexts);
  return (
    <Stack maw={760}>
      <Text c="dimmed">{say('intro')}</Text>
      <PagesOf pages={useBroadcasts()} empty={say('empty')}>
        {(items) => (
          <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.map((one) => (
              <Card key={one.broadcastId} one={one} />
            ))}
          </Stack>
        )}
      </PagesOf>
    </Stack>
  );
};

export const BroadcastList = () => {
  const say = useSay(broadcastTexts);
  const sayOut = useSay(optOutTexts);
  const may = useMay();
  const navigate = useNavigate();
  const { tab } = route.useSearch();
  const show = (next: string | null) =>
    void navigate({ to: '/broadcasts', search: { tab: next === OUT ? OUT : undefined }, replace: true });
  return (
    <>
      <PageTitle title={say('title')}>
        {may('messages:control') && (
          <Button onClick={() => void navigate({ to: '/broadcasts/new' })}>{say('new')}</Button>
        )}
      </PageTitle>
      <Tabs value={tab === OUT ? OUT : 'list'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{say('list')}</Tabs.Tab>
          <Tabs.Tab value={OUT}>{sayOut('title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <Broadcasts />
        </Tabs.Panel>
        <Tabs.Panel value={OUT}>
          <OptOuts />
        </Tabs.Panel>
      </Tabs>
    </>
  );
};
