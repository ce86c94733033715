// debts-tab.tsx — what a person owes, oldest first.
import { Group, Paper, Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { useDebts } from './person';
import { personTexts } from './person.texts';

export const DebtsTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { bytes, rupiah, instant } = useFormats();
  const debts = useDebts(subscriberId, true);
  return (
    <Answered query={debts}>
      {({ items, autoDebtBytes }) => (
        <Stack gap="xs">
          {items.length === 0 && autoDebtBytes === 0 && <Text c="dimmed">{say('debts.none')}</Text>}
          {autoDebtBytes > 0 && (
            <Paper withBorder p="sm">
              <Text fw={600}>{bytes(autoDebtBytes)}</Text>
              <Text size="sm" c="dimmed">
                {say('cause.usage')}
              </Text>
            </Paper>
          )}
          {items.map((debt) => (
            <Paper key={debt.debtId} withBorder p="sm">
              <Group justify="space-between">
                <Text fw={600}>{rupiah(debt.priceRupiah)}</Text>
                <Text size="sm">{debt.unlimited ? say('grant.unlimited') : bytes(debt.unpaidBytes)}</Text>
              </Group>
              <Text size="sm" c="dimmed">
                {debt.reason} · {say('debts.due', { at: instant(debt.dueAt) })}
              </Text>
            </Paper>
          ))}
        </Stack>
      )}
    </Answered>
  );
};
