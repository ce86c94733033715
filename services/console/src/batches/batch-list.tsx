// batch-list.tsx — what was done for many subscribers at once, drafts among it.
import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { useColleagues } from '../parts/use-colleagues';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { batchTexts } from './batches.texts';

const PAGE = 20;
const LOOK_MILLISECONDS = 5_000;
type Batch = Row<'/api/v1/batches'>;

export const BatchState = ({ batch }: { readonly batch: Pick<Batch, 'startedAt' | 'waiting'> }) => {
  const say = useSay(batchTexts);
  const key = batch.startedAt === undefined ? 'draft' : batch.waiting > 0 ? 'running' : 'ended';
  return <Badge variant="default">{say(key)}</Badge>;
};

const BatchCard = ({ batch }: { readonly batch: Batch }) => {
  const say = useSay(batchTexts);
  const { instant, number } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <Paper withBorder p="sm" maw={640}>
      <Group justify="space-between">
        <Anchor component={Link} to={`/batches/${batch.batchId}`} fw={600}>
          {say(`action.${batch.action}`)}
          {batch.reason ? `: ${batch.reason}` : ''}
        </Anchor>
        <BatchState batch={batch} />
      </Group>
      <Text size="sm" c="dimmed">
        {say('progress', { done: number(batch.done), count: number(batch.rows) })}
        {batch.skipped > 0 ? ` · ${say('skipped', { count: number(batch.skipped) })}` : ''} ·{' '}
        {say('by', { at: instant(batch.createdAt), name: nameOf(batch.actor) })}
      </Text>
    </Paper>
  );
};

export const BatchList = () => {
  const say = useSay(batchTexts);
  const may = useMay();
  const batches = usePages(
    ['batches'],
    (cursor, signal) =>
      answerOf(api.GET('/api/v1/batches', { params: { query: { limit: PAGE, cursor } }, signal })),
    LOOK_MILLISECONDS,
  );
  return (
    <>
      <PageTitle title={say('title')}>
        {may('subscribers:create') && (
          <Button component={Link} to="/import">
            {say('import')}
          </Button>
        )}
      </PageTitle>
      <Stack>
        <Text c="dimmed">{say('intro')}</Text>
        <PagesOf pages={batches} empty={say('none')}>
          {(items) => (
            <Stack gap="xs">
              {items.map((batch) => (
                <BatchCard key={batch.batchId} batch={batch} />
              ))}
            </Stack>
          )}
        </PagesOf>
      </Stack>
    </>
  );
};
