// closing-list.tsx — past closings of drawers: one's own, or with the books everybody's.
import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PagesOf } from '../parts/pages-of';
import { useColleagues } from '../parts/use-colleagues';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { shiftTexts } from './shift.texts';

const PAGE = 20;
const LOOK_MILLISECONDS = 10_000;
const WIDTH = 720;
type Closing = Row<'/api/v1/drawers/closings'>;

const ClosingRow = ({ one }: { readonly one: Closing }) => {
  const say = useSay(shiftTexts);
  const { rupiah, instant } = useFormats();
  const { nameOf } = useColleagues();
  const { operatorId, number, closedBy, handedToId, differenceRupiah } = one;
  const money = (amount: number, isMarked = false) => (
    <Table.Td ta="right" fw={isMarked ? 650 : undefined} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {rupiah(amount)}
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          renderRoot={(props) => (
            <Link
              {...props}
              to="/drawer/$operatorId/$number"
              params={{ operatorId, number: String(number) }}
            />
          )}
        >
          {instant(one.closedAt)}
        </Anchor>
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

export const ClosingList = () => {
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
        {(items) => (
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
        )}
      </PagesOf>
    </Stack>
  );
};
