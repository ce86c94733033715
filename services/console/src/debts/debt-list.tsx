// debt-list.tsx — what everybody owes, by due date; each leads to the person, where it is settled.
import { Anchor, Badge, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer, Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { debtTexts } from './debts.texts';
import { RemindButton } from './remind-button';
import { remindTexts } from './remind.texts';

const PAGE = 50;
const FILTERS = ['overdue', 'due', 'all'] as const;
type Filter = (typeof FILTERS)[number];
type Debts = Answer<'/api/v1/books/debts'>;
type Debt = Row<'/api/v1/books/debts'>;

const Sum = ({ totalDebts, totalSubscribers, totalRupiah }: Debts) => {
  const say = useSay(debtTexts);
  const { number, rupiah } = useFormats();
  const params = { debts: number(totalDebts), people: number(totalSubscribers), amount: rupiah(totalRupiah) };
  return <Text fw={600}>{say('sum', params)}</Text>;
};

const DebtRow = ({ debt, mayRemind }: { readonly debt: Debt; readonly mayRemind: boolean }) => {
  const say = useSay(debtTexts);
  const { bytes, rupiah, instant, phone } = useFormats();
  const name = debt.name || phone(debt.phone);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/subscribers/${debt.subscriberId}`} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {phone(debt.phone)} · {debt.site}
        </Text>
      </Table.Td>
      <Table.Td>
        {debt.priceRupiah > 0 ? rupiah(debt.unpaidRupiah) : null}
        <Text size="xs" c="dimmed">
          {debt.unlimited ? say('unlimited') : bytes(debt.unpaidBytes)}
        </Text>
      </Table.Td>
      <Table.Td>
        {instant(debt.dueAt)}{' '}
        {debt.overdue && (
          <Badge color="red.9" tt="none">
            {say('late')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>{debt.reason}</Table.Td>
      {mayRemind && (
        <Table.Td>
          <RemindButton subscriberId={debt.subscriberId} name={name} />
        </Table.Td>
      )}
    </Table.Tr>
  );
};

export const DebtList = () => {
  const say = useSay(debtTexts);
  const sayRemind = useSay(remindTexts);
  const mayRemind = useMay()('debts:remind');
  const [state, setState] = useState<Filter>('overdue');
  const debts = usePages(['debts', state], (cursor, signal) =>
    answerOf(api.GET('/api/v1/books/debts', { params: { query: { state, limit: PAGE, cursor } }, signal })),
  );
  const first = debts.query.data?.pages[0];
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <SegmentedControl
          aria-label={say('filter')}
          value={state}
          onChange={(value) => setState(FILTERS.find((one) => one === value) ?? 'overdue')}
          data={FILTERS.map((value) => ({ value, label: say(value) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        {first && first.totalDebts > 0 && <Sum {...first} />}
        <PagesOf pages={debts} empty={say('empty')}>
          {(items) => (
            <WideTable minWidth={640}>
              <Table verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{say('who')}</Table.Th>
                    <Table.Th>{say('owes')}</Table.Th>
                    <Table.Th>{say('dueAt')}</Table.Th>
                    <Table.Th>{say('reason')}</Table.Th>
                    {mayRemind && <Table.Th>{sayRemind('one')}</Table.Th>}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((debt) => (
                    <DebtRow key={debt.debtId} debt={debt} mayRemind={mayRemind} />
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )}
        </PagesOf>
      </Stack>
    </>
  );
};
