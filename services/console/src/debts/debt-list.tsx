// debt-list.tsx — what everybody owes, by due date: settled where it stands, or reminded of.
import { Anchor, Button, Checkbox, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer, Row } from '../parts/answer';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { SettleDialog } from '../subscribers/settle-dialog';
import { debtTexts } from './debts.texts';
import { RemindButton } from './remind-button';
import { RemindMany } from './remind-many';
import { remindTexts } from './remind.texts';

const PAGE = 50;
const FILTERS = ['all', 'overdue', 'due'] as const;
type Filter = (typeof FILTERS)[number];
type Debts = Answer<'/api/v1/books/debts'>;
type Debt = Row<'/api/v1/books/debts'>;

const Sum = ({ totalDebts, totalSubscribers, totalRupiah }: Debts) => {
  const say = useSay(debtTexts);
  const { number, rupiah } = useFormats();
  const params = { debts: number(totalDebts), people: number(totalSubscribers), amount: rupiah(totalRupiah) };
  return <Text fw={600}>{say('sum', params)}</Text>;
};

const DebtRow = ({
  debt,
  mayRemind,
  onSettle,
  tick,
}: {
  readonly debt: Debt;
  readonly mayRemind: boolean;
  /** Null: this operator takes no money. */
  readonly onSettle: (() => void) | null;
  /** Null: nobody can be chosen. */
  readonly tick: { readonly isOn: boolean; readonly turn: () => void } | null;
}) => {
  const say = useSay(debtTexts);
  const sayRemind = useSay(remindTexts);
  const { bytes, rupiah, instant, phone } = useFormats();
  const name = debt.name || phone(debt.phone);
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      {tick && (
        <Table.Td>
          <Checkbox checked={tick.isOn} onChange={tick.turn} aria-label={sayRemind('tick', { name })} />
        </Table.Td>
      )}
      <Table.Td>
        <Anchor component={Link} to={`/subscribers/${debt.subscriberId}`} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {[phone(debt.phone), debt.site, debt.reason].filter(Boolean).join(' · ')}
        </Text>
        <Group gap="xs" mt={4}>
          {onSettle && (
            <Button size="xs" onClick={onSettle} aria-label={say('settleOf', { name })}>
              {say('settle')}
            </Button>
          )}
          {mayRemind && <RemindButton subscriberId={debt.subscriberId} name={name} />}
        </Group>
      </Table.Td>
      <Table.Td>
        {debt.priceRupiah > 0 && (
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            {rupiah(debt.unpaidRupiah)}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {debt.unlimited ? say('unlimited') : bytes(debt.unpaidBytes)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{instant(debt.dueAt)}</Text>
        {debt.overdue && (
          <Text size="xs" fw={600} c="var(--mantine-color-error)">
            {say('late')}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

const Settlement = ({ debt, onClose }: { readonly debt: Debt; readonly onClose: () => void }) => {
  const { phone } = useFormats();
  return (
    <DialogsAbout what={[debt.name, phone(debt.phone)].filter(Boolean).join(' · ')}>
      <SettleDialog person={debt} debtId={debt.debtId} onClose={onClose} />
    </DialogsAbout>
  );
};

const Head = ({ isTicked }: { readonly isTicked: boolean }) => {
  const say = useSay(debtTexts);
  return (
    <Table.Thead>
      <Table.Tr>
        {isTicked && <Table.Td />}
        <Table.Th>{say('who')}</Table.Th>
        <Table.Th>{say('owes')}</Table.Th>
        <Table.Th>{say('dueAt')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
};

export const DebtList = () => {
  const say = useSay(debtTexts);
  const may = useMay();
  const mayRemind = may('debts:remind');
  const maySettle = may('counter:sell') && may('quota:read');
  const [settled, setSettled] = useState<Debt | null>(null);
  const mayMany = mayRemind && may('subscribers:bulk');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const turn = (id: string): void =>
    setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  const [state, setState] = useState<Filter>('all');
  const debts = usePages(['debts', state], (cursor, signal) =>
    answerOf(api.GET('/api/v1/books/debts', { params: { query: { state, limit: PAGE, cursor } }, signal })),
  );
  const first = debts.query.data?.pages[0];
  return (
    <>
      <PageTitle title={say('title')}>
        {mayMany && first && first.totalDebts > 0 && <RemindMany ticked={ticked} debts={state} />}
      </PageTitle>
      <Stack>
        <SegmentedControl
          aria-label={say('filter')}
          value={state}
          onChange={(value) => {
            setState(FILTERS.find((one) => one === value) ?? 'all');
            setTicked([]);
          }}
          data={FILTERS.map((value) => ({ value, label: say(value) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        {first && first.totalDebts > 0 && <Sum {...first} />}
        <PagesOf pages={debts} empty={say('empty')}>
          {(items) => (
            <WideTable minWidth={340}>
              <Table verticalSpacing="xs">
                <Head isTicked={mayMany} />
                <Table.Tbody>
                  {items.map((debt) => (
                    <DebtRow
                      key={debt.debtId}
                      {...{ debt, mayRemind }}
                      onSettle={maySettle ? () => setSettled(debt) : null}
                      tick={
                        mayMany
                          ? {
                              isOn: ticked.includes(debt.subscriberId),
                              turn: () => turn(debt.subscriberId),
                            }
                          : null
                      }
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )}
        </PagesOf>
      </Stack>
      {settled && <Settlement debt={settled} onClose={() => setSettled(null)} />}
    </>
  );
};
