// safes.tsx — what lies in the safes by the books, and the money that comes in and goes out beside the drawers.
import { Autocomplete, Button, Group, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES, SAFE_WAYS, type SafeWay } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { MoneyField } from '../parts/money-field';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { useSites } from '../sites/use-sites';
import { drawerTexts } from './drawer.texts';
import { safeTexts, safeWayTexts } from './safes.texts';
import { DRAWER_CHANGES } from './use-open-drawer';

/** What is not there cannot be carried away: more would be a typing error, or money that is not booked yet. */
const OUT: readonly SafeWay[] = ['owner_out', 'bank_out'];

const SafeDialog = ({
  safes,
  onClose,
}: {
  /** Absent: not known yet. */
  readonly safes: Answer<'/api/v1/books/safes'>['items'] | undefined;
  readonly onClose: () => void;
}) => {
  const say = useSay(safeTexts);
  const sayWay = useSay(safeWayTexts);
  const sayDrawer = useSay(drawerTexts);
  const { rupiah } = useFormats();
  const sites = useSites();
  const [site, setSite] = useState('');
  const [way, setWay] = useState<SafeWay>('owner_in');
  const [amount, setAmount] = useState<number | string>('');
  const chosen = site || (sites.length === 1 ? (sites[0] ?? '') : '');
  const held = safes?.find((one) => one.site === chosen)?.holdsRupiah ?? 0;
  const isTooMuch = safes !== undefined && OUT.includes(way) && Number(amount) > Math.max(0, held);
  const move = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/books/safes/moves', {
        params: { header: { 'Idempotency-Key': key } },
        body: { site: chosen, way, amountRupiah: Number(amount), reason },
      }),
    said: () => say('said', { way: sayWay(way), amount: rupiah(Number(amount)) }),
    changes: DRAWER_CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('move')}
      isPending={move.isPending}
      isDisabled={isTooMuch}
      onClose={onClose}
      hint={sayDrawer('kept')}
      onSubmit={(reason) => move.mutate(reason)}
    >
      <Select
        label={say('way')}
        data={SAFE_WAYS.map((one) => ({ value: one, label: sayWay(one) }))}
        value={way}
        onChange={(value) => setWay((value ?? 'owner_in') as SafeWay)}
        allowDeselect={false}
      />
      <Autocomplete
        label={say('site')}
        data={[...sites]}
        value={chosen}
        onChange={setSite}
        maxLength={MEASURES.site.most}
        required
        withAsterisk={false}
      />
      <MoneyField label={say('amount')} value={amount} onChange={setAmount} required isFirst />
      {isTooMuch && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {say('tooMuch', { holds: rupiah(held) })}
        </Text>
      )}
    </ReasonDialog>
  );
};

export const Safes = () => {
  const say = useSay(safeTexts);
  const { rupiah } = useFormats();
  const may = useMay();
  const [isMoving, setMoving] = useState(false);
  const safes = useQuery({
    queryKey: ['books', 'safes'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/books/safes', { signal })),
  });
  return (
    <Stack gap="xs" mt="md">
      <Group justify="space-between" maw={560}>
        <Title order={2} size="h4">
          {say('title')}
        </Title>
        {may('books:safe') && (
          <Button variant="default" size="xs" onClick={() => setMoving(true)}>
            {say('move')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw={560}>
        {say('intro')}
      </Text>
      <Answered query={safes}>
        {({ items }) => (
          <>
            {items.length === 0 && <Text c="dimmed">{say('empty')}</Text>}
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {items.map(({ site, holdsRupiah }) => (
                <Paper key={site} withBorder p="sm">
                  <Text fw={600}>{site}</Text>
                  <Text>{rupiah(holdsRupiah)}</Text>
                  {holdsRupiah < 0 && (
                    <Text size="sm" c="dimmed">
                      {say('below')}
                    </Text>
                  )}
                </Paper>
              ))}
            </SimpleGrid>
          </>
        )}
      </Answered>
      {isMoving && <SafeDialog safes={safes.data?.items} onClose={() => setMoving(false)} />}
    </Stack>
  );
};
