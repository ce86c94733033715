// promo-list.tsx — the promos: what each gives, when, and to which packages.
import { Badge, Button, Center, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';

import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import type { Promo } from './promo';
import { PromoDialog } from './promo-dialog';
import { promoTexts } from './promos.texts';

const PromoCard = ({ promo, onEdit }: { readonly promo: Promo; readonly onEdit: (() => void) | null }) => {
  const say = useSay(promoTexts);
  const { bytes, rupiah, instant } = useFormats();
  const gives =
    promo.kind !== 'discount'
      ? say('bonus', { amount: bytes(promo.bonusBytes) })
      : promo.discountPercent > 0
        ? say('percentOff', { count: promo.discountPercent })
        : say('rupiahOff', { amount: rupiah(promo.discountRupiah) });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{promo.name}</Text>
          <Text size="sm">{gives}</Text>
          <Text size="sm" c="dimmed">
            {say(`kind.${promo.kind}`)} · {say('from', { at: instant(promo.startsAt) })} ·{' '}
            {promo.endsAt ? say('until', { at: instant(promo.endsAt) }) : say('noEnd')}
          </Text>
        </div>
        <Badge variant="light">{say(`state.${promo.state}`)}</Badge>
      </Group>
      {onEdit && (
        <Button mt="sm" size="xs" variant="default" onClick={onEdit}>
          {say('edit')}
        </Button>
      )}
    </Paper>
  );
};

export const PromoList = () => {
  const say = useSay(promoTexts);
  const may = useMay();
  const [edited, setEdited] = useState<Promo | 'new' | null>(null);
  const promos = useQuery({
    queryKey: ['promos'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/promos', { params: { query: { includeInactive: 'true' } }, signal })),
  });
  const mayWrite = may('packages:write');
  return (
    <>
      <PageTitle title={say('title')}>
        {mayWrite && <Button onClick={() => setEdited('new')}>{say('new')}</Button>}
      </PageTitle>
      <Answered query={promos}>
        {({ items }) =>
          items.length === 0 ? (
            <Center p="xl">{say('empty')}</Center>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {items.map((promo) => (
                <PromoCard
                  key={promo.promoId}
                  promo={promo}
                  onEdit={mayWrite ? () => setEdited(promo) : null}
                />
              ))}
            </SimpleGrid>
          )
        }
      </Answered>
      {edited && <PromoDialog promo={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
};
