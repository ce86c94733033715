// package-list.tsx — what is sold: each with its price, size and time; made and changed in one dialog.
import { Button, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import type { Offer } from './offer';
import { PackageDialog, type PackageFields } from './package-dialog';
import { useOfferTerms } from './package-select';
import { useSaleText } from './package-times';
import { Presets } from './presets';
import { packageTexts } from './packages.texts';

const OfferCard = ({ offer, onEdit }: { readonly offer: Offer; readonly onEdit: (() => void) | null }) => {
  const say = useSay(packageTexts);
  const { rupiah } = useFormats();
  const termsOf = useOfferTerms();
  const saleText = useSaleText();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{offer.name}</Text>
          <Text size="sm" c="dimmed">
            {termsOf(offer)}
          </Text>
          <Text size="sm" c="dimmed">
            {saleText(offer)}
            {offer.promoName ? ` · ${offer.promoName}` : ''}
          </Text>
        </div>
        <Text fw={650}>{rupiah(offer.finalPriceRupiah)}</Text>
      </Group>
      {onEdit && (
        <Button mt="sm" size="xs" variant="default" onClick={onEdit}>
          {say('edit')}
        </Button>
      )}
    </Paper>
  );
};

export const PackageList = () => {
  const say = useSay(packageTexts);
  const may = useMay();
  const [preset, setPreset] = useState<Partial<PackageFields>>();
  const [edited, setEdited] = useState<Offer | 'new' | null>(null);
  const offers = useQuery({
    queryKey: ['packages', 'all'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/packages', { params: { query: { includeInactive: 'true' } }, signal })),
  });
  const mayWrite = may('packages:write');
  return (
    <>
      <PageTitle title={say('title')}>
        {mayWrite && <Button onClick={() => setEdited('new')}>{say('new')}</Button>}
      </PageTitle>
      <Answered query={offers}>
        {({ items }) =>
          items.length === 0 ? (
            <Presets onChoose={mayWrite ? setPreset : null} />
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {items.map((offer) => (
                <OfferCard
                  key={offer.packageId}
                  offer={offer}
                  onEdit={mayWrite ? () => setEdited(offer) : null}
                />
              ))}
            </SimpleGrid>
          )
        }
      </Answered>
      {preset && <PackageDialog offer={null} preset={preset} onClose={() => setPreset(undefined)} />}
      {edited && <PackageDialog offer={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
};
