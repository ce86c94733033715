// takings.tsx — the money of today and of thirty days: by day, by method, by cashier.
import { Anchor, Group, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import type { Answer } from '../parts/answer';
import { useProblemText } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { homeTexts } from './home.texts';
import { useLooked } from './use-looked';

type Takings = Answer<'/api/v1/figures/takings'>;
type Sum = Takings['today'];

const DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;
const BAR = { width: 8, gap: 2, height: 96 };
const MOST_LINES = 6;

const netOf = ({ receivedRupiah, refundedRupiah }: Sum): number => receivedRupiah - refundedRupiah;

/** The thirty dates that end with `date`. */
const datesTo = (date: string): readonly string[] =>
  Array.from({ length: DAYS }, (_, index) =>
    new Date(Date.parse(date) - (DAYS - 1 - index) * DAY_MILLISECONDS).toISOString().slice(0, 10),
  );

const Bars = ({ days, date }: Pick<Takings, 'days' | 'date'>) => {
  const say = useSay(homeTexts);
  const { rupiah } = useFormats();
  const byDate = new Map(days.map((day) => [day.name, day.receivedRupiah]));
  const most = Math.max(1, ...byDate.values());
  const label = say('chart', { most: rupiah(most) });
  return (
    <svg
      viewBox={`0 0 ${DAYS * (BAR.width + BAR.gap)} ${BAR.height}`}
      width="100%"
      height={BAR.height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {datesTo(date).map((day, index) => {
        const height = Math.max(1, ((byDate.get(day) ?? 0) / most) * BAR.height);
        const x = index * (BAR.width + BAR.gap);
        return (
          <rect
            key={day}
            x={x}
            y={BAR.height - height}
            width={BAR.width}
            height={height}
            fill={day === date ? 'var(--mantine-primary-color-filled)' : 'var(--mantine-color-gray-5)'}
          >
            <title>{`${day} · ${rupiah(byDate.get(day) ?? 0)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
};

const Money = ({
  label,
  sum,
  isLarge,
}: {
  readonly label: string;
  readonly sum: Sum;
  readonly isLarge?: boolean;
}) => {
  const say = useSay(homeTexts);
  const { rupiah, number } = useFormats();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={isLarge ? 32 : 18} fw={650} lh={1.3} style={{ whiteSpace: 'nowrap' }}>
        {rupiah(netOf(sum))}
      </Text>
      <Text size="xs" c="dimmed">
        {say('income', { amount: rupiah(sum.incomeRupiah) })}
      </Text>
      <Text size="xs" c="dimmed">
        {say('payments', { count: number(sum.payments) })}
        {sum.refundedRupiah > 0 && ` · ${say('givenBack', { amount: rupiah(sum.refundedRupiah) })}`}
      </Text>
    </div>
  );
};

const Lines = ({
  title,
  sums,
  nameOf,
}: {
  readonly title: string;
  readonly sums: readonly Sum[];
  readonly nameOf: (name: string) => string;
}) => {
  const { rupiah } = useFormats();
  const sorted = [...sums].sort((left, right) => netOf(right) - netOf(left)).slice(0, MOST_LINES);
  if (sorted.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {sorted.map((sum) => (
        <Group key={sum.name} justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" truncate>
            {nameOf(sum.name)}
          </Text>
          <Text size="sm" fw={550} style={{ whiteSpace: 'nowrap' }}>
            {rupiah(netOf(sum))}
          </Text>
        </Group>
      ))}
    </Stack>
  );
};

const isMethod = (word: string): word is keyof typeof methodTexts => word in methodTexts;

const Figures = ({ takings }: { readonly takings: Takings }) => {
  const say = useSay(homeTexts);
  const sayMethod = useSay(methodTexts);
  const { bytes } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} spacing="xl">
      <Stack>
        <Money label={say('today')} sum={takings.today} isLarge />
        <SimpleGrid cols={2}>
          <Money label={say('yesterday')} sum={takings.yesterday} />
          <Money label={say('week')} sum={takings.week} />
          <Money label={say('month')} sum={takings.month} />
          <Money label={say('thirtyDays')} sum={takings.thirtyDays} />
        </SimpleGrid>
      </Stack>
      <Stack justify="space-between">
        <Text size="sm" c="dimmed">
          {say('byDay')}
        </Text>
        {takings.days.some(({ receivedRupiah }) => receivedRupiah > 0) ? (
          <Bars days={takings.days} date={takings.date} />
        ) : (
          <Text size="sm">{say('byDay.none')}</Text>
        )}
        <Text size="xs" c="dimmed">
          {say('sold', { bytes: bytes(takings.thirtyDays.soldBytes) })}
        </Text>
      </Stack>
      <Stack>
        <Lines
          title={say('byMethod')}
          sums={takings.methods}
          nameOf={(name) => (isMethod(name) ? sayMethod(name) : name)}
        />
        <Lines
          title={say('byCashier')}
          sums={takings.cashiers}
          nameOf={(name) => (name === '' ? say('online') : nameOf(name))}
        />
      </Stack>
    </SimpleGrid>
  );
};

export const TakingsCard = () => {
  const say = useSay(homeTexts);
  const problemText = useProblemText();
  const takings = useLooked('books', 'takings', 'books:read', (signal) =>
    answerOf(api.GET('/api/v1/figures/takings', { signal })),
  );
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={say('takings')}>
      <Group justify="space-between" mb="sm">
        <Text fw={600}>{say('takings')}</Text>
        <Anchor component={Link} to="/reports" size="sm">
          {say('toReports')}
        </Anchor>
      </Group>
      {takings.isPending && <Skeleton height={120} />}
      {takings.isError && <Text c="var(--mantine-color-error)">{problemText(takings.error).title}</Text>}
      {takings.data && <Figures takings={takings.data} />}
    </Paper>
  );
};
