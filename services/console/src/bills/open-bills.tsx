// open-bills.tsx — the bills that nobody has paid yet, oldest first: where who collects them goes, and the money taken there.
import { Anchor, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { TableOrCards } from '../parts/table-or-cards';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { useSites } from '../sites/use-sites';
import { SEARCH_WAIT_MILLISECONDS } from '../subscribers/found-people';
import { openBillTexts } from './open-bills.texts';
import { PayDialog } from './pay-dialog';
import { BILLS } from './use-bills';
import { WaitingChanges } from './waiting-changes';

const PAGE = 50;
/** Colleagues take money meanwhile. */
const LOOK_MILLISECONDS = 10_000;
const FILTERS = ['due', 'pastGrace', 'all'] as const;
type Filter = (typeof FILTERS)[number];
type OpenBill = Row<'/api/v1/bills'>;

type Pay = ((bill: OpenBill) => void) | null;

/** Who owes it, where that is, and the money taken there. */
const Who = ({ bill, onPay }: { readonly bill: OpenBill; readonly onPay: Pay }) => {
  const say = useSay(openBillTexts);
  const { phone } = useFormats();
  const name = bill.name || phone(bill.phone);
  return (
    <div className="tap-links">
      <Anchor component={Link} to={`/subscribers/${bill.subscriberId}`} size="sm" miw={44}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {[phone(bill.phone), bill.address, bill.room, bill.site].filter(Boolean).join(' · ')}
      </Text>
      {onPay && bill.owedRupiah > 0 && (
        <Button size="xs" mt={4} onClick={() => onPay(bill)} aria-label={say('payOf', { name })}>
          {say('pay')}
        </Button>
      )}
    </div>
  );
};

const Due = ({ bill }: { readonly bill: OpenBill }) => {
  const say = useSay(openBillTexts);
  const { shortDay, today } = useFormats();
  if (bill.owedRupiah === 0) return shortDay(bill.dueOn);
  const words = bill.pastGrace ? say('held') : bill.dueOn < today() ? say('late') : '';
  return (
    <>
      {shortDay(bill.dueOn)}
      {words !== '' && (
        <Text size="xs" fw={600} c="var(--mantine-color-error)">
          {words}
        </Text>
      )}
    </>
  );
};

const Bills = ({
  items,
  onPay,
}: {
  readonly items: readonly OpenBill[];
  /** Null: this operator takes no money. */
  readonly onPay: Pay;
}) => {
  const say = useSay(openBillTexts);
  const { rupiah } = useFormats();
  return (
    <TableOrCards
      rows={items}
      keyOf={({ billId }) => billId}
      minWidth={720}
      columns={[
        { head: say('who'), cell: (bill) => <Who bill={bill} onPay={onPay} /> },
        { head: say('bill'), cell: (bill) => `${bill.packageName} · ${bill.number}` },
        {
          head: say('owes'),
          cell: (bill) => (bill.owedRupiah > 0 ? rupiah(bill.owedRupiah) : say('notOwed')),
          isNumber: true,
        },
        { head: say('dueOn'), cell: (bill) => <Due bill={bill} /> },
      ]}
    />
  );
};

const Payment = ({ bill, onClose }: { readonly bill: OpenBill; readonly onClose: () => void }) => {
  const { phone } = useFormats();
  return (
    <DialogsAbout what={[bill.name, phone(bill.phone)].filter(Boolean).join(' · ')}>
      <PayDialog subscriberId={bill.subscriberId} owedRupiah={bill.owedRupiah} onClose={onClose} />
    </DialogsAbout>
  );
};

/** Whoever looks for a number wants it whether it is paid or not. */
const useOpenBills = (filter: Filter, site: string | null, numberPart: string) => {
  const { today } = useFormats();
  const asked =
    numberPart !== ''
      ? { numberPart }
      : {
          ...(filter === 'due' ? { dueBy: today() } : {}),
          ...(filter === 'pastGrace' ? { pastGrace: true } : {}),
          ...(site === null ? {} : { site }),
        };
  return usePages(
    [...BILLS, 'open', asked],
    (cursor, signal) =>
      answerOf(api.GET('/api/v1/bills', { params: { query: { ...asked, limit: PAGE, cursor } }, signal })),
    LOOK_MILLISECONDS,
  );
};

export const OpenBills = () => {
  const say = useSay(openBillTexts);
  const may = useMay();
  const { number, rupiah } = useFormats();
  const sites = useSites();
  const [filter, setFilter] = useState<Filter>('due');
  const [site, setSite] = useState<string | null>(null);
  const [paid, setPaid] = useState<OpenBill | null>(null);
  const [search, setSearch] = useState('');
  const [searched] = useDebouncedValue(search.trim(), SEARCH_WAIT_MILLISECONDS);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const bills = useOpenBills(filter, site, searched);
  const first = bills.query.data?.pages[0];
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <TextInput
          ref={field}
          aria-label={say('search')}
          placeholder={`${say('search')}  ( / )`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maw={420}
        />
        <WaitingChanges />
        <Group gap="sm">
          <SegmentedControl
            aria-label={say('which')}
            value={filter}
            onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'due')}
            data={FILTERS.map((value) => ({ value, label: say(value) }))}
            style={{ maxWidth: '100%', overflowX: 'auto' }}
          />
          {sites.length > 1 && (
            <Select
              aria-label={say('site')}
              placeholder={say('everySite')}
              data={sites}
              value={site}
              onChange={setSite}
              clearable
            />
          )}
        </Group>
        {searched === '' && first && first.totalBills > 0 && (
          <Text fw={600}>
            {say('sum', {
              ...{ bills: number(first.totalBills), people: number(first.totalSubscribers) },
              amount: rupiah(first.totalRupiah),
            })}
          </Text>
        )}
        <PagesOf pages={bills} empty={say(searched === '' ? 'empty' : 'notFound')}>
          {(items) => <Bills items={items} onPay={may('counter:sell') ? setPaid : null} />}
        </PagesOf>
      </Stack>
      {paid && <Payment bill={paid} onClose={() => setPaid(null)} />}
    </>
  );
};
