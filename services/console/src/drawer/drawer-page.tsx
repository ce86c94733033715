// drawer-page.tsx — one's own cash drawer with what its shift brought, those of others, past closings, the trial balance.
import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useMay, useOperator } from '../session/session';
import { CloseDialog } from './close-dialog';
import { ClosingList } from './closing-list';
import { MoveDialog, OpenDialog } from './drawer-dialogs';
import { useColleagues } from '../parts/use-colleagues';
import { drawerTexts } from './drawer.texts';
import { Safes } from './safes';
import { ShiftFigures } from './shift-figures';
import { TrialBalance } from './trial-balance';
import { useShift } from './use-shift';

type Dialog = 'open' | 'payIn' | 'payOut' | 'close';

const OwnShift = () => {
  const { operatorId } = useOperator();
  const shift = useShift(operatorId);
  return <Answered query={shift}>{(found) => <ShiftFigures shift={found} />}</Answered>;
};

const OwnDrawer = () => {
  const say = useSay(drawerTexts);
  const { operatorId } = useOperator();
  const { rupiah, instant } = useFormats();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const drawer = useQuery({
    queryKey: ['drawer'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/drawer', { signal })),
  });
  return (
    <Answered query={drawer}>
      {({ open, openedAt, expectedRupiah }) => (
        <Paper withBorder p="md" maw={560}>
          {open ? (
            <Stack>
              <div>
                <Text size="sm" c="dimmed">
                  {say('expected')}
                </Text>
                <Text fz={28} fw={650}>
                  {rupiah(expectedRupiah)}
                </Text>
                {openedAt && <Text size="sm">{say('openedAt', { at: instant(openedAt) })}</Text>}
              </div>
              <OwnShift />
              <Group>
                <Button onClick={() => setDialog('close')}>{say('close')}</Button>
                <Button variant="default" onClick={() => setDialog('payIn')}>
                  {say('payIn')}
                </Button>
                <Button variant="default" onClick={() => setDialog('payOut')}>
                  {say('payOut')}
                </Button>
              </Group>
            </Stack>
          ) : (
            <Stack align="flex-start">
              <Text>{say('closed')}</Text>
              <Button onClick={() => setDialog('open')}>{say('open')}</Button>
            </Stack>
          )}
          {dialog === 'open' && <OpenDialog onClose={close} />}
          {dialog === 'close' && (
            <CloseDialog operatorId={operatorId} expectedRupiah={expectedRupiah} onClose={close} />
          )}
          {(dialog === 'payIn' || dialog === 'payOut') && <MoveDialog way={dialog} onClose={close} />}
        </Paper>
      )}
    </Answered>
  );
};

const AllDrawers = () => {
  const say = useSay(drawerTexts);
  const { rupiah } = useFormats();
  const drawers = useQuery({
    queryKey: ['drawer', 'all'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/drawers', { signal })),
  });
  const { nameOf } = useColleagues();
  const { operatorId } = useOperator();
  const mayClose = useMay()('operators:write');
  const [closing, setClosing] = useState<Row<'/api/v1/drawers'> | null>(null);
  return (
    <Answered query={drawers}>
      {({ items }) => (
        <Stack>
          <Title order={2} size="h4" mt="md">
            {say('all')}
          </Title>
          {items.length === 0 && <Text c="dimmed">{say('all.empty')}</Text>}
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {items.map((drawer) => (
              <Paper key={drawer.operatorId} withBorder p="sm">
                <Text fw={600}>{nameOf(drawer.operatorId)}</Text>
                <Text>{drawer.open ? rupiah(drawer.expectedRupiah) : say('closedOther')}</Text>
                {drawer.lastDifferenceRupiah !== 0 && (
                  <Text size="sm" c="dimmed">
                    {say('last', { amount: rupiah(drawer.lastDifferenceRupiah) })}
                  </Text>
                )}
                {drawer.open && mayClose && drawer.operatorId !== operatorId && (
                  <Button variant="default" size="xs" mt="xs" onClick={() => setClosing(drawer)}>
                    {say('closeOther', { name: nameOf(drawer.operatorId) })}
                  </Button>
                )}
              </Paper>
            ))}
          </SimpleGrid>
          {closing && (
            <CloseDialog
              operatorId={closing.operatorId}
              expectedRupiah={closing.expectedRupiah}
              onClose={() => setClosing(null)}
            />
          )}
        </Stack>
      )}
    </Answered>
  );
};

export const DrawerPage = () => {
  const say = useSay(drawerTexts);
  const may = useMay();
  return (
    <>
      <PageTitle title={say('title')} />
      {may('counter:sell') && <OwnDrawer />}
      {may('books:read') && <AllDrawers />}
      {may('books:read') && <Safes />}
      <ClosingList />
      {may('books:read') && <TrialBalance />}
    </>
  );
};
