// goodwill-page.tsx — what was given to everybody of a place, and how far each has come.
import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { useColleagues } from '../parts/use-colleagues';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { GoodwillDialog } from './goodwill-dialog';
import { goodwillTexts } from './goodwill.texts';
import { useRouters } from '../routers/use-routers';

const PAGE = 20;
const LOOK_MILLISECONDS = 5_000;
type Goodwill = Row<'/api/v1/goodwill'>;

const GoodwillCard = ({ one, place }: { readonly one: Goodwill; readonly place: string }) => {
  const say = useSay(goodwillTexts);
  const { bytes, duration, instant, number } = useFormats();
  const { nameOf } = useColleagues();
  const got =
    one.extendSeconds > 0
      ? say('gotDays', { time: duration(one.extendSeconds) })
      : say('gotBytes', { bytes: bytes(one.bytes) });
  return (
    <Paper withBorder p="sm" maw={640}>
      <Group justify="space-between">
        <Text fw={600}>{got}</Text>
        <Text size="sm">{place}</Text>
      </Group>
      <Text size="sm">{one.reason}</Text>
      <Progress
        my={6}
        size="xs"
        value={one.subscribers > 0 ? (100 * (one.given + one.skipped)) / one.subscribers : 100}
        aria-label={say('progress', { given: one.given, count: one.subscribers })}
      />
      <Text size="sm" c="dimmed">
        {say('progress', { given: number(one.given), count: number(one.subscribers) })}
        {one.skipped > 0 ? ` · ${say('skipped', { count: number(one.skipped) })}` : ''} ·{' '}
        {say('by', { at: instant(one.givenAt), name: nameOf(one.actor) })}
      </Text>
    </Paper>
  );
};

export const GoodwillPage = () => {
  const say = useSay(goodwillTexts);
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const routers = useRouters({ enabled: may('routers:read') });
  const goodwill = usePages(
    ['goodwill'],
    (cursor, signal) =>
      answerOf(api.GET('/api/v1/goodwill', { params: { query: { limit: PAGE, cursor } }, signal })),
    LOOK_MILLISECONDS,
  );
  const known = routers.data?.items ?? [];
  const placeOf = ({ site, routerId }: Goodwill): string =>
    site ?? known.find((one) => one.routerId === routerId)?.name ?? '';
  return (
    <>
      <PageTitle title={say('title')}>
        {may('quota:goodwill') && <Button onClick={() => setOpen(true)}>{say('give')}</Button>}
      </PageTitle>
      <Stack>
        <Text c="dimmed">{say('intro')}</Text>
        <PagesOf pages={goodwill} empty={say('empty')}>
          {(items) => (
            <Stack gap="xs">
              {items.map((one) => (
                <GoodwillCard key={one.goodwillId} one={one} place={placeOf(one)} />
              ))}
            </Stack>
          )}
        </PagesOf>
      </Stack>
      {isOpen && <GoodwillDialog routers={known} onClose={() => setOpen(false)} />}
    </>
  );
};
