// change-preview.tsx — what another package costs before it is chosen: from today on, or from the next period on.
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { billTexts } from './bills.texts';
import { packageChangeTexts } from './package-changes.texts';
import { BILLS } from './use-bills';

const TYPING_MILLISECONDS = 300;

export type AskedChange = {
  readonly packageId: string;
  readonly priceRupiah?: number;
  readonly fromNextPeriod?: true;
};

type When = 'now' | 'later';
type WhenFieldProps = { readonly isLater: boolean; readonly onChange: (isLater: boolean) => void };

export const WhenField = ({ isLater, onChange }: WhenFieldProps) => {
  const say = useSay(packageChangeTexts);
  const value: When = isLater ? 'later' : 'now';
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {say('when')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={say('when')}
        value={value}
        onChange={(chosen) => onChange(chosen === 'later')}
        data={(['now', 'later'] as const).map((one) => ({ value: one, label: say(`when.${one}`) }))}
      />
      <Text size="xs" c="dimmed">
        {say(`when.${value}.hint`)}
      </Text>
    </Stack>
  );
};

const usePreview = (subscriptionId: string, asked: AskedChange) => {
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

type ChangePreviewProps = {
  readonly subscriptionId: string;
  readonly asked: AskedChange;
  /** Its line gets the speed of the package. */
  readonly changesSpeed: boolean;
};

export const ChangePreview = ({ subscriptionId, asked, changesSpeed }: ChangePreviewProps) => {
  const say = useSay(billTexts);
  const { rupiah, shortDay } = useFormats();
  const preview = usePreview(subscriptionId, asked);
  return (
    <Answered query={preview}>
      {(told) => (
        <Stack gap={2} role="status">
          <Text fw={600}>{say('change.from', { date: shortDay(told.holdsFrom) })}</Text>
          {changesSpeed && <Text size="sm">{say('change.speed')}</Text>}
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
  );
};
