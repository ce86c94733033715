// people.tsx — subscribers by what they may do, what they used, and what ends and is owed.
import { answerOf } from '@saring/api-client';
import { Badge, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { StatusBadge } from '../parts/status';
import { Figure } from './figure';
import { homeTexts } from './home.texts';
import { useLooked } from './use-looked';

/** What the ledger counts, in one question for all figures of it. */
const useQuotaFigures = () =>
  useLooked('quota', 'figures', 'quota:read', (signal) =>
    answerOf(api.GET('/api/v1/figures/quota', { signal })),
  );

const Statuses = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const figures = useQuotaFigures();
  const statuses = figures.data?.statuses ?? [];
  const all = statuses.reduce((sum, { accounts }) => sum + accounts, 0);
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={say('people')}>
      <Group gap="lg">
        <Text fw={600}>{say('people')}</Text>
        <Badge variant="default" tt="none" size="lg">
          {number(all)}
        </Badge>
        {statuses.map(({ status, accounts }) => (
          <Group key={status} gap={6}>
            <StatusBadge status={status} />
            <Text size="sm" fw={550}>
              {number(accounts)}
            </Text>
          </Group>
        ))}
      </Group>
    </Paper>
  );
};

export const QuotaFigures = () => {
  const say = useSay(homeTexts);
  const { number, rupiah, bytes } = useFormats();
  const figures = useQuotaFigures();
  const { owed, overdue, ending = 0, chargedBytes = 0, unclaimedBytes = 0 } = figures.data ?? {};
  return (
    <>
      <Statuses />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} mb="md">
        <Figure
          label={say('overdue')}
          query={figures}
          to="/debts"
          isLoud={(overdue?.debts ?? 0) > 0}
          value={rupiah(overdue?.rupiah ?? 0)}
          note={say('overdueOf', {
            count: number(overdue?.subscribers ?? 0),
            all: rupiah(owed?.rupiah ?? 0),
          })}
        />
        <Figure label={say('ending')} query={figures} to="/subscribers" value={number(ending)} />
        <Figure label={say('charged')} query={figures} to="/reports" value={bytes(chargedBytes)} />
        <Figure label={say('unclaimed')} query={figures} to="/routers" value={bytes(unclaimedBytes)} />
      </SimpleGrid>
    </>
  );
};
