// closing-list.tsx — past closings of drawers: one's own, or with the books everybody's.
import { Anchor, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PagesOf } from '../parts/pages-of';
import { useColleagues } from '../parts/use-colleagues';
import { useIsPhone } from '../parts/use-is-phone';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { shiftTexts } from './shift.texts';

const PAGE = 20;
const LOOK_MILLISECONDS = 10_000;
const WIDTH = 720;
type Closing = Row<'/api/v1/drawers/closings'>;

const ClosedAt = ({ one: { operatorId, number, closedAt } }: { readonly one: Closing }) => {
  const { instant } = useFormats();
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link {...props} to="/drawer/$operatorId/$number" params={{ operatorId, number: String(number) }} />
      )}
    >
      {instant(closedAt)}
    </Anchor>
  );
};

const ClosingRow = ({ one }: { readonly one: Closing }) => {
  const say = useSay(shiftTexts);
  const { rupiah } = useFormats();
  const { nameOf } = useColleagues();
  const { operatorId, closedBy, handedToId, differenceRupiah } = one;
  const money = (amount: number, isMarked = false) => (
    <Table.Td ta="right" fw={isMarked ? 650 : undefined} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {rupiah(amount)}
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <ClosedAt one={one} />
        {one.site && (
          <Text size="xs" c="dimmed">
            {one.site}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {nameOf(operatorId)}
        {!closedBy.endsWith(operatorId) && (
          <Text size="xs" c="dimmed">
            {say('closedBy', { name: nameOf(closedBy) })}
          </Text>
        )}
      </Table.Td>
      {money(one.expectedRupiah)}
      {money(one.countedRupiah)}
      {money(differenceRupiah, differenceRupiah !== 0)}
      <Table.Td>
        {one.note}
        {handedToId && (
          <Text size="xs" c="dimmed">
            {say('handedTo', { name: nameOf(handedToId) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

/** On a phone: whose and when, and what was there against what should be. */
const ClosingCard = ({ one }: { readonly one: Closing }) => {
  const say = useSay(shiftTexts);
  const { rupiah } = useFormats();
  const { nameOf } = useColleagues();
  const sums: readonly (readonly [string, number])[] = [
    [say('expected'), one.expectedRupiah],
    [say('counted'), one.countedRupiah],
    [say('difference'), one.differenceRupiah],
  ];
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs">
        <ClosedAt one={one} />
        <Text size="sm">{nameOf(one.operatorId)}</Text>
      </Group>
      {sums.map(([name, amount]) => (
        <Group key={name} justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {rupiah(amount)}
          </Text>
        </Group>
      ))}
      {one.note && <Text size="sm">{one.note}</Text>}
      {one.handedToId && (
        <Text size="xs" c="dimmed">
          {say('handedTo', { name: nameOf(one.handedToId) })}
        </Text>
      )}
    </Paper>
  );
};

export const ClosingList = () => {
  const isPhone = useIsPhone();
  const say = useSay(shiftTexts);
  const seesAll = useMay()('books:read');
  const closings = usePages(
    ['drawer', 'closings', seesAll],
    (cursor, signal) => {
      const call = { params: { query: { limit: PAGE, cursor } }, signal };
      return seesAll
        ? answerOf(api.GET('/api/v1/drawers/closings', call))
        : answerOf(api.GET('/api/v1/drawer/closings', call));
    },
    LOOK_MILLISECONDS,
  );
  return (
    <Stack gap="xs">
      <Title order={2} size="h4" mt="md">
        {say('closings')}
      </Title>
      <PagesOf pages={closings} empty={say('closings.empty')}>
        {(items) =>
          isPhone ? (
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
              {items.map((one) => (
                <ClosingCard key={`${one.operatorId} ${one.number}`} one={one} />
              ))}
            </Stack>
          ) : (
            <WideTable minWidth={WIDTH}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{say('closedAt')}</Table.Th>
                    <Table.Th>{say('who')}</Table.Th>
                    <Table.Th ta="right">{say('expected')}</Table.Th>
                    <Table.Th ta="right">{say('counted')}</Table.Th>
                    <Table.Th ta="right">{say('difference')}</Table.Th>
                    <Table.Th>{say('note')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((one) => (
                    <ClosingRow key={`${one.operatorId} ${one.number}`} one={one} />
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )
        }
      </PagesOf>
    </Stack>
  );
};
