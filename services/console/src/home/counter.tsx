// counter.tsx — what a cashier begins a shift with: the own drawer and selling; below it stands who waits to be let in.
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { CloseDialog } from '../drawer/close-dialog';
import { OpenDialog } from '../drawer/drawer-dialogs';
import { drawerTexts } from '../drawer/drawer.texts';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { useMay, useOperator } from '../session/session';
import { openFinder } from '../shell/finder';
import { homeTexts } from './home.texts';
import { useLooked } from './use-looked';

/** Wide enough for a thumb; side by side where the words have room. */
const WIDE = { size: 'md', style: { flex: '1 1 auto' } } as const;

export const CounterCard = () => {
  const say = useSay(homeTexts);
  const sayDrawer = useSay(drawerTexts);
  const may = useMay();
  const { operatorId } = useOperator();
  const { rupiah, instant } = useFormats();
  const [dialog, setDialog] = useState<'open' | 'close' | null>(null);
  const drawer = useLooked('books', 'drawer', 'counter:sell', (signal) =>
    answerOf(api.GET('/api/v1/drawer', { signal })),
  );
  const close = () => setDialog(null);
  return (
    <Answered query={drawer}>
      {({ open, expectedRupiah, openedAt }) => (
        <Paper withBorder p="md" mb="md" maw={560} component="section" aria-label={say('drawer')}>
          <Stack gap="sm">
            <div>
              <Text size="sm" c="dimmed">
                {say('drawer')}
              </Text>
              <Text fz={28} fw={650} lh={1.3}>
                {open ? rupiah(expectedRupiah) : say('drawerClosed')}
              </Text>
              {open && openedAt && <Text size="sm">{sayDrawer('openedAt', { at: instant(openedAt) })}</Text>}
            </div>
            <Group gap="xs">
              <Button
                {...WIDE}
                variant={open ? 'default' : 'filled'}
                onClick={() => setDialog(open ? 'close' : 'open')}
              >
                {sayDrawer(open ? 'close' : 'open')}
              </Button>
              {may('subscribers:read') && (
                <Button {...WIDE} variant={open ? 'filled' : 'default'} onClick={openFinder}>
                  {say('sell')}
                </Button>
              )}
            </Group>
          </Stack>
          {dialog === 'open' && <OpenDialog onClose={close} />}
          {dialog === 'close' && (
            <CloseDialog operatorId={operatorId} expectedRupiah={expectedRupiah} onClose={close} />
          )}
        </Paper>
      )}
    </Answered>
  );
};
