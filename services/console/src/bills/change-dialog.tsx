// change-dialog.tsx — another package or price from today on: what is credited and charged is said before.
import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Offer } from '../packages/offer';
import { PackageSelect, usePackages } from '../packages/package-select';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { BILLS, type Subscription } from './use-bills';

const TYPING_MILLISECONDS = 300;

/** As billing gives it to a line: both ways or none. */
const hasSpeed = (offer?: Offer): boolean =>
  offer !== undefined && offer.speedDownKilobitsPerSecond > 0 && offer.speedUpKilobitsPerSecond > 0;

type Asked = { readonly packageId: string; readonly priceRupiah?: number };

const useChangePreview = ({ subscriptionId }: Subscription, asked: Asked) => {
  const [query] = useDebouncedValue(asked, TYPING_MILLISECONDS);
  return useQuery({
    queryKey: [...BILLS, 'change', subscriptionId, query],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscriptions/{subscriptionId}/change', {
          params: { path: { subscriptionId }, query },
          signal,
        }),
      ),
    enabled: query.packageId !== '',
    staleTime: 0,
    gcTime: 0,
  });
};

export const ChangeDialog = ({
  one,
  onClose,
}: {
  readonly one: Subscription;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const { rupiah, shortDay } = useFormats();
  const packages = usePackages();
  const [packageId, setPackageId] = useState('');
  const [price, setPrice] = useState<number | string>('');
  const asked: Asked = { packageId, ...(Number(price) > 0 ? { priceRupiah: Number(price) } : {}) };
  const preview = useChangePreview(one, asked);
  const change = useCommand({
    send: (body: Asked, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/change', {
          params: { path: { subscriptionId: one.subscriptionId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.changed'),
    changes: [BILLS],
    onDone: onClose,
  });
  const chosen = packages.find((offer) => offer.packageId === packageId);
  return (
    <FormDialog
      title={say('change.title', { name: one.packageName })}
      submit={say('change')}
      isPending={change.isPending}
      onSubmit={() => change.mutate(asked)}
      onClose={onClose}
    >
      <PackageSelect label={say('package')} packages={packages} value={packageId} onChange={setPackageId} />
      <MoneyField
        label={say('price')}
        description={say('price.hint')}
        placeholder={chosen && String(chosen.priceRupiah)}
        value={price}
        onChange={setPrice}
      />
      {packageId !== '' && (
        <Answered query={preview}>
          {(told) => (
            <Stack gap={2} role="status">
              <Text fw={600}>{say('change.from', { date: shortDay(told.holdsFrom) })}</Text>
              {one.lineId !== '' && hasSpeed(chosen) && <Text size="sm">{say('change.speed')}</Text>}
              <Text size="sm">{say('change.credited', { amount: rupiah(told.creditedRupiah) })}</Text>
              <Text size="sm">{say('change.charged', { amount: rupiah(told.chargedRupiah) })}</Text>
              <Text size="sm">
                {say('change.after', {
                  ...{ owed: rupiah(told.owedRupiah), balance: rupiah(told.balanceRupiah) },
                })}
              </Text>
            </Stack>
          )}
        </Answered>
      )}
    </FormDialog>
  );
};
