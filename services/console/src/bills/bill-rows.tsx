// bill-rows.tsx — the bills of a person: their period, what they are made of, and what became of them.
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { TableOrCards } from '../parts/table-or-cards';
import { useMay } from '../session/session';
import { billTexts } from './bills.texts';
import type { BillDecision } from './bill-decisions';
import { lossTexts } from './losses.texts';
import type { Bill } from './use-bills';

const DAY_MILLISECONDS = 86_400_000;
/** Of a period that ends without its day. */
const lastDay = (toDate: string): string =>
  new Date(Date.parse(toDate) - DAY_MILLISECONDS).toISOString().slice(0, 10);

const useStateOf = () => {
  const say = useSay(billTexts);
  const sayLoss = useSay(lossTexts);
  const { rupiah } = useFormats();
  return (bill: Bill): string => {
    if (bill.void) return say('void');
    if (bill.writtenOffRupiah > 0) return sayLoss('writtenOff', { amount: rupiah(bill.writtenOffRupiah) });
    if (bill.owedRupiah > 0) return say(bill.overdue ? 'overdue' : 'open', { owed: rupiah(bill.owedRupiah) });
    return say(bill.given ? 'given' : 'paid');
  };
};

const Period = ({ bill: { fromDate, toDate, dueOn } }: { readonly bill: Bill }) => {
  const say = useSay(billTexts);
  const { shortDay } = useFormats();
  const last = lastDay(toDate);
  return (
    <>
      {last > fromDate ? `${shortDay(fromDate)} – ${shortDay(last)}` : shortDay(fromDate)}
      {dueOn !== fromDate && <Text size="xs">{say('due', { date: shortDay(dueOn) })}</Text>}
    </>
  );
};

/** What the amount is made of, where it is more than the price. */
const Parts = ({ bill }: { readonly bill: Bill }) => {
  const say = useSay(billTexts);
  const { rupiah, percent } = useFormats();
  const { discountRupiah, installationRupiah, taxRupiah, taxBasisPoints, taxIncluded, creditedRupiah } = bill;
  const tax = { percent: percent(taxBasisPoints), amount: rupiah(taxRupiah) };
  const parts = [
    discountRupiah > 0 && say('part.discount', { amount: rupiah(discountRupiah) }),
    installationRupiah > 0 && say('part.installation', { amount: rupiah(installationRupiah) }),
    taxRupiah > 0 && say(taxIncluded ? 'part.taxIncluded' : 'part.tax', tax),
    creditedRupiah > 0 && say('part.credit', { amount: rupiah(creditedRupiah) }),
  ].filter((part) => part !== false);
  return parts.map((part) => (
    <Text key={part} size="xs" c="dimmed">
      {part}
    </Text>
  ));
};

const Decisions = ({
  bill,
  onDecide,
}: {
  readonly bill: Bill;
  readonly onDecide: (decision: BillDecision) => void;
}) => {
  const say = useSay(billTexts);
  const sayLoss = useSay(lossTexts);
  const may = useMay();
  const act = (kind: BillDecision['kind'], isShown: boolean, label: string) =>
    isShown && (
      <Button size="xs" variant="default" onClick={() => onDecide({ kind, bill })}>
        {label}
      </Button>
    );
  const mayGiveUp = may('bills:write-off');
  return (
    <Group gap="xs">
      {act('void', may('bills:write') && !bill.void && !bill.given, say('void.act'))}
      {act('writeOff', mayGiveUp && bill.owedRupiah > 0, sayLoss('writeOff'))}
      {act('reclaim', mayGiveUp && bill.writtenOffRupiah > 0 && !bill.void, sayLoss('reclaim'))}
    </Group>
  );
};

export const BillRows = ({
  bills,
  onDecide,
}: {
  readonly bills: readonly Bill[];
  readonly onDecide: (decision: BillDecision) => void;
}) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const may = useMay();
  const stateOf = useStateOf();
  return (
    <TableOrCards
      minWidth={560}
      rows={bills}
      keyOf={({ billId }) => billId}
      columns={[
        {
          head: say('bill'),
          cell: ({ billId, number, packageName }) => (
            <>
              {packageName}
              <Anchor size="xs" display="block" href={`/api/v1/bills/${billId}/bill.pdf`} target="_blank">
                {number} (PDF)
              </Anchor>
            </>
          ),
        },
        { head: say('period'), cell: (bill) => <Period bill={bill} /> },
        {
          head: say('amount'),
          isNumber: true,
          cell: (bill) => (
            <>
              {rupiah(bill.amountRupiah)}
              <Parts bill={bill} />
            </>
          ),
        },
        { head: say('state'), cell: stateOf },
        ...(may('bills:write') || may('bills:write-off')
          ? [{ head: say('acts'), cell: (bill: Bill) => <Decisions bill={bill} onDecide={onDecide} /> }]
          : []),
      ]}
    />
  );
};
