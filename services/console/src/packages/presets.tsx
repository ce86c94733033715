// presets.tsx — four packages as many hotspots sell them, to begin with.
import { Button, Center, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { bytesOf } from '../parts/gigabyte-field';
import type { PackageFields } from './package-dialog';
import { packageTexts } from './packages.texts';

const HOUR_SECONDS = 3_600;

type Preset = Pick<PackageFields, 'priceRupiah' | 'gigabytes' | 'days' | 'hours' | 'startsAtFirstUse'> &
  Partial<Pick<PackageFields, 'unlimited' | 'onlineHours'>>;

const PRESETS: readonly (Preset & { readonly key: 'time' | 'day' | 'week' | 'month' })[] = [
  { key: 'day', priceRupiah: 3_000, gigabytes: 1, days: 1, hours: 0, startsAtFirstUse: true },
  { key: 'week', priceRupiah: 15_000, gigabytes: 7, days: 7, hours: 0, startsAtFirstUse: true },
  { key: 'month', priceRupiah: 50_000, gigabytes: 30, days: 30, hours: 0, startsAtFirstUse: false },
  {
    ...{ key: 'time', priceRupiah: 2_000, gigabytes: 0, unlimited: true, onlineHours: 3 },
    ...{ days: 7, hours: 0, startsAtFirstUse: true },
  },
];

export const Presets = ({
  onChoose,
}: {
  readonly onChoose: ((preset: Partial<PackageFields>) => void) | null;
}) => {
  const say = useSay(packageTexts);
  const { bytes, onlineTime, rupiah } = useFormats();
  if (!onChoose) return <Center p="xl">{say('empty')}</Center>;
  return (
    <Stack>
      <Text>{say('presets')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {PRESETS.map(({ key, ...preset }) => (
          <Paper key={key} withBorder p="md">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={600}>{say(`preset.${key}`)}</Text>
                <Text size="sm" c="dimmed">
                  {preset.onlineHours
                    ? onlineTime(preset.onlineHours * HOUR_SECONDS)
                    : bytes(bytesOf(preset.gigabytes))}{' '}
                  · {say('daysLong', { count: preset.days })}
                </Text>
              </div>
              <Text fw={650}>{rupiah(preset.priceRupiah)}</Text>
            </Group>
            <Button
              mt="sm"
              size="xs"
              variant="default"
              onClick={() => onChoose({ ...preset, name: say(`preset.${key}`) })}
            >
              {say('preset.use')}
            </Button>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );
};
