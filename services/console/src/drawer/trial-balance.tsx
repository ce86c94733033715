// trial-balance.tsx — every account of the books over the month, by whose it is; all together are zero.
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { accountTexts } from './accounts.texts';
import { drawerTexts } from './drawer.texts';

type Line = Row<'/api/v1/books/trial-balance'>;

/** The lines of one account, in the order of the books. */
const byAccount = (lines: readonly Line[]): readonly (readonly [Line['account'], readonly Line[]])[] => {
  const found = new Map<Line['account'], Line[]>();
  for (const line of lines) found.set(line.account, [...(found.get(line.account) ?? []), line]);
  return [...found];
};

/** What it is and how much; neither is cut where there is little room. */
const Sum = ({ name, amount, isHead }: { name: string; amount: string; isHead?: boolean }) => (
  <Group justify="space-between" wrap="nowrap" gap="md" align="baseline">
    <Text size="sm" fw={isHead ? 600 : undefined} c={isHead ? undefined : 'dimmed'} miw={0}>
      {name}
    </Text>
    <Text
      size="sm"
      fw={isHead ? 600 : undefined}
      style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
    >
      {amount}
    </Text>
  </Group>
);

const Account = ({ account, lines }: { account: Line['account']; lines: readonly Line[] }) => {
  const sayAccount = useSay(accountTexts);
  const { nameOf } = useColleagues();
  const { rupiah } = useFormats();
  const total = lines.reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0);
  return (
    <Stack gap={2}>
      <Sum name={sayAccount(account)} amount={rupiah(total)} isHead />
      {lines
        .filter(({ party }) => party !== '')
        .map(({ party, balanceRupiah }) => (
          <Sum key={party} name={nameOf(party)} amount={rupiah(balanceRupiah)} />
        ))}
    </Stack>
  );
};

export const TrialBalance = () => {
  const say = useSay(drawerTexts);
  const { rupiah, today, shortDay } = useFormats();
  const to = today();
  const from = `${to.slice(0, 8)}01`;
  const balance = useQuery({
    queryKey: ['books', 'balance', from, to],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/books/trial-balance', { params: { query: { from, to } }, signal })),
  });
  return (
    <Answered query={balance}>
      {({ items, totalRupiah }) => (
        <Stack gap="xs" maw={560}>
          <Title order={2} size="h4" mt="md">
            {say('balance', { from: shortDay(from), to: shortDay(to) })}
          </Title>
          <Text size="sm" c="dimmed">
            {say('balance.signs')}
          </Text>
          <Paper withBorder p="sm">
            <Stack gap="sm">
              {items.length === 0 && <Text size="sm">{say('balance.empty')}</Text>}
              {byAccount(items).map(([account, lines]) => (
                <Account key={account} account={account} lines={lines} />
              ))}
            </Stack>
          </Paper>
          <Text size="sm" c="dimmed">
            {say('balance.hint', { amount: rupiah(totalRupiah) })}
          </Text>
        </Stack>
      )}
    </Answered>
  );
};
